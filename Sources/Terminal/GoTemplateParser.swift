/// Reads the text of a `GoTemplate`.
struct GoTemplateParser {
    private var rest: Substring

    init(_ text: String) { rest = Substring(text) }

    mutating func parse() throws(GoTemplate.Failure) -> [GoTemplate.Part] {
        var parts: [GoTemplate.Part] = []
        var trimsNext = false
        while let open = rest.firstRange(of: "{{") {
            var literal = Self.unescaped(rest[..<open.lowerBound])
            if trimsNext { literal = Self.trimmedStart(literal) }
            rest = rest[open.upperBound...]
            guard let close = rest.firstRange(of: "}}") else { throw GoTemplate.Failure(description: "an action {{ is not closed by }}") }
            var action = rest[..<close.lowerBound]
            rest = rest[close.upperBound...]
            if action.hasPrefix("- ") {
                action = action.dropFirst()
                literal = Self.trimmedEnd(literal)
            }
            trimsNext = action.hasSuffix(" -")
            if trimsNext { action = action.dropLast() }
            parts.append(.literal(literal))
            if !action.hasPrefix("/*") { parts.append(.pipeline(try Self.pipeline(action))) }
        }
        let tail = Self.unescaped(rest)
        parts.append(.literal(trimsNext ? Self.trimmedStart(tail) : tail))
        return parts.filter { $0 != .literal("") }
    }

    private static func pipeline(_ action: Substring) throws(GoTemplate.Failure) -> [GoTemplate.Call] {
        var calls: [[String]] = [[]]
        for word in try words(action) {
            if word == "|" { calls.append([]) } else { calls[calls.count - 1].append(word) }
        }
        var result: [GoTemplate.Call] = []
        for words in calls { result.append(try call(words, in: action)) }
        return result
    }

    private static func call(_ words: [String], in action: Substring) throws(GoTemplate.Failure) -> GoTemplate.Call {
        guard let first = words.first else { throw GoTemplate.Failure(description: "{{\(action)}} is empty") }
        let function = GoTemplate.Function(rawValue: first)
        var operands: [GoTemplate.Operand] = []
        for word in function == nil ? words[...] : words.dropFirst() { operands.append(try operand(word, in: action)) }
        guard function != nil || operands.count == 1 else {
            throw GoTemplate.Failure(description: "{{\(action)}} is not understood: one field, or a function with its arguments")
        }
        return GoTemplate.Call(function: function, operands: operands)
    }

    private static func operand(_ word: String, in action: Substring) throws(GoTemplate.Failure) -> GoTemplate.Operand {
        if word == "." { return .whole }
        if word.hasPrefix("\"") { return .text(String(word.dropFirst())) }
        if let number = Int(word) { return .number(number) }
        let name = word.dropFirst()
        guard word.hasPrefix("."), !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
            throw GoTemplate.Failure(
                description: "{{\(action)}} is not understood: fields and json, lower, upper, title, truncate and pad are")
        }
        return .field(String(name))
    }

    /// The words of an action; a quoted text keeps one leading quotation mark as its sign.
    private static func words(_ action: Substring) throws(GoTemplate.Failure) -> [String] {
        var words: [String] = []
        var rest = action
        while let first = rest.first {
            if first == "\"" {
                let body = rest.dropFirst()
                guard let end = body.firstIndex(of: "\"") else {
                    throw GoTemplate.Failure(description: "a text in {{\(action)}} is not closed")
                }
                words.append("\"" + unescaped(body[..<end]))
                rest = body[body.index(after: end)...]
            } else if first == "|" {
                words.append("|")
                rest = rest.dropFirst()
            } else if first.isWhitespace {
                rest = rest.dropFirst()
            } else {
                let word = rest.prefix { !$0.isWhitespace && $0 != "|" && $0 != "\"" }
                words.append(String(word))
                rest = rest.dropFirst(word.count)
            }
        }
        return words
    }

    private static func unescaped(_ text: Substring) -> String {
        String(text).replacing("\\t", with: "\t").replacing("\\n", with: "\n")
    }

    private static func trimmedStart(_ text: String) -> String { String(text.drop { $0.isWhitespace }) }

    private static func trimmedEnd(_ text: String) -> String {
        var text = text
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
