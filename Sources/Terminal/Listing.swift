/// A listing with docker's `--format` rules: a table by default, `table TEMPLATE`, `json`, or a template.
package struct Listing: Sendable {
    /// A column: the name of its field and its heading.
    package struct Column: Sendable {
        package let field: String
        package let heading: String

        package init(_ field: String, _ heading: String) {
            self.field = field
            self.heading = heading
        }
    }

    package let columns: [Column]
    /// Fields that templates may use besides the columns of the default table.
    package let furtherColumns: [Column]

    package init(_ columns: [Column], further: [Column] = []) {
        self.columns = columns
        furtherColumns = further
    }

    /// The text for the rows.
    ///
    /// - Parameters:
    ///   - format: what the user gave with `--format`; nil or `table` for the default table.
    ///   - quiet: only the field `ID`, one a line, unless a format other than `table` is given.
    /// - Throws: `GoTemplate.Failure` for a format that is not understood.
    package func render(_ rows: [TemplateRow], format: String? = nil, quiet: Bool = false) throws(GoTemplate.Failure) -> String {
        let format = format.flatMap { $0.isEmpty ? nil : $0 } ?? "table"
        if format == "table" {
            return quiet ? try plain(rows, template: "{{.ID}}") : try table(rows, template: defaultTemplate)
        }
        if format == "json" { return try plain(rows, template: "{{json .}}") }
        if format.hasPrefix("table") { return try table(rows, template: Self.trimmed(format.dropFirst("table".count))) }
        return try plain(rows, template: Self.trimmed(format[...]))
    }

    private var defaultTemplate: String { columns.map { "{{.\($0.field)}}" }.joined(separator: "\t") }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    private func plain(_ rows: [TemplateRow], template: String) throws(GoTemplate.Failure) -> String {
        let template = try GoTemplate(template)
        var text = ""
        for row in rows { text += try template.render(row) + "\n" }
        return text
    }

    private func table(_ rows: [TemplateRow], template: String) throws(GoTemplate.Failure) -> String {
        let template = try GoTemplate(template)
        let headings = Dictionary((columns + furtherColumns).map { ($0.field, $0.heading) }, uniquingKeysWith: { first, _ in first })
        var lines = [try template.header(headings)]
        for row in rows { lines.append(try template.render(row)) }
        return TabbedText().align(lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) })
    }
}
