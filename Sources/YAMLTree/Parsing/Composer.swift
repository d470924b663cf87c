import CLibYAML
import Diagnostics

/// Builds nodes from events. Follows go-yaml v3 in what aliases, merge keys and tags mean.
struct Composer: ~Copyable {
    let events: EventStream
    let file: SourceFileID
    let limits: YAMLLimits
    var diagnostics: [Diagnostic] = []
    var anchors = Anchors()
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
                let type = events.event.type
                if type == YAML_STREAM_END_EVENT || type == YAML_NO_EVENT { break }
                guard type == YAML_DOCUMENT_START_EVENT else { continue }
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
        SourceRange(file: file, start: events.event.start_mark.position, end: events.event.end_mark.position)
    }

    /// The node that starts with the current event.
    mutating func composeNode(depth: Int) throws(Stop) -> Node {
        switch events.event.type {
        case YAML_SCALAR_EVENT: return try composeScalar(depth: depth)
        case YAML_ALIAS_EVENT: return try composeAlias(depth: depth)
        default: return try composeCollection(depth: depth)
        }
    }

    private mutating func composeScalar(depth: Int) throws(Stop) -> Node {
        writtenNodes += 1
        let scalar = events.event.data.scalar
        let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
        var node = Node(.scalar(Scalar(text, style: Scalar.Style(scalar.style))), range: eventRange)
        // A lone `!` says nothing, as in go-yaml v3.
        if let tag = scalar.tag.map({ String(cString: $0) }), tag != "!" {
            node.annotation = Annotation(tag: tag)
            if !node.fitsTag { diagnostics.append(.tagMismatch(tag, at: node.range)) }
        }
        if let anchor = scalar.anchor {
            let name = String(cString: anchor)
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
        let (anchor, tag, isSequence) = collectionProperties
        let annotation = tag.map { Annotation(tag: $0) }
        guard let anchor else {
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

    private var collectionProperties: (anchor: String?, tag: String?, isSequence: Bool) {
        if events.event.type == YAML_SEQUENCE_START_EVENT {
            let start = events.event.data.sequence_start
            return (start.anchor.map { String(cString: $0) }, start.tag.map { String(cString: $0) }, true)
        }
        let start = events.event.data.mapping_start
        return (start.anchor.map { String(cString: $0) }, start.tag.map { String(cString: $0) }, false)
    }

    private mutating func composeSequence(depth: Int) throws(Stop) -> Node {
        var range = eventRange
        let isFlow = events.event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
        var items: [Node] = []
        var last = range
        try advance()
        while events.event.type != YAML_SEQUENCE_END_EVENT {
            let item = try composeNode(depth: depth + 1)
            last = item.annotation?.aliasSite ?? item.range
            items.append(item)
            try advance()
        }
        // libyaml ends a block where the next token starts; a reader sees the end of the last item.
        range.end = isFlow ? events.event.end_mark.position : last.end
        return Node(.sequence(items), range: range)
    }

    private mutating func composeAlias(depth: Int) throws(Stop) -> Node {
        let site = eventRange
        let name = String(cString: events.event.data.alias.anchor)
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

extension Scalar.Style {
    fileprivate init(_ style: yaml_scalar_style_t) {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: self = .literal
        case YAML_FOLDED_SCALAR_STYLE: self = .folded
        default: self = .plain
        }
    }
}
