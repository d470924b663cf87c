import NIOCore

/// A connection that has left HTTP: bytes in both directions, until both sides are done. It belongs to nobody else.
package final class ByteStream: OpenConnection {
    private let channel: any Channel
    private let handler: NIOLoopBound<ByteStreamHandler>

    init(channel: any Channel, handler: NIOLoopBound<ByteStreamHandler>) {
        self.channel = channel
        self.handler = handler
    }

    deinit { close() }

    /// Opens a connection for one stream. Throws ``TransportError`` or `CancellationError`.
    static func connect(through connector: some Connector, within limit: Duration?) async throws -> ByteStream {
        try await connector.open(within: limit) { pipeline in
            try pipeline.addHandler(ByteStreamHandler())
        } making: { channel in
            let handler = try channel.pipeline.syncOperations.handler(type: ByteStreamHandler.self)
            return ByteStream(channel: channel, handler: NIOLoopBound(handler, eventLoop: channel.eventLoop))
        }
    }

    /// The next bytes, never empty; nil once the server has sent all it will. Cancelling the task that waits closes the connection.
    /// Throws ``TransportError`` or `CancellationError`.
    package func next() async throws -> [UInt8]? {
        let (channel, handler) = (channel, handler)
        return try await withTaskCancellationHandler {
            try await channel.eventLoop.flatSubmit { handler.value.next(eventLoop: channel.eventLoop) }.get()
        } onCancel: {
            close()
        }
    }

    /// Sends bytes; returns once the kernel has them. Throws ``TransportError/streamClosed`` when nobody takes them any more.
    package func write(_ bytes: [UInt8]) async throws {
        do {
            try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
        } catch {
            throw TransportError.streamClosed
        }
    }

    /// Says that nothing more will be sent; the other direction stays open. Nothing happens when the connection is closed already.
    package func closeOutput() async {
        try? await channel.close(mode: .output).get()
    }

    /// Closes both directions; whoever waits for bytes fails as cancelled.
    package func close() {
        let handler = handler
        channel.eventLoop.execute { handler.value.fail(CancellationError()) }
    }

    /// Sends a request and waits for the head of the response.
    func exchange(_ head: [UInt8], headWithin limit: Duration?) async throws -> ResponseHead {
        let (channel, handler) = (channel, handler)
        return try await withTaskCancellationHandler {
            try await channel.eventLoop.flatSubmit {
                let answer = handler.value.awaitHead(eventLoop: channel.eventLoop, within: limit.map(TimeAmount.init))
                channel.writeAndFlush(ByteBuffer(bytes: head), promise: nil)
                return answer
            }.get()
        } onCancel: {
            close()
        }
    }
}
