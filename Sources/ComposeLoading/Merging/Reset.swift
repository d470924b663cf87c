import YAMLTree

/// `!reset` and `!override`: an override file takes a value of the base away, or replaces it whole.
///
/// compose-go loader/reset.go. `!override` itself is honoured while merging.
enum Reset {
    /// The tree without what the override's `!reset` tags name.
    static func apply(_ override: Node, to base: Node) -> Node {
        guard case .mapping(let above) = override.content, case .mapping(let below) = base.content else { return base }
        var entries: [Mapping.Entry] = []
        for var entry in below.entries {
            guard let other = above[entry.key.text] else {
                entries.append(entry)
                continue
            }
            if other.annotation?.tag == "!reset" { continue }
            entry.value = apply(other, to: entry.value)
            entries.append(entry)
        }
        return Node(.mapping(Mapping(entries)), range: base.range, annotation: base.annotation)
    }

    /// The tree without the entries that only say `!reset`.
    static func strip(_ node: Node) -> Node {
        switch node.content {
        case .scalar: return node
        case .sequence(let items):
            let kept = items.filter { $0.annotation?.tag != "!reset" }.map(strip)
            return Node(.sequence(kept), range: node.range, annotation: node.annotation)
        case .mapping(let mapping):
            let kept = mapping.entries.filter { $0.value.annotation?.tag != "!reset" }
            let entries = kept.map { Mapping.Entry(key: $0.key, value: strip($0.value)) }
            return Node(.mapping(Mapping(entries)), range: node.range, annotation: node.annotation)
        }
    }

    /// Whether the tree has either tag anywhere; most have not, and need no copy.
    static func isUsed(in node: Node) -> Bool {
        if let tag = node.annotation?.tag, tag == "!reset" || tag == "!override" { return true }
        switch node.content {
        case .scalar: return false
        case .sequence(let items): return items.contains(where: isUsed)
        case .mapping(let mapping): return mapping.entries.contains { isUsed(in: $0.value) }
        }
    }
}
