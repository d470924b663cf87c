/// Values that an engine sends one after another. They are fetched when they are asked for, so a slow reader slows the engine down.
///
/// It is read once, by one task. Leaving the loop, or cancelling the task, closes the connection behind it.
package struct EngineStream<Element: Sendable>: AsyncSequence, Sendable {
    private let fetch: @Sendable () async throws -> Element?

    /// A stream that asks `fetch` for each value, until it answers nil.
    package init(fetch: @escaping @Sendable () async throws -> Element?) { self.fetch = fetch }

    /// The values of a collection, for tests and replays.
    package init(_ elements: some Sequence<Element>) {
        let queue = ElementQueue(Array(elements))
        self.init { await queue.next() }
    }

    /// The reader of the stream.
    package func makeAsyncIterator() -> Iterator { Iterator(fetch: fetch) }

    /// The reader of an ``EngineStream``.
    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let fetch: @Sendable () async throws -> Element?

        /// The next value; nil at the end. Throws ``EngineError`` or `CancellationError`.
        package mutating func next() async throws -> Element? { try await fetch() }
    }
}

private actor ElementQueue<Element: Sendable> {
    private var rest: ArraySlice<Element>

    init(_ elements: [Element]) { rest = elements[...] }

    func next() -> Element? { rest.popFirst() }
}
