import Diagnostics
import YAMLTree

/// Lays one tree over another: mappings merge, lists append, scalars replace, and a table says where it is otherwise.
///
/// compose-go override/merge.go; Compose Specification, "Merge and override".
struct Merge {
    /// How two values at one path become one, where the general rule does not hold.
    enum Rule: Sendable {
        case replace
        /// Mappings become lists of `key=value`; the lists are appended and a key's last value counts.
        case entries
        /// Like `entries`, but whole items are compared.
        case items
        /// As `items`, without those of the later file that the earlier one has too.
        case distinctItems
        /// Lists become mappings with this value for each item.
        case mapping(Fill)
        /// A text is the mapping with this key.
        case shorthand(key: String)
        /// Replaced when both name a driver and not the same one.
        case logging
        case ipamPools
    }

    /// What a list item becomes as a mapping's value.
    enum Fill: Sendable {
        case null
        case dependency
    }

    private(set) var diagnostics: [Diagnostic] = []

    static let rules = PathRules<Rule>([
        ("networks.*.ipam.config", .ipamPools),
        ("networks.*.labels", .entries),
        ("volumes.*.labels", .entries),
        ("services.*.annotations", .entries),
        ("services.*.build", .shorthand(key: "context")),
        ("services.*.build.args", .entries),
        ("services.*.build.additional_contexts", .entries),
        ("services.*.build.extra_hosts", .distinctItems),
        ("services.*.build.labels", .entries),
        ("services.*.command", .replace),
        ("services.*.depends_on", .mapping(.dependency)),
        ("services.*.deploy.labels", .entries),
        ("services.*.dns", .items),
        ("services.*.dns_opt", .items),
        ("services.*.dns_search", .items),
        ("services.*.entrypoint", .replace),
        ("services.*.env_file", .items),
        ("services.*.environment", .entries),
        ("services.*.extra_hosts", .distinctItems),
        ("services.*.healthcheck.test", .replace),
        ("services.*.label_file", .items),
        ("services.*.labels", .entries),
        ("services.*.logging", .logging),
        ("services.*.models", .mapping(.null)),
        ("services.*.networks", .mapping(.null)),
        ("services.*.sysctls", .entries),
        ("services.*.tmpfs", .items),
        ("services.*.ulimits.*", .replace),
        ("services.*.extends", .replace),
    ])

    /// The tree of a whole file over another's.
    mutating func merge(_ base: Node, with override: Node) -> Node {
        merge(base, override, Self.rules, path: [])
    }

    /// A service's tree over another's, as `extends` needs it.
    mutating func mergeService(_ base: Node, with override: Node, name: String) -> Node {
        merge(base, override, Self.rules.below("services")?.below(name), path: ["services", name])
    }

    mutating func merge(_ base: Node, _ override: Node, _ rules: PathRules<Rule>?, path: [String]) -> Node {
        if override.annotation?.tag == "!override" { return override }
        if let rule = rules?.rule { return apply(rule, base, override, rules, path) }
        // Extensions mean nothing to a merge: the later file's one counts.
        if path.count == 1, path[0].hasPrefix("x-") { return override }
        return general(base, override, rules, path)
    }

    private mutating func general(_ base: Node, _ override: Node, _ rules: PathRules<Rule>?, _ path: [String]) -> Node {
        if override.isNull { return base }
        switch (base.content, override.content) {
        case (.mapping(let below), .mapping(let above)): return mappings(below, above, override, rules, path)
        case (.sequence(let below), .sequence(let above)): return Node(.sequence(below + above), range: override.range)
        case (.scalar, _): return override
        default:
            diagnostics.append(.cannotMerge(path.joined(separator: "."), base: base.range, override: override))
            return base
        }
    }

    private mutating func mappings(
        _ below: Mapping, _ above: Mapping, _ override: Node, _ rules: PathRules<Rule>?, _ path: [String]
    ) -> Node {
        var entries = below.entries
        var positions: [String: Int] = [:]
        for (index, entry) in entries.enumerated() { positions[entry.key.text] = index }
        for entry in above.entries {
            let key = entry.key.text
            if let position = positions[key] {
                entries[position].value = merge(entries[position].value, entry.value, rules?.below(key), path: path + [key])
                entries[position].key.range = entry.key.range
            } else {
                entries.append(entry)
            }
        }
        return Node(.mapping(Mapping(entries)), range: override.range)
    }

    private mutating func apply(
        _ rule: Rule, _ base: Node, _ override: Node, _ rules: PathRules<Rule>?, _ path: [String]
    ) -> Node {
        switch rule {
        case .replace: return override
        case .entries: return sequences(base, override) { $0.entryItems }
        case .items: return sequences(base, override) { $0.plainItems }
        case .distinctItems:
            let known = Set(base.plainItems.compactMap(\.text))
            let added = override.plainItems.filter { item in item.text.map { !known.contains($0) } ?? true }
            return Node(.sequence(base.plainItems + added), range: override.range)
        case .mapping(let fill): return general(base.asMapping(fill), override.asMapping(fill), rules, path)
        case .shorthand(let key): return general(base.expanded(key), override.expanded(key), rules, path)
        case .logging:
            let drivers = [base, override].map { $0[key: "driver"]?.text }
            let differ = drivers[0] != drivers[1] && drivers.allSatisfy { $0 != nil }
            return differ ? override : general(base, override, rules, path)
        case .ipamPools: return pools(base, override, path)
        }
    }

    private func sequences(_ base: Node, _ override: Node, _ items: (Node) -> [Node]) -> Node {
        Node(.sequence(items(base) + items(override)), range: override.range)
    }

    /// The pools of the override, each with what the base says of the same subnet. Those that it does not name go: a network has one pool for
    /// each family of addresses, so another subnet comes instead of the one before (compose-go, `mergeIPAMConfig`).
    private mutating func pools(_ base: Node, _ override: Node, _ path: [String]) -> Node {
        guard case .sequence(let before) = base.content, case .sequence(let pools) = override.content else { return override }
        var merged: [Node] = []
        for pool in pools {
            let subnet = pool[key: "subnet"]?.text
            merged.append(before.first { $0[key: "subnet"]?.text == subnet }.map { general($0, pool, nil, path) } ?? pool)
        }
        return Node(.sequence(merged), range: override.range)
    }
}
