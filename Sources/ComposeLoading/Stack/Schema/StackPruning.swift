import Diagnostics
import YAMLTree

/// Takes out of a valid tree what docker's schema lets pass and its loader does not read: unknown keys of open mappings.
struct StackPruning {
    private var path: [String] = []
    private var diagnostics: [Diagnostic] = []

    /// The tree with only what is read, and a warning for each key that is not.
    static func apply(_ root: Node) -> (Node, [Diagnostic]) {
        var pruning = StackPruning()
        let result = pruning.prune(root, .mapping(StackTable.root))
        return (result, pruning.diagnostics)
    }

    private mutating func prune(_ node: Node, _ shape: StackShape) -> Node {
        var node = node
        switch (shape, node.content) {
        case (.either(let shapes), _):
            guard let (shape, _) = shapes.first(where: { $0.shape.takes(node) }) else { return node }
            return prune(node, shape)
        case (.list(let item, _), .sequence(let items)):
            node.content = .sequence(items.enumerated().map { index, node in under(String(index)) { $0.prune(node, item) } })
        case (.mapping(let keys), .mapping(let mapping)):
            node.content = .mapping(Mapping(mapping.entries.compactMap { prune($0, keys) }))
        default: break
        }
        return node
    }

    private mutating func prune(_ entry: Mapping.Entry, _ shape: StackMapping) -> Mapping.Entry? {
        let name = entry.key.text
        if shape.keys[name]?.isRead == false { return nil }
        let named = shape.names.flatMap { $0.pattern.matches(name) ? $0.shape : nil }
        if let below = shape.keys[name]?.shape ?? named {
            let value = under(name) { $0.prune(entry.value, below) }
            return Mapping.Entry(key: entry.key, value: value)
        }
        guard shape.isOpenSince != nil, shape.names?.pattern ?? .resource == .resource else { return entry }
        // What stands below `build` is ignored as a whole, which is told elsewhere.
        if !name.hasPrefix("x-"), !path.contains("build") {
            diagnostics.append(.stackLost((path + [name]).joined(separator: "."), "it knows no such key", at: entry.key.range))
        }
        return nil
    }

    private mutating func under<Value>(_ key: String, _ body: (inout StackPruning) -> Value) -> Value {
        path.append(key)
        defer { path.removeLast() }
        return body(&self)
    }
}
