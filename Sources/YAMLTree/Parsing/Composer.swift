import Diagnostics

/// Builds nodes from events. Follows go-yaml v3 in what aliases, merge keys and tags mean.
struct Composer: ~Copyable {
    private(set) var events: EventStream
    let file: SourceFileID
    let limits: YAMLLimits
    var diagnostics: [Diagnostic] = []
    var anchors = Anchors()
    /// Whether a tag such as `!reset` was seen.
    private(set) var hasLocalTags = false
    /// Nodes so far, as written.
    private var writtenNodes = 0
    /// Nodes that aliases added.
    private var expandedNodes = 0
    /// The greatest depth since the anchored value that is being read started.
    private var deepest = 0

    /// Why reading ended early; the diagnostic is already noted.
    struct Stop: Error {}

    init(events: consuming EventStream, file: SourceFileID, limits: YAMLLimits) {
        self.events = events
        self.file = file
        self.limits = limits
    }

    /// The documents up to the end or to the first thing that reading cannot go past.
    mutating func composeAll() -> [Node] {
        var documents: [Node] = []
        do throws(Stop) {
            while true {
                try advance()
                if events.kind == .streamEnd { break }
                guard events.kind == .documentStart else { continue }
                anchors = Anchors()
                try advance()
                documents.append(try composeNode(depth: 1))
            }
        } catch {}
        return documents
    }

    mutating func advance() throws(Stop) {
        do throws(SyntaxProblem) {
            try events.advance()
        } catch {
            diagnostics.append(error.diagnostic(in: file))
            throw Stop()
        }
    }

    /// The range of the current event.
    var eventRange: SourceRange {
        SourceRange(file: file, start: events.start, end: events.end)
    }

    /// The node that starts with the current event.
    mutating func composeNode(depth: Int) throws(Stop) -> Node {
        switch events.kind {
        case .scalar: return try composeScalar(depth: depth)
        case .alias: return try composeAlias(depth: depth)
        default: return try composeCollection(depth: depth)
        }
    }

    private mutating func composeScalar(depth: Int) throws(Stop) -> Node {
        writtenNodes += 1
        var node = Node(.scalar(Scalar(events.text, style: events.style)), range: eventRange)
        guard let properties = events.properties else { return node }
        // A lone `!` says nothing, as in go-yaml v3.
        if let tag = properties.tag, tag != "!" {
            node.annotation = note(tag)
            if !node.fitsTag { diagnostics.append(.tagMismatch(tag, at: node.range)) }
        }
        if let name = properties.anchor {
            let serial = anchors.open(name, at: node.range)
            anchors.close(name, serial: serial, Anchors.Value(node: node, size: 1, height: 0))
        }
        return node
    }

    private mutating func composeCollection(depth: Int) throws(Stop) -> Node {
        guard depth <= limits.depth else {
            diagnostics.append(.depthLimit(limits.depth, at: eventRange))
            throw Stop()
        }
        writtenNodes += 1
        deepest = max(deepest, depth)
        let isSequence = events.kind == .sequenceStart
        let properties = events.properties
        let annotation = note(properties?.tag)
        guard let anchor = properties?.anchor else {
            var node = isSequence ? try composeSequence(depth: depth) : try composeMapping(depth: depth)
            node.annotation = annotation
            return node
        }
        let nodesBefore = writtenNodes + expandedNodes
        let deepestBefore = deepest
        deepest = depth
        let serial = anchors.open(anchor, at: eventRange)
        var node = isSequence ? try composeSequence(depth: depth) : try composeMapping(depth: depth)
        node.annotation = annotation
        let size = writtenNodes + expandedNodes - nodesBefore + 1
        anchors.close(anchor, serial: serial, Anchors.Value(node: node, size: size, height: deepest - depth + 1))
        deepest = max(deepest, deepestBefore)
        return node
    }

    private mutating func note(_ tag: String?) -> Annotation? {
        guard let tag else { return nil }
        if tag.utf8.first == UInt8(ascii: "!") { hasLocalTags = true }
        return Annotation(tag: tag)
    }

    private mutating func composeSequence(depth: Int) throws(Stop) -> Node {
        var range = eventRange
        let isFlow = events.isFlow
        var items: [Node] = []
        var last = range
        try advance()
        while events.kind != .sequenceEnd {
            let item = try composeNode(depth: depth + 1)
            last = item.annotation?.aliasSite ?? item.range
            items.append(item)
            try advance()
        }
        // libyaml ends a block where the next token starts; a reader sees the end of the last item.
        range.end = isFlow ? events.end : last.end
        return Node(.sequence(items), range: range)
    }

    private mutating func composeAlias(depth: Int) throws(Stop) -> Node {
        let site = eventRange
        let name = events.text
        switch anchors[name] {
        case .closed(let value):
            try charge(value.size, at: site)
            guard depth + value.height - 1 <= limits.depth else {
                diagnostics.append(.depthLimit(limits.depth, at: site))
                throw Stop()
            }
            deepest = max(deepest, depth + value.height - 1)
            return value.node.standing(at: site)
        case .open(_, let anchor): diagnostics.append(.recursiveAlias(name, at: site, anchor: anchor))
        case nil: diagnostics.append(.unknownAlias(name, at: site))
        }
        writtenNodes += 1
        return Node(.scalar(Scalar("")), range: site)
    }

    private mutating func charge(_ nodes: Int, at site: SourceRange) throws(Stop) {
        expandedNodes += nodes
        guard expandedNodes > limits.expandedNodes else { return }
        diagnostics.append(.expansionLimit(limits.expandedNodes, at: site))
        throw Stop()
    }
}
