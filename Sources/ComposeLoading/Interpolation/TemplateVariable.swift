package import YAMLTree

/// A variable that a tree asks for, as its first template says; see `config --variables`.
package struct TemplateVariable: Hashable, Sendable {
    package var name: String
    /// The operand of `-` or `:-`; empty where there is none.
    package var defaultValue = ""
    /// The operand of `+` or `:+`.
    package var alternateValue = ""
    /// Whether `?` or `:?` insists on a value.
    package var isRequired = false

    package init(name: String, defaultValue: String = "", alternateValue: String = "", isRequired: Bool = false) {
        self.name = name
        self.defaultValue = defaultValue
        self.alternateValue = alternateValue
        self.isRequired = isRequired
    }

    /// The variables of all values of a tree, those in operands too, by name.
    package static func all(in node: Node) -> [TemplateVariable] {
        var search = VariableSearch()
        search.visit(node)
        return search.found.values.sorted { $0.name < $1.name }
    }
}

private struct VariableSearch {
    var found: [String: TemplateVariable] = [:]

    mutating func visit(_ node: Node) {
        switch node.content {
        case .scalar(let scalar):
            guard scalar.text.utf8.contains(TemplateSyntax.dollar) else { return }
            visit(Array(scalar.text.utf8))
        case .sequence(let items):
            for item in items { visit(item) }
        case .mapping(let mapping):
            for entry in mapping.entries { visit(entry.value) }
        }
    }

    /// Templates in operands are found by going on inside the braces, so nothing nests.
    private mutating func visit(_ text: [UInt8]) {
        var position = 0
        while let dollar = text[position...].firstIndex(of: TemplateSyntax.dollar) {
            position = dollar + 1
            guard position < text.count else { return }
            if text[position] == TemplateSyntax.dollar {
                position += 1
                continue
            }
            let isBraced = text[position] == TemplateSyntax.open
            let start = isBraced ? position + 1 : position
            let end = TemplateSyntax.endOfName(in: text, from: start, before: text.count)
            guard end > start else { continue }
            note(TemplateVariable(name: text.text(start..<end)), text, operandFrom: isBraced ? end : nil)
            position = end
        }
    }

    private mutating func note(_ variable: TemplateVariable, _ text: [UInt8], operandFrom start: Int?) {
        guard found[variable.name] == nil else { return }
        var variable = variable
        if var start {
            if start < text.count, text[start] == TemplateSyntax.colon { start += 1 }
            let letter = start < text.count ? text[start] : 0
            let operand = min(start + 1, text.count)..<Self.endOfOperand(in: text, from: start)
            switch letter {
            case UInt8(ascii: "-"): variable.defaultValue = text.text(operand)
            case UInt8(ascii: "+"): variable.alternateValue = text.text(operand)
            case UInt8(ascii: "?"): variable.isRequired = true
            default: break
            }
        }
        found[variable.name] = variable
    }

    /// No operand that a person reads is longer; it bounds the search in texts that are all templates.
    private static let operandLimit = 4096

    /// Where the brace that is open at `start` is closed.
    private static func endOfOperand(in text: [UInt8], from start: Int) -> Int {
        var depth = 1
        var index = min(start + 1, text.count)
        let limit = min(text.count, index + operandLimit)
        while index < limit {
            if text[index] == TemplateSyntax.open { depth += 1 }
            if text[index] == TemplateSyntax.close { depth -= 1 }
            if depth == 0 { return index }
            index += 1
        }
        return limit
    }
}
