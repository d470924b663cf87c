import Diagnostics
import YAMLTree

extension Decoder {
    /// The mapping of a node; anything else is reported.
    mutating func mapping(_ node: Node) -> Mapping? {
        if case .mapping(let mapping) = node.content { return mapping }
        report(.wrongType(pathText, expected: "mapping", found: node))
        return nil
    }

    /// The items of a sequence; anything else is reported.
    mutating func sequence(_ node: Node) -> [Node]? {
        if case .sequence(let items) = node.content { return items }
        report(.wrongType(pathText, expected: "list", found: node))
        return nil
    }

    /// Reads each item of a sequence; those that cannot be read are left out.
    mutating func items<Value>(_ node: Node, _ read: (Node, inout Decoder) -> Value?) -> [Value]? {
        guard let items = sequence(node) else { return nil }
        var values: [Value] = []
        values.reserveCapacity(items.count)
        for (index, item) in items.enumerated() {
            if let value = under(String(index), { read(item, &$0) }) { values.append(value) }
        }
        return values
    }

    /// Reports scalars that stand in a sequence more than once; `1` and `"1"` are two.
    mutating func checkRepetitions(in node: Node) {
        guard case .sequence(let items) = node.content, items.count > 1 else { return }
        var seen: [String: (kind: ResolvedScalar, range: SourceRange)] = [:]
        for item in items {
            guard let text = item.text, let kind = item.resolved else { continue }
            if let first = seen[text] {
                if first.kind == kind { report(.repeatedItem(text, in: pathText, at: item.range, first: first.range)) }
            } else {
                seen[text] = (kind, item.range)
            }
        }
    }

    /// Reads each entry of a mapping; those that cannot be read are left out.
    mutating func entries<Value>(_ node: Node, _ read: (Mapping.Entry, inout Decoder) -> Value?) -> [Value]? {
        guard let mapping = mapping(node) else { return nil }
        return mapping.entries.compactMap { entry in
            checkType(of: entry.key)
            return under(entry.key.text) { read(entry, &$0) }
        }
    }

    /// As `entries`, for things that have nothing to do with each other: on several processors where there are many.
    mutating func independentEntries<Value: Sendable>(
        _ node: Node, _ read: @escaping @Sendable (Mapping.Entry, inout Decoder) -> Value?
    ) -> [Value]? {
        guard let mapping = mapping(node) else { return nil }
        let start = branch
        let parts = Slices.map(mapping.entries) { slice in
            var decoder = start
            let values = slice.compactMap { entry in
                decoder.checkType(of: entry.key)
                return decoder.under(entry.key.text) { read(entry, &$0) }
            }
            return (values, decoder)
        }
        for (_, decoder) in parts { absorb(decoder) }
        return parts.flatMap(\.0)
    }

    /// Keys are strings; `1:` and `true:` are not, and both peers refuse them.
    mutating func checkType(of key: Mapping.Key) {
        if !key.isString { report(.nonStringKey(key.text, under: pathText, at: key.range)) }
    }
}
