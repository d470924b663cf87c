/// One line of progress: a thing, how far it is, and in what state.
package struct ProgressLine: Hashable, Sendable {
    /// What the sign at the start of the line says.
    package enum Mark: Hashable, Sendable {
        case working, done, failed, attention
    }

    package var mark: Mark
    package var name: String
    /// How much of it is there, such as `1/2`; empty if it cannot be counted.
    package var count: String
    package var status: String
    /// The time it took; shown when the mark is final.
    package var elapsed: Duration?

    package init(_ mark: Mark, _ name: String, count: String = "", status: String, elapsed: Duration? = nil) {
        self.mark = mark
        self.name = name
        self.count = count
        self.status = status
        self.elapsed = elapsed
    }

    /// The same line without what changes by itself, to see whether there is news in it.
    fileprivate var news: ProgressLine {
        var line = self
        line.elapsed = nil
        return line
    }
}

/// Shows progress lines: redrawn in place on a terminal, printed when they change in a pipe.
///
/// A pure machine: it returns the text to write. The caller calls `update` when something happened and, on a terminal, every 100 ms to
/// turn the spinner.
package struct ProgressDisplay: Sendable {
    private let traits: TerminalTraits
    private var drawnLines = 0
    private var spinnerFrame = 0
    private var lastShown: [String: ProgressLine] = [:]

    private static let spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

    package init(traits: TerminalTraits) {
        self.traits = traits
    }

    /// The text that brings the output to these lines.
    package mutating func update(_ lines: [ProgressLine]) -> String {
        traits.isLive ? redraw(lines) : changes(lines)
    }

    /// The text that puts lines above the block, which is drawn again by the next `update`.
    package mutating func print(_ text: String) -> String {
        let erase = eraseBlock()
        return erase + text + (text.hasSuffix("\n") ? "" : "\n")
    }

    private mutating func eraseBlock() -> String {
        guard drawnLines > 0 else { return "" }
        let text = "\u{1B}[\(drawnLines)A\u{1B}[J"
        drawnLines = 0
        return text
    }

    private mutating func redraw(_ lines: [ProgressLine]) -> String {
        spinnerFrame = (spinnerFrame + 1) % Self.spinner.count
        var text = drawnLines > 0 ? "\u{1B}[\(drawnLines)A" : ""
        let widths = Widths(lines)
        for line in lines {
            text += clipped(line, widths: widths) + "\u{1B}[K\n"
        }
        if drawnLines > lines.count { text += "\u{1B}[J" }
        drawnLines = lines.count
        return text
    }

    /// The styled line; a line too wide for the terminal would wrap and break the redrawing, so it is cut and loses its colours.
    private func clipped(_ line: ProgressLine, widths: Widths) -> String {
        let plain = render(line, widths: widths, traits: .plain)
        guard plain.displayWidth <= traits.width - 1 else { return plain.truncated(toColumns: traits.width - 1) }
        return render(line, widths: widths, traits: traits)
    }

    private mutating func changes(_ lines: [ProgressLine]) -> String {
        var text = ""
        let widths = Widths(lines)
        for line in lines where lastShown[line.name] != line.news {
            lastShown[line.name] = line.news
            text += render(line, widths: widths, traits: traits) + "\n"
        }
        return text
    }

    private struct Widths {
        let name: Int
        let count: Int

        init(_ lines: [ProgressLine]) {
            name = lines.map(\.name.displayWidth).max() ?? 0
            count = lines.map(\.count.displayWidth).max() ?? 0
        }
    }

    private func render(_ line: ProgressLine, widths: Widths, traits: TerminalTraits) -> String {
        var text = "  " + sign(line.mark, traits) + " " + line.name.padded(to: widths.name)
        if widths.count > 0 { text += "  " + line.count.padded(to: widths.count) }
        text += "  " + line.status
        if line.mark != .working, let elapsed = line.elapsed { text += "  " + elapsed.shortText.styled(.dim, on: traits) }
        return text
    }

    private func sign(_ mark: ProgressLine.Mark, _ traits: TerminalTraits) -> String {
        switch mark {
        case .working: (self.traits.isLive ? Self.spinner[spinnerFrame] : "·").styled(.cyan, on: traits)
        case .done: "✓".styled(.green, on: traits)
        case .failed: "✗".styled(.red, on: traits)
        case .attention: "!".styled(.yellow, on: traits)
        }
    }
}

extension String {
    /// The text with blanks up to a display width.
    package func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(width - displayWidth, 0))
    }
}
