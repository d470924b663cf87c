/// One line of a table of values: what is written, and what is to come of it.
package struct Row: Sendable, CustomStringConvertible {
    /// The value as YAML.
    package let input: String
    /// The canonical form as JSON, `absent`, or `! ` with ids of errors.
    package let expected: String

    /// The input, which names the test's case.
    package var description: String { input }
}

/// The rows of a table: each input on a line of its own, below it the outcome, indented.
package func table(_ text: String) -> [Row] {
    var rows: [Row] = []
    var input: String?
    for line in text.split(separator: "\n") {
        if line.hasPrefix("    "), let written = input {
            rows.append(Row(input: written, expected: String(line.drop { $0 == " " })))
            input = nil
        } else {
            input = String(line)
        }
    }
    return rows
}
