import Diagnostics

/// The anchors of a document, by name. A name may be given again; an alias means the last one before it.
struct Anchors {
    /// A complete value and what expanding it costs.
    struct Value {
        var node: Node
        /// Nodes in it, itself included.
        var size: Int
        /// Collections in each other in it; 0 for a scalar.
        var height: Int
    }

    enum State {
        /// Its value is still being read.
        case open(serial: Int, at: SourceRange)
        case closed(Value)
    }

    private var states: [String: State] = [:]
    private var serial = 0

    subscript(name: String) -> State? { states[name] }

    /// Notes that the value of an anchor starts; the number is for `close`.
    mutating func open(_ name: String, at range: SourceRange) -> Int {
        serial += 1
        states[name] = .open(serial: serial, at: range)
        return serial
    }

    /// Notes the value, unless the name was given again inside of it: then aliases mean the inner one, as in go-yaml v3.
    mutating func close(_ name: String, serial: Int, _ value: Value) {
        if case .open(serial, _) = states[name] { states[name] = .closed(value) }
    }
}
