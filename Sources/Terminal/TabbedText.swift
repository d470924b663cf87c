/// Aligns text whose cells end with tabs, the way docker's listings look.
///
/// Elastic tab stops: neighbouring lines that have a cell in a column share its width. The last cell of a line belongs to no column, so
/// it is never padded.
package struct TabbedText: Sendable {
    /// The least width of a column, padding included; docker's client uses 10.
    package var minimumWidth = 10
    /// The least number of blanks after a cell; docker's client uses 3.
    package var padding = 3

    package init() {}

    /// The aligned lines, each with its line end.
    package func align(_ lines: [String]) -> String {
        let rows = lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
        var widths = rows.map { Array(repeating: 0, count: max($0.count - 1, 0)) }
        let columns = widths.map(\.count).max() ?? 0
        for column in 0..<columns {
            fillWidths(of: column, rows: rows, widths: &widths)
        }
        return zip(rows, widths).map(paddedLine).joined()
    }

    /// Gives every run of neighbouring lines that have this column the width of its widest cell.
    private func fillWidths(of column: Int, rows: [[Substring]], widths: inout [[Int]]) {
        var start = 0
        while start < rows.count {
            guard column < widths[start].count else {
                start += 1
                continue
            }
            let end = rows[start...].firstIndex { column >= $0.count - 1 } ?? rows.endIndex
            let widest = rows[start..<end].map { $0[column].displayWidth }.max() ?? 0
            for row in start..<end { widths[row][column] = max(widest + padding, minimumWidth) }
            start = end
        }
    }

    private func paddedLine(_ cells: [Substring], _ widths: [Int]) -> String {
        var line = ""
        for (cell, width) in zip(cells, widths) {
            line += cell
            line += String(repeating: " ", count: max(width - cell.displayWidth, 0))
        }
        return line + (cells.last ?? "") + "\n"
    }
}
