import Diagnostics

extension Composer {
    /// The mapping that starts with the current event, with what its `<<` brings in.
    mutating func composeMapping(depth: Int) throws(Stop) -> Node {
        var range = eventRange
        let isFlow = events.isFlow
        var building = MappingBuilder()
        var merge: MergeSource?
        var end = range.end
        try advance()
        while events.kind != .mappingEnd {
            let keySite = eventRange
            let key = try composeNode(depth: depth + 1)
            try advance()
            let value = try composeNode(depth: depth + 1)
            let valueSite = value.annotation?.aliasSite ?? value.range
            end = valueSite.end
            try advance()
            if key.isMergeKey {
                if let merge { diagnostics.append(.duplicateKey("<<", at: keySite, first: merge.key)) }
                merge = merge ?? MergeSource(key: keySite, site: valueSite, value: value)
            } else {
                add(key, at: keySite, value, to: &building)
            }
        }
        if let merge { self.merge(merge, into: &building) }
        range.end = isFlow ? events.end : end
        return Node(.mapping(Mapping(building.entries)), range: range)
    }

    private mutating func add(_ key: Node, at site: SourceRange, _ value: Node, to building: inout MappingBuilder) {
        guard case .scalar(let scalar) = key.content else {
            diagnostics.append(.collectionAsKey(at: site))
            return
        }
        let key = Mapping.Key(scalar.text, range: site, isString: key.resolved == .string)
        if let first = building.add(Mapping.Entry(key: key, value: value)), diagnostics.count < Diagnostic.usefulCount {
            diagnostics.append(.duplicateKey(scalar.text, at: site, first: first))
        }
    }

    /// What stands after a `<<`.
    private struct MergeSource {
        let key: SourceRange
        let site: SourceRange
        let value: Node
    }

    /// Adds the entries that are not there yet: the mapping's own count most, then those of the first of several sources.
    private mutating func merge(_ source: MergeSource, into building: inout MappingBuilder) {
        switch source.value.content {
        case .mapping(let mapping): building.merge(mapping, site: source.value.annotation?.aliasSite)
        case .sequence(let items) where source.value.annotation?.aliasSite == nil:
            for item in items {
                guard case .mapping(let mapping) = item.content else {
                    diagnostics.append(.mergeOfNoMapping(at: item.annotation?.aliasSite ?? item.range))
                    continue
                }
                building.merge(mapping, site: item.annotation?.aliasSite)
            }
        default: diagnostics.append(.mergeOfNoMapping(at: source.site))
        }
    }
}

extension Node {
    /// Whether this key is a plain `<<`.
    fileprivate var isMergeKey: Bool {
        guard case .scalar(let scalar) = content, scalar.text == "<<" else { return false }
        guard let tag = annotation?.tag else { return scalar.style == .plain }
        return tag == "tag:yaml.org,2002:merge"
    }

    /// The node as an alias brings it in.
    func standing(at site: SourceRange) -> Node {
        var node = self
        node.annotation = Annotation(tag: annotation?.tag, aliasSite: site, origin: annotation?.origin)
        return node
    }
}

/// Collects entries and finds duplicates: in short mappings by looking, in long ones with an index.
private struct MappingBuilder {
    private(set) var entries: [Mapping.Entry] = []
    private var index: [String: Int] = [:]
    private static let indexedFrom = 12

    /// Adds an entry; where its key is there already, keeps the first one and returns that one's place.
    mutating func add(_ entry: Mapping.Entry) -> SourceRange? {
        if let first = position(of: entry.key.text) { return entries[first].key.range }
        entries.append(entry)
        if entries.count > Self.indexedFrom { index[entry.key.text] = entries.count - 1 }
        if entries.count == Self.indexedFrom {
            for (position, entry) in entries.enumerated() { index[entry.key.text] = position }
        }
        return nil
    }

    private func position(of key: String) -> Int? {
        entries.count < Self.indexedFrom ? entries.firstIndex { $0.key.text == key } : index[key]
    }

    /// Adds what is not there yet; the values remember the alias that brought them.
    mutating func merge(_ mapping: Mapping, site: SourceRange?) {
        let shared = site.map { Annotation(aliasSite: $0) }
        for var entry in mapping.entries where position(of: entry.key.text) == nil {
            if let site { entry.value.annotation = entry.value.annotation == nil ? shared : entry.value.standing(at: site).annotation }
            _ = add(entry)
        }
    }
}
