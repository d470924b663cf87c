import ComposeModel
import Diagnostics
import YAMLTree

extension SourceRange {
    /// The place of what no file says.
    static let nowhere = SourceRange(
        file: SourceFileID(index: .max), start: SourcePosition(line: 0, column: 0), end: SourcePosition(line: 0, column: 0))
}

extension Node {
    static func string(_ text: String) -> Node { Node(.scalar(Scalar(text, style: .doubleQuoted)), range: .nowhere) }
    static func plain(_ text: String) -> Node { Node(.scalar(Scalar(text, style: .plain)), range: .nowhere) }
    static func integer(_ value: some BinaryInteger) -> Node { .plain(String(value)) }
    static func bool(_ value: Bool) -> Node { .plain(value ? "true" : "false") }
    static let null = Node.plain("null")
    static func sequence(_ nodes: [Node]) -> Node { Node(.sequence(nodes), range: .nowhere) }
    static func mapping(_ entries: [Mapping.Entry]) -> Node { Node(.mapping(Mapping(entries)), range: .nowhere) }

    /// A number without exponent or trailing zeros.
    static func number(_ value: Double) -> Node {
        value == value.rounded() && value.magnitude < 1e15 ? .plain(String(Int64(value))) : .plain("\(value)")
    }
}

extension Mapping.Entry {
    static func synthetic(_ key: String, _ value: Node) -> Mapping.Entry {
        Mapping.Entry(key: Mapping.Key(key, range: .nowhere), value: value)
    }
}

extension ExtensionValue {
    /// The value of a node, as it is.
    init(_ node: Node) {
        switch node.content {
        case .scalar: self = Self(scalar: node)
        case .sequence(let items): self = .list(items.map { ExtensionValue($0) })
        case .mapping(let mapping):
            self = .map(mapping.entries.map { ExtensionField(key: $0.key.text, value: ExtensionValue($0.value)) })
        }
    }

    private init(scalar node: Node) {
        switch node.resolved {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .float(let value): self = .float(value)
        case .string, .none: self = .string(node.text ?? "")
        }
    }

    /// The node that writes this value.
    var node: Node {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .int(let value): .integer(value)
        case .float(let value): .number(value)
        case .string(let value): .string(value)
        case .list(let values): .sequence(values.map(\.node))
        case .map(let fields): .mapping(fields.sorted { $0.key < $1.key }.map { .synthetic($0.key, $0.value.node) })
        }
    }
}
