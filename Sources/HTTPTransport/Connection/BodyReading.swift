import Synchronization

/// The reading of one response's body: hands its connection back at the end, and closes it when it is let go before.
final class BodyReading: Sendable {
    private let connection: HTTPConnection
    private let pool: ConnectionPool
    private let isOver = Mutex(false)

    init(connection: HTTPConnection, pool: ConnectionPool) {
        self.connection = connection
        self.pool = pool
    }

    deinit { abandon() }

    /// The next chunk; nil at the end and ever after.
    func next() async throws -> [UInt8]? {
        guard !isOver.withLock({ $0 }) else { return nil }
        do {
            if let chunk = try await connection.nextChunk() { return chunk }
            let isReusable = await connection.isReusable()
            if takeEnd() { isReusable ? pool.giveBack(connection) : pool.discard(connection) }
            return nil
        } catch {
            abandon()
            throw error
        }
    }

    /// Closes the connection unless the end was reached.
    func abandon() {
        if takeEnd() { pool.discard(connection) }
    }

    /// True for the first who asks.
    private func takeEnd() -> Bool {
        isOver.withLock { isOver in
            defer { isOver = true }
            return !isOver
        }
    }
}
