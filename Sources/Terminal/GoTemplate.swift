/// A parsed `--format` template: the part of Go's template language that docker's listings are used with.
///
/// Literal text, `{{.Field}}`, `{{json .}}`, `{{json .Field}}`, the functions `lower`, `upper`, `title`, `truncate` and `pad`, pipes, and
/// `{{"literal"}}`. Anything else is a `GoTemplate.Failure`, never silently empty.
package struct GoTemplate: Sendable {
    /// Why a template was refused, in words for the user.
    package struct Failure: Error, CustomStringConvertible, Hashable {
        package let description: String
    }

    enum Operand: Hashable, Sendable {
        case whole
        case field(String)
        case text(String)
        case number(Int)
    }

    struct Call: Hashable, Sendable {
        /// nil: the operand itself.
        var function: Function?
        var operands: [Operand]
    }

    enum Function: String, Sendable {
        case json, lower, upper, title, truncate, pad
    }

    enum Part: Hashable, Sendable {
        case literal(String)
        case pipeline([Call])
    }

    let parts: [Part]

    /// Reads a template; `\t` and `\n` written as two characters mean a tab and a line end.
    ///
    /// - Throws: `Failure` for an unclosed action or one outside the subset.
    package init(_ text: String) throws(Failure) {
        var parser = GoTemplateParser(text)
        parts = try parser.parse()
    }

    /// The template filled with one row.
    ///
    /// - Throws: `Failure` if the template names a field that the row does not have.
    package func render(_ row: TemplateRow) throws(Failure) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .pipeline(let calls): text += try evaluate(calls, on: row)
            }
        }
        return text
    }

    /// The template filled with the names of its columns; functions leave a heading as it is, except `pad`.
    package func header(_ headings: [String: String]) throws(Failure) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .pipeline(let calls): text += try heading(of: calls, headings)
            }
        }
        return text
    }

    private func heading(of calls: [Call], _ headings: [String: String]) throws(Failure) -> String {
        for call in calls {
            for case .field(let name) in call.operands {
                guard let heading = headings[name] else { throw Failure(description: "there is no field .\(name)") }
                return heading
            }
        }
        return ""
    }

    private func evaluate(_ calls: [Call], on row: TemplateRow) throws(Failure) -> String {
        var piped: TemplateValue?
        for call in calls {
            var values: [TemplateValue] = []
            for operand in call.operands { values.append(try resolve(operand, on: row)) }
            if let piped { values.append(piped) }
            piped = try call.function?.apply(values) ?? values.first
        }
        return piped?.text ?? ""
    }

    private func resolve(_ operand: Operand, on row: TemplateRow) throws(Failure) -> TemplateValue {
        switch operand {
        case .whole: return .row(row)
        case .text(let text): return .text(text)
        case .number(let number): return .number(number)
        case .field(let name):
            guard let value = row[name] else { throw Failure(description: "there is no field .\(name)") }
            return .text(value)
        }
    }
}
