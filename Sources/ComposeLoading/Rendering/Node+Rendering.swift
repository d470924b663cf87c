import YAMLTree

extension Node {
    /// With each `$` in a value doubled; keys are not interpolated, so that a dollar there is read again as it is.
    var escapingDollars: Node { escapedDollars ?? self }

    /// nil where there is no `$`, so that a tree without any is not copied.
    private var escapedDollars: Node? {
        switch content {
        case .scalar(let scalar):
            guard scalar.text.utf8.contains(UInt8(ascii: "$")) else { return nil }
            return Node(.scalar(Scalar(scalar.text.replacing("$", with: "$$"), style: scalar.style)), range: range)
        case .sequence(var items):
            var hasChanged = false
            for index in items.indices {
                guard let escaped = items[index].escapedDollars else { continue }
                items[index] = escaped
                hasChanged = true
            }
            return hasChanged ? Node(.sequence(items), range: range) : nil
        case .mapping(var mapping):
            var hasChanged = false
            for index in mapping.entries.indices {
                guard let escaped = mapping.entries[index].value.escapedDollars else { continue }
                mapping.entries[index].value = escaped
                hasChanged = true
            }
            return hasChanged ? Node(.mapping(mapping), range: range) : nil
        }
    }

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
