import Diagnostics
import YAMLTree

/// The other forms that a value can take, as merging needs them.
extension Node {
    /// The value under a key; nil where this is no mapping or has none.
    subscript(key key: String) -> Node? {
        if case .mapping(let mapping) = content { return mapping[key] }
        return nil
    }

    /// A mapping as a list of `key=value` (a null value: the key alone), in the order of keys; a list as it is.
    var entryItems: [Node] {
        switch content {
        case .scalar: return isNull ? [] : [self]
        case .sequence(let items): return items
        case .mapping(let mapping):
            let pairs = mapping.entries.flatMap { entry in entry.value.pairTexts(entry.key.text).map { ($0, entry) } }
            return pairs.sorted { $0.0 < $1.0 }.map { text, entry in
                Node(.scalar(Scalar(text, style: .doubleQuoted)), range: entry.value.range, annotation: entry.value.annotation)
            }
        }
    }

    /// `key=value` for a scalar, one for each item of a list, `key` alone for null.
    private func pairTexts(_ key: String) -> [String] {
        switch content {
        case .sequence(let items): return items.map { key + "=" + ($0.goText ?? "") }
        case .scalar: return [isNull ? key : key + "=" + (goText ?? "")]
        case .mapping: return [key]
        }
    }

    /// A text as a list of one.
    var plainItems: [Node] {
        if case .mapping = content { return entryItems }
        if case .sequence(let items) = content { return items }
        return isNull ? [] : [self]
    }

    /// A list of names as a mapping.
    func asMapping(_ fill: Merge.Fill) -> Node {
        guard case .sequence(let items) = content else { return self }
        let entries = items.map { item in
            Mapping.Entry(key: Mapping.Key(item.text ?? "", range: item.range), value: fill.value(at: item.range))
        }
        return Node(.mapping(Mapping(entries)), range: range, annotation: annotation)
    }

    /// A text as the mapping that it is short for.
    func expanded(_ key: String) -> Node {
        guard case .scalar = content, !isNull else { return self }
        return Node(
            .mapping(Mapping([Mapping.Entry(key: Mapping.Key(key, range: range), value: self)])), range: range, annotation: annotation)
    }
}

extension Merge.Fill {
    fileprivate func value(at range: SourceRange) -> Node {
        switch self {
        case .null: return Node(.scalar(Scalar("", style: .plain)), range: range)
        case .dependency:
            return Node(
                .mapping(
                    Mapping([
                        .init(key: Mapping.Key("condition", range: range), value: .string("service_started")),
                        .init(key: Mapping.Key("required", range: range), value: .bool(true)),
                    ])), range: range)
        }
    }
}
