import NIOCore

/// The only handler of a connection that leaves HTTP: it reads the head of one response, and bytes after it. All of it runs on the
/// event loop, and it reads from the socket only while somebody waits for something.
final class ByteStreamHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private enum Phase {
        case idle
        case awaitingHead(EventLoopPromise<ResponseHead>)
        case open(waiting: EventLoopPromise<[UInt8]?>?)
        /// The server has sent all it will; what came is still to be read.
        case ended
        case closed(any Error)
    }

    private var phase = Phase.idle
    private var received: [UInt8] = []
    private var timer: Scheduled<Void>?
    private var context: ChannelHandlerContext?

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    /// Waits for the head of the response.
    func awaitHead(eventLoop: any EventLoop, within limit: TimeAmount?) -> EventLoopFuture<ResponseHead> {
        let promise = eventLoop.makePromise(of: ResponseHead.self)
        guard case .idle = phase, let context else {
            if case .closed(let error) = phase { promise.fail(error) } else { promise.fail(TransportError.closedBeforeResponse) }
            return promise.futureResult
        }
        phase = .awaitingHead(promise)
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        timer = limit.map { limit in
            eventLoop.scheduleTask(in: limit) { bound.value.fail(TransportError.responseTimedOut) }
        }
        context.read()
        return promise.futureResult
    }

    /// Waits for the next bytes; nil at the end.
    func next(eventLoop: any EventLoop) -> EventLoopFuture<[UInt8]?> {
        if !received.isEmpty { return eventLoop.makeSucceededFuture(takeReceived()) }
        switch phase {
        case .open(waiting: nil):
            let promise = eventLoop.makePromise(of: [UInt8]?.self)
            phase = .open(waiting: promise)
            context?.read()
            return promise.futureResult
        case .closed(let error): return eventLoop.makeFailedFuture(error)
        case .idle, .awaitingHead, .open, .ended: return eventLoop.makeSucceededFuture(nil)
        }
    }

    /// Closes the connection for this reason, unless it is over already.
    func fail(_ error: any Error) {
        let before = phase
        if case .closed = before { return }
        phase = .closed(error)
        timer?.cancel()
        switch before {
        case .awaitingHead(let promise): promise.fail(error)
        case .open(let waiting?): waiting.fail(error)
        case .idle, .open, .ended, .closed: break
        }
        context?.close(promise: nil)
    }

    private func takeReceived() -> [UInt8] {
        defer { received = [] }
        return received
    }

    // MARK: What the server sends

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += unwrapInboundIn(data).readableBytesView
        switch phase {
        case .awaitingHead(let promise): readHead(promise)
        case .open(let waiting?):
            phase = .open(waiting: nil)
            waiting.succeed(takeReceived())
        case .idle, .open, .ended, .closed: break
        }
    }

    private func readHead(_ promise: EventLoopPromise<ResponseHead>) {
        do {
            guard let end = ResponseHead.end(in: received) else {
                if received.count > ResponseHead.longest { throw TransportError.malformedResponse("the head is too long") }
                return
            }
            let head = try ResponseHead(received[..<end.head])
            received.removeFirst(end.rest)
            // Interim answers come before the one that counts.
            if (100..<200).contains(head.status), head.status != 101 { return readHead(promise) }
            phase = .open(waiting: nil)
            timer?.cancel()
            promise.succeed(head)
        } catch {
            fail(error)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        switch phase {
        case .awaitingHead, .open(waiting: .some): context.read()
        case .idle, .open(waiting: nil), .ended, .closed: break
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { end() }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    /// The server is done: the usual end of a stream.
    private func end() {
        switch phase {
        case .open(let waiting):
            phase = .ended
            waiting?.succeed(nil)
            context?.close(promise: nil)
        case .idle, .awaitingHead: fail(TransportError.closedBeforeResponse)
        case .ended, .closed: break
        }
    }
}
