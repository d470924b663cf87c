import NIOCore
import NIOPosix

/// What is made of a byte stream.
protocol OpenConnection: Sendable {
    /// Closes it; what is under way fails as cancelled.
    func close()
}

extension Connector {
    /// Opens a byte stream and makes something of it. Throws ``TransportError`` or `CancellationError`; a stream that stands after the
    /// cancellation is closed.
    ///
    /// - Parameters:
    ///   - fill: puts the handlers into the pipeline.
    ///   - making: what is made once it stands; it runs on the event loop.
    func open<Connection: OpenConnection>(
        within limit: Duration?, filling fill: @escaping @Sendable (ChannelPipeline.SynchronousOperations) throws -> Void,
        making: @escaping @Sendable (any Channel) throws -> Connection
    ) async throws -> Connection {
        let eventLoop = TransportThread.eventLoop
        let promise = eventLoop.makePromise(of: Connection.self)
        let channel = connect(on: eventLoop, within: limit.map(TimeAmount.init)) { channel in
            channel.eventLoop.makeCompletedFuture { try fill(channel.pipeline.syncOperations) }
        }
        let connecting = channel.flatMapThrowing(making).flatMapErrorThrowing { error -> Connection in throw translate(error) }
        return try await withTaskCancellationHandler {
            connecting.cascade(to: promise)
            return try await promise.futureResult.get()
        } onCancel: {
            connecting.whenSuccess { $0.close() }
            promise.fail(CancellationError())
        }
    }

    private func translate(_ error: any Error) -> any Error {
        switch error {
        case ChannelError.connectTimeout: return TransportError.connectTimedOut(endpoint: name)
        case let error as IOError: return connectFailed(error)
        case let error as NIOConnectionError:
            if let first = error.connectionErrors.first?.error { return translate(first) }
            return TransportError.connectFailed(endpoint: name, errno: nil, message: "unknown host \(error.host)")
        default: return TransportError.connectFailed(endpoint: name, errno: nil, message: "\(error)")
        }
    }

    private func connectFailed(_ error: IOError) -> TransportError {
        .connectFailed(endpoint: name, errno: error.errnoCode, message: systemMessage(error.errnoCode))
    }
}
