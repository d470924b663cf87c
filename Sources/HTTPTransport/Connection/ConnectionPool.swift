import Synchronization

/// A bounded number of connections to one server. The one used last is used next, so that the others may grow old.
final class ConnectionPool: Sendable {
    /// A connection to use for one exchange, and whether it has carried others before.
    struct Lease: Sendable {
        let connection: HTTPConnection
        let isReused: Bool
    }

    private enum Grant {
        case connection(HTTPConnection)
        /// Leave to make a new connection; it is counted already.
        case place
    }

    private struct State {
        var idle: [HTTPConnection] = []
        /// Connections that are idle, in use, or being made.
        var count = 0
        var waiting: [(id: UInt64, continuation: CheckedContinuation<Grant, any Error>)] = []
        var nextID: UInt64 = 0
        var isClosed = false
    }

    private let limit: Int
    private let connector: any Connector
    private let state = Mutex(State())

    init(connector: any Connector, limit: Int) {
        self.connector = connector
        self.limit = max(1, limit)
    }

    var authority: String { connector.authority }

    /// A connection, idle or new; waits while the bound is reached. Throws ``TransportError`` or `CancellationError`.
    func lease(connectWithin limit: Duration?) async throws -> Lease {
        switch try await grant() {
        case .connection(let connection): return Lease(connection: connection, isReused: true)
        case .place:
            do {
                return Lease(connection: try await HTTPConnection.connect(through: connector, within: limit), isReused: false)
            } catch {
                giveUpPlace()
                throw error
            }
        }
    }

    /// Gives a connection back after an exchange that left it usable.
    func giveBack(_ connection: HTTPConnection) {
        let waiting: CheckedContinuation<Grant, any Error>? = state.withLock { state in
            if let first = state.waiting.first {
                state.waiting.removeFirst()
                return first.continuation
            }
            if !state.isClosed {
                state.idle.append(connection)
            } else {
                state.count -= 1
                connection.close()
            }
            return nil
        }
        waiting?.resume(returning: .connection(connection))
    }

    /// Closes a connection that cannot be used again and lets another take its place.
    func discard(_ connection: HTTPConnection) {
        connection.close()
        giveUpPlace()
    }

    /// Closes what is idle: after one of them turned out to be dead, the others are too.
    func discardIdle() {
        let idle = state.withLock { state in
            defer {
                state.count -= state.idle.count
                state.idle.removeAll()
            }
            return state.idle
        }
        idle.forEach { $0.close() }
    }

    /// Closes what is idle, refuses who waits, and keeps nothing from now on.
    func close() {
        let waiting = state.withLock { state in
            state.isClosed = true
            defer { state.waiting.removeAll() }
            return state.waiting
        }
        waiting.forEach { $0.continuation.resume(throwing: TransportError.clientClosed) }
        discardIdle()
    }

    private func grant() async throws -> Grant {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result: Result<Grant, any Error>? = state.withLock { state in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if let grant = takeNow(&state) { return grant }
                    state.waiting.append((id, continuation))
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let continuation = state.withLock { state -> CheckedContinuation<Grant, any Error>? in
                guard let index = state.waiting.firstIndex(where: { $0.id == id }) else { return nil }
                return state.waiting.remove(at: index).continuation
            }
            continuation?.resume(throwing: CancellationError())
        }
    }

    private func takeNow(_ state: inout State) -> Result<Grant, any Error>? {
        if state.isClosed { return .failure(TransportError.clientClosed) }
        while let connection = state.idle.popLast() {
            if connection.isOpen { return .success(.connection(connection)) }
            state.count -= 1
        }
        guard state.count < limit else { return nil }
        state.count += 1
        return .success(.place)
    }

    private func giveUpPlace() {
        let waiting: CheckedContinuation<Grant, any Error>? = state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.count -= 1
                return nil
            }
            return state.waiting.removeFirst().continuation
        }
        waiting?.resume(returning: .place)
    }
}
