import YAMLTree

extension Node {
    /// Without `x-` keys below the top level. Keys of the user's own (labels, options, ...) are kept.
    var withoutNestedExtensions: Node {
        guard case .mapping(let root) = content else { return self }
        let entries = root.entries.map { entry in
            entry.key.text.hasPrefix("x-") ? entry : Mapping.Entry(key: entry.key, value: entry.value.strippedSection)
        }
        return Node(.mapping(Mapping(entries)), range: range)
    }

    private var strippedSection: Node {
        guard case .mapping(let section) = content else { return self }
        let entries = section.entries.map { Mapping.Entry(key: $0.key, value: $0.value.stripped) }
        return Node(.mapping(Mapping(entries)), range: range)
    }

    private static let userMaps: Set<String> = [
        "environment", "labels", "args", "options", "driver_opts", "sysctls", "annotations", "storage_opt", "networks", "depends_on",
        "ulimits", "models", "additional_contexts", "aux_addresses",
    ]

    private var stripped: Node {
        switch content {
        case .scalar: return self
        case .sequence(let items): return Node(.sequence(items.map(\.stripped)), range: range)
        case .mapping(let mapping):
            let entries = mapping.entries.filter { !$0.key.text.hasPrefix("x-") }.map { entry in
                Self.userMaps.contains(entry.key.text) ? entry : Mapping.Entry(key: entry.key, value: entry.value.stripped)
            }
            return Node(.mapping(Mapping(entries)), range: range)
        }
    }
}
