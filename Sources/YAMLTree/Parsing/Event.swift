import Diagnostics

/// One step through a YAML text.
struct Event: Sendable {
    enum Kind: Sendable {
        case documentStart, documentEnd, streamEnd
        case scalar, alias
        case sequenceStart, sequenceEnd, mappingStart, mappingEnd
        /// Nothing that a tree is made of: the start of the stream, or what follows its end.
        case other
    }

    /// What few nodes have.
    struct Properties: Sendable {
        var anchor: String?
        var tag: String?
    }

    var kind: Kind
    /// Of a scalar.
    var style = Scalar.Style.plain
    /// Whether a sequence or mapping is written in brackets.
    var isFlow = false
    var start: SourcePosition
    var end: SourcePosition
    /// The text of a scalar, the name of an alias.
    var text = ""
    /// nil where a node has neither.
    var properties: Properties?
}

/// Some events in a row, which are handed on together.
struct EventBatch: Sendable {
    var events: [Event] = []
    /// What stopped libyaml after these events.
    var problem: SyntaxProblem?
    /// Whether the stream ends with these events.
    var isLast = false
}
