import NIOCore
import NIOHTTP1

/// The end of a connection's pipeline: one exchange at a time. All of it runs on the event loop.
///
/// It reads from the socket only while somebody waits for something: for a head, for a chunk, or (between exchanges) for the
/// news that the server has closed the connection. That is the backpressure.
final class ExchangeHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private enum Phase {
        case idle
        case awaitingHead(EventLoopPromise<HTTPResponseHead>)
        case inBody(waiting: EventLoopPromise<ByteBuffer?>?)
        case bodyEnded
        case closed(any Error)
    }

    private var phase = Phase.idle
    private var chunks = CircularBuffer<ByteBuffer>()
    private var timers: [Scheduled<Void>] = []
    private var keepsAlive = true
    private var isRequestWhole = true
    private var context: ChannelHandlerContext?

    /// Whether another exchange may follow: nothing is under way, and neither side has asked to close.
    var isReusable: Bool {
        guard case .idle = phase else { return false }
        return keepsAlive && isRequestWhole && context?.channel.isActive == true
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        context.read()
    }

    // MARK: What the connection asks

    /// Waits for the head of a response. Fails at once on a closed connection.
    ///
    /// Without `requestIsWhole` the body of the request follows, and ``requestEnded(eventLoop:headWithin:)`` after it.
    func awaitHead(
        eventLoop: any EventLoop, within limit: TimeAmount?, until deadline: NIODeadline?, requestIsWhole: Bool
    ) -> EventLoopFuture<HTTPResponseHead> {
        let promise = eventLoop.makePromise(of: HTTPResponseHead.self)
        guard case .idle = phase, let context else {
            if case .closed(let error) = phase { promise.fail(error) } else { promise.fail(TransportError.closedBeforeResponse) }
            return promise.futureResult
        }
        phase = .awaitingHead(promise)
        isRequestWhole = requestIsWhole
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        if let limit { limitHead(eventLoop: eventLoop, limit) }
        if let deadline {
            timers.append(eventLoop.scheduleTask(deadline: deadline) { bound.value.fail(TransportError.overallTimedOut) })
        }
        context.read()
        return promise.futureResult
    }

    /// The body of the request is written; from now on a head may take only so long.
    func requestEnded(eventLoop: any EventLoop, headWithin limit: TimeAmount?) {
        isRequestWhole = true
        if let limit { limitHead(eventLoop: eventLoop, limit) }
    }

    private func limitHead(eventLoop: any EventLoop, _ limit: TimeAmount) {
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        timers.append(
            eventLoop.scheduleTask(in: limit) {
                guard case .awaitingHead = bound.value.phase else { return }
                bound.value.fail(TransportError.responseTimedOut)
            })
    }

    /// Waits for the next chunk of the body; nil at its end.
    func nextChunk(eventLoop: any EventLoop) -> EventLoopFuture<ByteBuffer?> {
        if let chunk = chunks.popFirst() { return eventLoop.makeSucceededFuture(chunk) }
        switch phase {
        case .inBody(waiting: nil):
            let promise = eventLoop.makePromise(of: ByteBuffer?.self)
            phase = .inBody(waiting: promise)
            context?.read()
            return promise.futureResult
        case .bodyEnded:
            phase = .idle
            endExchange()
            return eventLoop.makeSucceededFuture(nil)
        case .closed(let error): return eventLoop.makeFailedFuture(error)
        case .idle, .awaitingHead, .inBody: return eventLoop.makeSucceededFuture(nil)
        }
    }

    /// Ends the exchange and the connection for this reason, unless it is over already.
    func fail(_ error: any Error) {
        let before = phase
        if case .closed = before { return }
        phase = .closed(error)
        endExchange()
        switch before {
        case .awaitingHead(let promise): promise.fail(error)
        case .inBody(let waiting?): waiting.fail(error)
        case .idle, .inBody, .bodyEnded, .closed: break
        }
        context?.close(promise: nil)
    }

    private func endExchange() {
        timers.forEach { $0.cancel() }
        timers.removeAll()
        // Seeing the server close an idle connection takes a pending read.
        if case .idle = phase { context?.read() }
    }

    // MARK: What the server sends

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), phase) {
        case (.head(let head), .awaitingHead(let promise)):
            keepsAlive = head.isKeepAlive && isRequestWhole
            phase = .inBody(waiting: nil)
            promise.succeed(head)
        case (.body(let buffer), .inBody(let waiting)):
            guard buffer.readableBytes > 0 else { return }
            guard let waiting else { return chunks.append(buffer) }
            phase = .inBody(waiting: nil)
            waiting.succeed(buffer)
        case (.end, .inBody(let waiting)):
            phase = waiting == nil ? .bodyEnded : .idle
            waiting?.succeed(nil)
            if waiting != nil { endExchange() }
        case (_, .closed): break
        default: fail(TransportError.malformedResponse("a response that nobody asked for"))
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        switch phase {
        case .idle, .awaitingHead, .inBody(waiting: .some): context.read()
        case .inBody(waiting: nil), .bodyEnded, .closed: break
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case HTTPParserError.invalidEOFState: failForEnd()
        case is HTTPParserError, is NIOHTTPDecoderError: fail(TransportError.malformedResponse("\(error)"))
        default: failForEnd()
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        failForEnd()
        context.fireChannelInactive()
    }

    /// The connection ended, or could not be written to; a body that was whole already stays readable.
    func failForEnd() {
        switch phase {
        case .inBody: fail(TransportError.closedInBody)
        case .bodyEnded: keepsAlive = false
        case .idle, .awaitingHead, .closed: fail(TransportError.closedBeforeResponse)
        }
    }
}
