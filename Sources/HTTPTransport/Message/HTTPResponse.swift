/// The head of a response, and its body as it arrives.
package struct HTTPResponse: Sendable {
    /// The status, 200...599; interim responses are left out.
    package let status: Int
    /// The usual words for the status.
    package let reason: String
    /// Header fields.
    package let fields: HTTPFields
    /// The body. Until it is read to its end or let go, it keeps a connection.
    package let body: ResponseBody
}

/// The body of a response in chunks, as they arrive. Chunks are read from the connection only when they are asked for.
///
/// It is read once, by one task. Letting it go before its end, or cancelling the task that reads, closes the connection.
package struct ResponseBody: AsyncSequence, Sendable {
    package typealias Element = [UInt8]

    private let reading: BodyReading

    init(_ reading: BodyReading) { self.reading = reading }

    /// The reader.
    package func makeAsyncIterator() -> Iterator { Iterator(reading: reading) }

    /// The next chunk, never empty; nil at the end. Throws ``TransportError`` or `CancellationError`.
    package func next() async throws -> [UInt8]? { try await reading.next() }

    /// All that is left of the body. Throws ``TransportError/bodyTooLong(limit:)`` when it is longer than `limit` bytes.
    package func collect(limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let chunk = try await reading.next() {
            guard bytes.count + chunk.count <= limit else {
                reading.abandon()
                throw TransportError.bodyTooLong(limit: limit)
            }
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
        }
        return bytes
    }

    /// The reader of a ``ResponseBody``.
    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let reading: BodyReading

        /// The next chunk, never empty; nil at the end. Throws ``TransportError`` or `CancellationError`.
        package mutating func next() async throws -> [UInt8]? { try await reading.next() }
    }
}
