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

    /// What few nodes have: on the heap, to keep events small.
    final class Properties: Sendable {
        let anchor: String?
        let tag: String?

        init(anchor: String?, tag: String?) {
            self.anchor = anchor
            self.tag = tag
        }
    }

    var kind: Kind
    /// Of a scalar.
    var style = Scalar.Style.plain
    /// Whether a sequence or mapping is written in brackets.
    var isFlow = false
    var start: SourcePosition
    var end: SourcePosition
    /// Where the text of a scalar or the name of an alias stands in the texts of the batch.
    var text = 0..<0
    /// nil where a node has neither.
    var properties: Properties?
}

/// Some events in a row, which are handed on together.
struct EventBatch: Sendable {
    var events: [Event] = []
    /// The texts of the events, one after the other, as UTF-8: strings are made of them by whoever builds the tree, who has the time.
    var texts: [UInt8] = []
    /// What stopped libyaml after these events.
    var problem: SyntaxProblem?
    /// Whether the stream ends with these events.
    var isLast = false
}
