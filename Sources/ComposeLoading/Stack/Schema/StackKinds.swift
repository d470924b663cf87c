import YAMLTree

extension ScalarKinds {
    /// Whether a node is of one of these kinds.
    func contain(_ node: Node) -> Bool {
        switch node.resolved {
        case .none: false
        case .null: contains(.null)
        case .bool: contains(.boolean)
        case .string: contains(.string)
        case .int: contains(.number) || contains(.integer)
        // JSON has no other whole number than one without a fraction: 2.0 is one.
        case .float(let value): contains(.number) || contains(.integer) && value == value.rounded()
        }
    }

    /// In words.
    var names: [String] {
        let all: [(ScalarKinds, String)] = [
            (.string, "string"), (.number, "number"), (.integer, "integer"), (.boolean, "boolean"), (.null, "null"),
        ]
        return all.filter { contains($0.0) }.map(\.1)
    }
}

extension StackShape {
    /// Whether the kind of a node is this shape's; what is inside is not looked at.
    func takes(_ node: Node) -> Bool {
        switch (self, node.content) {
        case (.list, .sequence), (.mapping, .mapping): true
        case (.scalar(let kinds, _), .scalar): kinds.contain(node)
        case (.word, .scalar): node.resolved == .string
        case (.either(let shapes), _): shapes.contains { $0.shape.takes(node) }
        default: false
        }
    }

    /// The kinds of values in docker's words.
    var kindNames: [String] {
        switch self {
        case .list: ["list"]
        case .mapping: ["mapping"]
        case .word: ["string"]
        case .scalar(let kinds, _): kinds.names
        case .either(let shapes): shapes.flatMap(\.shape.kindNames)
        }
    }
}

extension Node {
    /// A text that equal values share, whatever their style and the order of their keys.
    var canonicalText: String {
        switch content {
        case .scalar:
            return resolved == .string ? quoted(text ?? "") : isNull ? "null" : goText ?? ""
        case .sequence(let items): return "[" + items.map(\.canonicalText).joined(separator: ",") + "]"
        case .mapping(let mapping):
            let pairs = mapping.entries.map { quoted($0.key.text) + ":" + $0.value.canonicalText }
            return "{" + pairs.sorted().joined(separator: ",") + "}"
        }
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
