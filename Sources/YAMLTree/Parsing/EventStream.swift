import Diagnostics

/// The events of a text, one at a time.
///
/// libyaml takes longer over a long text than all that is made of its events, so a long text is read on a thread of its own.
/// The text must outlive the stream.
struct EventStream: ~Copyable {
    private enum Supply {
        case here(EventSource)
        case ahead(EventPipe)
    }

    /// From this length on (bytes), a second thread is worth its start.
    private static let longText = 64 * 1024
    private static let none = Event(kind: .other, start: SourcePosition(line: 1, column: 1), end: SourcePosition(line: 1, column: 1))

    private let supply: Supply
    private var batch = EventBatch(events: [none])
    private var index = 0

    init(_ input: UnsafeBufferPointer<UInt8>) {
        let source = EventSource(input)
        supply = input.count < Self.longText ? .here(source) : .ahead(EventPipe(source))
    }

    deinit {
        if case .ahead(let pipe) = supply { pipe.close() }
    }

    var kind: Event.Kind { batch.events[index].kind }
    var style: Scalar.Style { batch.events[index].style }
    var isFlow: Bool { batch.events[index].isFlow }
    var start: SourcePosition { batch.events[index].start }
    var end: SourcePosition { batch.events[index].end }
    var properties: Event.Properties? { batch.events[index].properties }

    /// The text of the current event.
    var text: String {
        batch.texts.withUnsafeBufferPointer { texts in
            String(decoding: UnsafeBufferPointer(rebasing: texts[batch.events[index].text]), as: UTF8.self)
        }
    }

    /// Goes to the next event; stays at the end of the stream.
    mutating func advance() throws(SyntaxProblem) {
        if index + 1 < batch.events.count {
            index += 1
            return
        }
        if let problem = batch.problem { throw problem }
        if batch.isLast { return }
        switch supply {
        case .here(let source): batch = source.nextBatch()
        case .ahead(let pipe): batch = pipe.take()
        }
        index = 0
        if batch.events.isEmpty {
            batch.events = [Self.none]
            if let problem = batch.problem { throw problem }
        }
    }
}
