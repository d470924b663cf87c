package import ComposeLoading
import ComposeModel
package import YAMLTree

/// Trees as one line of JSON with sorted keys, for comparing with what a test expects.
package enum CanonicalJSON {
    /// The JSON of a tree, each `$` of a value doubled where `config` would do so.
    package static func text(_ node: Node, doublesDollars: Bool = false) -> String {
        switch node.content {
        case .scalar(let scalar):
            return scalarText(node, doublesDollars ? scalar.text.replacing("$", with: "$$") : scalar.text)
        case .sequence(let items): return "[" + items.map { text($0, doublesDollars: doublesDollars) }.joined(separator: ",") + "]"
        case .mapping(let mapping):
            let entries = mapping.entries.sorted { $0.key.text < $1.key.text }.map {
                quoted($0.key.text) + ":" + text($0.value, doublesDollars: doublesDollars)
            }
            return "{" + entries.joined(separator: ",") + "}"
        }
    }

    private static func scalarText(_ node: Node, _ text: String) -> String {
        switch node.resolved {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .float, .string, .none: node.resolved == .string ? quoted(text) : text
        }
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\t": "\\t"
        case "\r": "\\r"
        default: String(scalar)
        }
    }
}

extension LoadedProject {
    /// The canonical form of what stands under these keys, as `config` writes it; `absent` where nothing does, and the
    /// ids of the errors after `! ` where the project has any.
    package func canonical(_ path: [String]) -> String {
        guard let project else { return "! " + errors.joined(separator: " ") }
        var node = ConfigTree.tree(of: project, .specification)
        for key in path {
            guard case .mapping(let mapping) = node.content, let next = mapping[key] else { return "absent" }
            node = next
        }
        return CanonicalJSON.text(node, doublesDollars: true)
    }
}
