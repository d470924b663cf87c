/// How a report is shown as text.
package struct ReportStyle: Sendable {
    /// Whether ANSI colours are used.
    package var usesColor: Bool
    /// The most cells of a source line; longer ones are cut around the place.
    package var lineWidth: Int

    package init(usesColor: Bool = false, lineWidth: Int = 120) {
        self.usesColor = usesColor
        self.lineWidth = max(lineWidth, 20)
    }
}

extension DiagnosticReport {
    /// The entries and the summary, each line ended by a line break.
    package func text(_ style: ReportStyle = ReportStyle()) -> String {
        entries.map { $0.text(style) }.joined() + summary + "\n"
    }
}

extension DiagnosticReport.Entry {
    /// The head line, the source with its marks, and what to do.
    package func text(_ style: ReportStyle = ReportStyle()) -> String {
        EntryRenderer(entry: self, style: style).lines.map { $0 + "\n" }.joined()
    }
}

/// Renders one entry.
private struct EntryRenderer {
    let entry: DiagnosticReport.Entry
    let style: ReportStyle

    private enum Paint: String {
        case error = "1;31"
        case warning = "1;33"
        case note = "1;36"
        case frame = "34"
        case strong = "1"
    }

    var lines: [String] {
        var lines = [head]
        var shown = entry.place
        if let place = entry.place { lines += excerpt(of: place, mark: "^", text: nil, paint: severityPaint, after: nil) }
        for label in entry.labels {
            lines += excerpt(of: label.place, mark: "-", text: label.text, paint: .frame, after: shown)
            shown = label.place
        }
        let indent = entry.place?.line == nil ? "  " : gutter("") + "= "
        return lines + entry.help.flatMap { helpLines($0, indent: indent) }
    }

    private var head: String {
        let place = entry.place.map { "\($0.file):\($0.start.line):\($0.start.column): " } ?? ""
        let message = "\(paint("\(entry.severity.rawValue):", severityPaint)) \(paint(DisplayText.harmless(entry.message), .strong))"
        return "\(DisplayText.harmless(place))\(message) [\(entry.id)]"
    }

    private func helpLines(_ help: String, indent: String) -> [String] {
        let parts = help.split(separator: "\n", omittingEmptySubsequences: false).map { DisplayText.harmless(String($0)) }
        let blank = String(repeating: " ", count: DisplayText.width(of: indent + "help: "))
        return parts.enumerated().map { index, part in index == 0 ? "\(indent)help: \(part)" : blank + part }
    }

    /// The line of a place, unless it was shown just before, and the mark below it.
    private func excerpt(
        of place: DiagnosticReport.Place, mark: String, text: String?, paint kind: Paint, after shown: DiagnosticReport.Place?
    ) -> [String] {
        let words = text.map { " " + DisplayText.harmless($0) } ?? ""
        guard let line = place.line else {
            return text == nil ? [] : ["  \(DisplayText.harmless(place.file)):\(place.start.line):\(place.start.column):\(words)"]
        }
        let skipped = place.firstColumn - 1
        let end = place.end.line == place.start.line ? place.end.column - min(skipped, place.end.column) : nil
        let start = place.start.column - min(skipped, place.start.column)
        let excerpt = SourceExcerpt(of: line, from: start, to: end, width: style.lineWidth)
        var lines: [String] = []
        if let shown, shown.file != place.file {
            lines.append(
                paint(gutter("") + "--> ", .frame) + "\(DisplayText.harmless(place.file)):\(place.start.line):\(place.start.column)")
        }
        if shown?.file != place.file || shown?.start.line != place.start.line || shown?.line == nil {
            lines.append(trimmed(paint(gutter(String(place.start.line)) + "|", .frame) + " " + excerpt.text))
        }
        let marks = paint(String(repeating: mark, count: excerpt.length) + words, kind)
        lines.append(paint(gutter("") + "|", .frame) + " " + String(repeating: " ", count: excerpt.indent) + marks)
        return lines
    }

    private func trimmed(_ line: String) -> String {
        guard line.last == " " else { return line }
        return String(line.dropLast(line.reversed().prefix { $0 == " " }.count))
    }

    /// The number of a line, right-aligned for all lines of the entry.
    private func gutter(_ number: String) -> String {
        let widest = ([entry.place?.start.line ?? 0] + entry.labels.map(\.place.start.line)).max() ?? 0
        return " " + String(repeating: " ", count: String(widest).count - number.count) + number + " "
    }

    private var severityPaint: Paint {
        switch entry.severity {
        case .error: .error
        case .warning: .warning
        case .note: .note
        }
    }

    private func paint(_ text: String, _ paint: Paint) -> String {
        style.usesColor ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
    }
}
