/// A value in a pipeline of a template.
enum TemplateValue: Sendable {
    case text(String)
    case number(Int)
    case row(TemplateRow)

    /// The value as it is printed.
    var text: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        case .row(let row): row.json
        }
    }

    var json: String {
        switch self {
        case .text(let text): JSONText.quoted(text)
        case .number(let number): String(number)
        case .row(let row): row.json
        }
    }

    var number: Int? {
        guard case .number(let number) = self else { return nil }
        return number
    }
}

extension GoTemplate.Function {
    /// Calls the function; a piped value is the last argument, as in Go.
    func apply(_ values: [TemplateValue]) throws(GoTemplate.Failure) -> TemplateValue {
        guard let first = values.first, let last = values.last else {
            throw GoTemplate.Failure(description: "\(rawValue) needs an argument")
        }
        switch self {
        case .json: return .text(last.json)
        case .lower: return .text(last.text.lowercased())
        case .upper: return .text(last.text.uppercased())
        case .title: return .text(Self.titled(last.text))
        case .truncate:
            guard values.count == 2, let length = values[1].number else { throw wrongArguments("truncate .Field 10") }
            return .text(String(String.UnicodeScalarView(first.text.unicodeScalars.prefix(max(length, 0)))))
        case .pad:
            guard values.count == 3, let before = values[1].number, let after = values[2].number else {
                throw wrongArguments("pad .Field 1 1")
            }
            guard !first.text.isEmpty else { return first }
            return .text(Self.blanks(before) + first.text + Self.blanks(after))
        }
    }

    /// At most 1,000 blanks: a format is not a way to fill the memory.
    private static func blanks(_ count: Int) -> String { String(repeating: " ", count: min(max(count, 0), 1000)) }

    private func wrongArguments(_ example: String) -> GoTemplate.Failure {
        GoTemplate.Failure(description: "\(rawValue) is called like {{\(example)}}")
    }

    private static func titled(_ text: String) -> String {
        var result = ""
        var atStart = true
        for character in text {
            result += atStart ? character.uppercased() : String(character)
            atStart = !character.isLetter && !character.isNumber && character != "_"
        }
        return result
    }
}
