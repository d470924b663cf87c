/// Draws panels as SVG 1.1, without scripts and without anything from elsewhere.
struct ChartDrawing {
    let panels: [ChartPanel]
    let start: Instant
    let end: Instant
    let zone: LocalZone

    static let width = 960.0
    private static let panelHeight = 240.0
    private static let left = 64.0
    private static let right = 16.0
    private static let top = 44.0
    private static let bottom = 30.0
    private static var innerWidth: Double { width - left - right }
    private static var innerHeight: Double { panelHeight - top - bottom }

    /// Colours that people with any eyes tell apart (after Okabe and Ito), and are seen on light and on dark.
    static let colours = ["#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#b59f00", "#7f7f7f", "#8856a7", "#a6761d"]

    /// The whole drawing.
    func svg() -> String {
        let height = Self.panelHeight * Double(max(panels.count, 1))
        var text = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(Self.width)) \(Int(height))" font-family="system-ui, sans-serif" \
            font-size="12" role="img">
            <style>
            svg { background: #fff; color: #222 } .grid { stroke: #8884; stroke-width: 1 } text { fill: currentColor }
            .line { fill: none; stroke-width: 1.5; stroke-linejoin: round } .dim { opacity: .7 }
            @media (prefers-color-scheme: dark) { svg { background: #181a1b; color: #ddd } }
            </style>

            """
        if panels.isEmpty { text += "<text x=\"20\" y=\"40\">nothing was measured in this time</text>\n" }
        for (index, panel) in panels.enumerated() { text += draw(panel, at: Double(index) * Self.panelHeight) }
        return text + "</svg>\n"
    }

    private func draw(_ panel: ChartPanel, at offset: Double) -> String {
        let unit = panel.unit.isEmpty ? "" : " <tspan class=\"dim\" font-weight=\"normal\">\(Self.escaped(panel.unit))</tspan>"
        var text = "<g><text x=\"\(Self.left)\" y=\"\(offset + 18)\" font-weight=\"bold\">\(Self.escaped(panel.title))\(unit)</text>\n"
        for tick in ChartAxis.times(from: start.wholeSeconds, to: end.wholeSeconds, zone: zone) {
            let place = Self.number(x(tick.position))
            let foot = offset + Self.panelHeight - Self.bottom
            text += "<line class=\"grid\" x1=\"\(place)\" x2=\"\(place)\" y1=\"\(offset + Self.top)\" y2=\"\(foot)\"/>"
            text += "<text x=\"\(place)\" y=\"\(foot + 16)\" text-anchor=\"middle\" class=\"dim\">\(tick.label)</text>\n"
        }
        text += panel.isState ? lanes(panel, at: offset + Self.top) : curves(panel, at: offset + Self.top)
        return text + legend(panel, at: offset + 36) + "</g>\n"
    }

    /// Numbers over time, with an axis of values.
    private func curves(_ panel: ChartPanel, at top: Double) -> String {
        let ticks = ChartAxis.values(from: panel.range.low, to: panel.range.high)
        let low = ticks.first?.position ?? 0
        let span = max((ticks.last?.position ?? 1) - low, 1e-12)
        func y(_ value: Double) -> Double { top + Self.innerHeight * (1 - (value - low) / span) }
        var text = ""
        for tick in ticks {
            let place = Self.number(y(tick.position))
            text += "<line class=\"grid\" x1=\"\(Self.left)\" x2=\"\(Self.width - Self.right)\" y1=\"\(place)\" y2=\"\(place)\"/>"
            text += "<text x=\"\(Self.left - 8)\" y=\"\(place)\" dy=\".35em\" text-anchor=\"end\">\(tick.label)</text>\n"
        }
        for (index, line) in panel.lines.enumerated() {
            let path = "class=\"line\" stroke=\"\(Self.colour(index))\" d=\"\(curve(line, y: y))\""
            text += "<path \(path)><title>\(Self.escaped(line.name))</title></path>\n"
        }
        return text
    }

    /// States over time: a lane for each device, filled while it is on, pale while it is off, empty before its first word.
    private func lanes(_ panel: ChartPanel, at top: Double) -> String {
        let height = Self.innerHeight / Double(max(panel.lines.count, 1))
        var text = ""
        for (index, line) in panel.lines.enumerated() {
            let place = top + height * Double(index)
            let title = "<title>\(Self.escaped(line.name))</title>"
            for (isOn, opacity) in [(false, "0.15"), (true, "0.9")] {
                let shape = bars(line, isOn: isOn, from: place + height * 0.15, height: height * 0.7)
                if !shape.isEmpty { text += "<path fill=\"\(Self.colour(index))\" opacity=\"\(opacity)\" d=\"\(shape)\">\(title)</path>\n" }
            }
        }
        return text
    }

    private func bars(_ line: ChartPanel.Line, isOn: Bool, from top: Double, height: Double) -> String {
        var text = ""
        var since: Instant?
        func close(at moment: Instant) {
            guard let from = since else { return }
            let left = x(Double(from.nanoseconds) / 1e9)
            let width = max(x(Double(moment.nanoseconds) / 1e9) - left, 0.5)
            text += "M\(Self.number(left)) \(Self.number(top))h\(Self.number(width))v\(Self.number(height))h\(Self.number(-width))z"
            since = nil
        }
        for sample in line.samples {
            if (sample.value != 0) == isOn {
                since = since ?? sample.time
            } else {
                close(at: sample.time)
            }
        }
        close(at: end)
        return text
    }

    private static func colour(_ index: Int) -> String { colours[index % colours.count] }

    private func legend(_ panel: ChartPanel, at height: Double) -> String {
        var text = ""
        var place = Self.left
        for (index, line) in panel.lines.enumerated() {
            // Seven units a letter is what such letters are wide at most.
            let wide = Double(line.name.count) * 7 + 26
            guard place + wide < Self.width - 90 else {
                return text
                    + "<text x=\"\(place)\" y=\"\(height)\" class=\"dim\">and \(panel.lines.count - index + panel.leftOut) more</text>\n"
            }
            text += "<circle cx=\"\(place + 4)\" cy=\"\(height - 4)\" r=\"4\" fill=\"\(Self.colour(index))\"/>"
            text += "<text x=\"\(place + 12)\" y=\"\(height)\">\(Self.escaped(line.name))</text>\n"
            place += wide
        }
        return panel.leftOut > 0 ? text + "<text x=\"\(place)\" y=\"\(height)\" class=\"dim\">and \(panel.leftOut) more</text>\n" : text
    }

    private func curve(_ line: ChartPanel.Line, y: (Double) -> Double) -> String {
        var text = ""
        var last: Instant?
        let gap = line.gap
        for sample in line.reduced(columns: Int(Self.innerWidth), from: start, to: end) {
            let place = "\(Self.number(x(Double(sample.time.nanoseconds) / 1e9))) \(Self.number(y(sample.value)))"
            if let last, sample.time.seconds(since: last) <= gap {
                text += "L\(place)"
            } else {
                // A value that stands alone is a dot: a line of no length with round ends is not drawn everywhere.
                text += "M\(place)h.5"
            }
            last = sample.time
        }
        return text
    }

    private func x(_ seconds: Double) -> Double {
        let share = (seconds - Double(start.nanoseconds) / 1e9) / max(end.seconds(since: start), 1e-9)
        return Self.left + min(max(share, 0), 1) * Self.innerWidth
    }

    /// One place after the point is a tenth of a pixel.
    private static func number(_ value: Double) -> String {
        let tenths = Int((abs(value) * 10).rounded())
        let text = tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
        return value < 0 && tenths != 0 ? "-" + text : text
    }

    /// Text for XML; control characters have no place in it.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
