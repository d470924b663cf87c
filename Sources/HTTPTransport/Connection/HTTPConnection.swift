import NIOCore
import NIOHTTP1

/// One connection to the server; it carries one exchange at a time.
final class HTTPConnection: OpenConnection {
    private let channel: any Channel
    private let handler: NIOLoopBound<ExchangeHandler>

    private init(channel: any Channel, handler: NIOLoopBound<ExchangeHandler>) {
        self.channel = channel
        self.handler = handler
    }

    /// Whether the server could still be there; it may be gone all the same.
    var isOpen: Bool { channel.isActive }

    /// Makes a connection. Throws ``TransportError`` or `CancellationError`; a connection that stands after the cancellation is
    /// closed.
    static func connect(through connector: some Connector, within limit: Duration?) async throws -> HTTPConnection {
        try await connector.open(within: limit) { pipeline in
            try pipeline.addHTTPClientHandlers()
            try pipeline.addHandler(ExchangeHandler())
        } making: { channel in
            let handler = try channel.pipeline.syncOperations.handler(type: ExchangeHandler.self)
            return HTTPConnection(channel: channel, handler: NIOLoopBound(handler, eventLoop: channel.eventLoop))
        }
    }

    /// Whether another exchange may follow.
    func isReusable() async -> Bool {
        let handler = handler
        return (try? await channel.eventLoop.submit { handler.value.isReusable }.get()) ?? false
    }

    /// The next chunk of the response's body; nil at its end. Cancellation closes the connection.
    func nextChunk() async throws -> [UInt8]? {
        let (channel, handler) = (channel, handler)
        return try await closingOnCancellation {
            try await channel.eventLoop.flatSubmit { handler.value.nextChunk(eventLoop: channel.eventLoop) }.get()
        }.map { Array(buffer: $0) }
    }

    /// Closes the connection; what is under way fails as cancelled.
    func close() { close(CancellationError()) }

    private func close(_ error: any Error) {
        let handler = handler
        channel.eventLoop.execute { handler.value.fail(error) }
    }

    private func closingOnCancellation<Value: Sendable>(_ operation: () async throws -> Value) async throws -> Value {
        try await withTaskCancellationHandler(operation: operation, onCancel: { close() })
    }
}

// MARK: - Sending

extension HTTPConnection {
    /// Sends a request and waits for the head of the response. Throws ``TransportError`` or `CancellationError`; the connection is
    /// closed then.
    func send(_ request: HTTPRequest, authority: String, until deadline: NIODeadline?) async throws -> HTTPResponseHead {
        let head = requestHead(request, authority: authority)
        let limit = request.limits.responseHead.map(TimeAmount.init)
        return try await closingOnCancellation {
            switch request.body {
            case .none: try await exchange(head, bytes: [], limit, deadline)
            case .bytes(let bytes): try await exchange(head, bytes: bytes, limit, deadline)
            case .stream(let next): try await exchange(head, stream: next, limit, deadline)
            }
        }
    }

    private func requestHead(_ request: HTTPRequest, authority: String) -> HTTPRequestHead {
        var fields = HTTPHeaders([("Host", authority)])
        for field in request.fields.entries { fields.add(name: field.name, value: field.value) }
        switch request.body {
        case .none:
            // NIO would announce a chunked body, which engines up to 20.10 answer with 400.
            if [.post, .put, .patch].contains(request.method) { fields.replaceOrAdd(name: "Content-Length", value: "0") }
        case .bytes(let bytes): fields.replaceOrAdd(name: "Content-Length", value: String(bytes.count))
        case .stream: fields.replaceOrAdd(name: "Transfer-Encoding", value: "chunked")
        }
        return HTTPRequestHead(
            version: .http1_1, method: HTTPMethod(rawValue: request.method.rawValue), uri: request.target, headers: fields)
    }

    /// All parts are written in one turn of the event loop. A write that fails shows in the response or in its absence: a server
    /// may answer before it has read everything.
    private func exchange(
        _ head: HTTPRequestHead, bytes: [UInt8], _ limit: TimeAmount?, _ deadline: NIODeadline?
    ) async throws -> HTTPResponseHead {
        let (channel, handler) = (channel, handler)
        return try await channel.eventLoop.flatSubmit {
            let response = handler.value.awaitHead(eventLoop: channel.eventLoop, within: limit, until: deadline, requestIsWhole: true)
            channel.write(HTTPClientRequestPart.head(head)).whenFailure { _ in handler.value.failForEnd() }
            if !bytes.isEmpty { channel.write(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: bytes))), promise: nil) }
            channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
            return response
        }.get()
    }

    /// Writes chunk after chunk while the response is awaited. A response that comes first ends the writing, and with it the use of
    /// this connection.
    private func exchange(
        _ head: HTTPRequestHead, stream next: @escaping @Sendable () async throws -> [UInt8]?, _ limit: TimeAmount?,
        _ deadline: NIODeadline?
    ) async throws -> HTTPResponseHead {
        let (channel, handler) = (channel, handler)
        // Limits on the response count from the end of the body, which may take any time to come.
        let response = try await channel.eventLoop.submit {
            let response = handler.value.awaitHead(eventLoop: channel.eventLoop, within: nil, until: deadline, requestIsWhole: false)
            channel.writeAndFlush(HTTPClientRequestPart.head(head)).whenFailure { _ in handler.value.failForEnd() }
            return response
        }.get()
        let writing = Task {
            do {
                while let bytes = try await next() {
                    try await channel.writeAndFlush(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: bytes)))).get()
                }
                try await channel.writeAndFlush(HTTPClientRequestPart.end(nil)).get()
                try await channel.eventLoop.submit { handler.value.requestEnded(eventLoop: channel.eventLoop, headWithin: limit) }.get()
            } catch is ChannelError {
                // Closed under the writing: the response, or its absence, tells.
            } catch {
                close(error)
            }
        }
        defer { writing.cancel() }
        return try await response.get()
    }
}

extension TimeAmount {
    /// Whole nanoseconds; at most about 292 years.
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        self = .nanoseconds(overflow ? (seconds < 0 ? .min : .max) : product.addingSaturated(attoseconds / 1_000_000_000))
    }
}

extension Int64 {
    fileprivate func addingSaturated(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
