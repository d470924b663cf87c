import NIOCore
import NIOHTTP1

/// An HTTP/1.1 client for one server, with connections that are kept and used again.
package final class HTTPClient: Sendable {
    private let pool: ConnectionPool
    /// Makes connections beside the pool, for streams that never come back to it.
    let connector: any Connector

    /// A client for a server; nothing is connected until the first request. At most `maximumConnections` are open at a time, bodies
    /// that are still being read included; further requests wait.
    package convenience init(_ endpoint: Endpoint, maximumConnections: Int = 8) {
        self.init(connector: SocketConnector(endpoint: endpoint), maximumConnections: maximumConnections)
    }

    init(connector: any Connector, maximumConnections: Int) {
        self.connector = connector
        pool = ConnectionPool(connector: connector, limit: maximumConnections)
    }

    deinit { pool.close() }

    /// Closes idle connections; exchanges under way go on, new ones are refused.
    package func close() { pool.close() }

    /// Sends a request and answers once the head of the response is there; any status is an answer. Throws ``TransportError`` or
    /// `CancellationError`.
    ///
    /// A kept connection may have been closed by the server just now. A request that may be repeated is then sent again, once, on a
    /// new connection.
    package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        try request.checkValidity()
        let deadline = request.limits.overall.map { NIODeadline.now() + TimeAmount($0) }
        let lease = try await lease(for: request, until: deadline)
        do {
            return try await exchange(request, lease, until: deadline)
        } catch TransportError.closedBeforeResponse where lease.isReused && request.method.isIdempotent && request.body.isReplayable {
            pool.discardIdle()
            return try await exchange(request, self.lease(for: request, until: deadline), until: deadline)
        }
    }

    private func exchange(_ request: HTTPRequest, _ lease: ConnectionPool.Lease, until deadline: NIODeadline?) async throws -> HTTPResponse
    {
        do {
            let head = try await lease.connection.send(request, authority: pool.authority, until: deadline)
            var fields = HTTPFields()
            for field in head.headers { fields.add(field.name, field.value) }
            let body = ResponseBody(BodyReading(connection: lease.connection, pool: pool))
            return HTTPResponse(status: Int(head.status.code), reason: head.status.reasonPhrase, fields: fields, body: body)
        } catch {
            pool.discard(lease.connection)
            throw error
        }
    }

    private func lease(for request: HTTPRequest, until deadline: NIODeadline?) async throws -> ConnectionPool.Lease {
        guard let deadline else { return try await pool.lease(connectWithin: request.limits.connect) }
        let pool = pool
        return try await withThrowingTaskGroup(of: ConnectionPool.Lease.self) { group in
            group.addTask { try await pool.lease(connectWithin: request.limits.connect) }
            group.addTask {
                try await Task.sleep(for: .nanoseconds(max(0, (deadline - .now()).nanoseconds)))
                throw TransportError.overallTimedOut
            }
            defer { group.cancelAll() }
            do {
                guard let lease = try await group.next() else { throw CancellationError() }
                return lease
            } catch {
                // The connection may have come at the very same moment.
                group.cancelAll()
                if let late = try? await group.next() { pool.giveBack(late.connection) }
                throw error
            }
        }
    }
}
