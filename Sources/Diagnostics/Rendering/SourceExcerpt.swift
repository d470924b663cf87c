/// A line as it is shown, with the cells that a mark below it covers.
struct SourceExcerpt {
    /// Tabs are expanded, harmful characters replaced, and what is far from the mark is cut.
    let text: String
    /// Cells before the mark.
    let indent: Int
    /// Cells of the mark; at least 1.
    let length: Int

    private static let tabStop = 4

    /// - Parameter width: the most cells to show.
    init(of line: String, from start: UInt32, to end: UInt32?, width: Int) {
        var cells: [(scalar: Unicode.Scalar, width: Int)] = []
        var position = 0
        var markStart: Int?
        var markEnd: Int?
        for (index, scalar) in line.unicodeScalars.enumerated() {
            if index + 1 == Int(start) { markStart = position }
            if let end, index + 1 == Int(end) { markEnd = position }
            let shown = Self.shown(scalar, at: position)
            cells += shown
            position += shown.reduce(0) { $0 + $1.width }
        }
        let from = markStart ?? position
        let to = max(markEnd ?? position, from + 1)
        let window = Self.window(around: from..<to, of: position, width: width)
        text = Self.text(cells, in: window, of: position)
        indent = from - window.lowerBound
        length = max(1, min(to, window.upperBound) - from)
    }

    private static func shown(_ scalar: Unicode.Scalar, at position: Int) -> [(scalar: Unicode.Scalar, width: Int)] {
        if scalar == "\t" { return Array(repeating: (" ", 1), count: tabStop - position % tabStop) }
        if DisplayText.isHarmful(scalar) { return [("\u{FFFD}", 1)] }
        return [(scalar, DisplayText.width(of: scalar))]
    }

    /// The cells to show: all where they fit, else a stretch that holds the start of the mark and as much as goes of its end.
    private static func window(around mark: Range<Int>, of total: Int, width: Int) -> Range<Int> {
        if total <= width { return 0..<max(total, mark.upperBound) }
        let spare = max(0, width - mark.count)
        let start = max(0, min(mark.lowerBound - min(spare / 2, width / 3), total - width))
        return start..<start + width
    }

    private static func text(_ cells: [(scalar: Unicode.Scalar, width: Int)], in window: Range<Int>, of total: Int) -> String {
        var text = String.UnicodeScalarView()
        var position = 0
        for cell in cells {
            defer { position += cell.width }
            let isInside = position >= window.lowerBound && position + cell.width <= window.upperBound
            if isInside { text.append(cell.scalar) }
            // Half of a wide character stands at the edge: keep what follows in its column.
            let isCut = !isInside && cell.width == 2 && position < window.upperBound && position + 2 > window.lowerBound
            if isCut { text.append(" ") }
        }
        var result = String(text)
        if window.lowerBound > 0, let first = result.first {
            result = "…" + padding(for: first) + result.dropFirst()
        }
        if window.upperBound < total, result.popLast() != nil { result += "…" }
        return result
    }

    /// What keeps the columns where a character gives way to an ellipsis of one cell.
    private static func padding(for character: Character) -> String {
        String(repeating: " ", count: max(0, DisplayText.width(of: String(character)) - 1))
    }
}
