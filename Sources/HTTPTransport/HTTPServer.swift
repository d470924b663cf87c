import NIOCore
import NIOHTTP1
import NIOPosix

/// A small HTTP/1.1 server for pages that are made when they are asked for: metrics, health. One request a connection.
package final class HTTPServer: Sendable {
    /// What a page is.
    package struct Page: Sendable {
        package let status: Int
        package let contentType: String
        package let body: [UInt8]

        /// A page of that type.
        package init(status: Int = 200, contentType: String = "text/plain; charset=utf-8", body: [UInt8]) {
            self.status = status
            self.contentType = contentType
            self.body = body
        }
    }

    private let channel: any Channel

    /// The port that it listens on.
    package var port: Int { channel.localAddress?.port ?? 0 }

    /// Listens at once; `page` is called for every GET with the path, query included. A port of 0 is any that is free.
    ///
    /// Not to be called from a task's own thread in a hurry: it waits for the kernel.
    ///
    /// - Parameter patience: how long whoever has connected may be silent.
    package init(
        host: String, port: Int, patience: Duration = .seconds(30), page: @escaping @Sendable (String) async -> Page
    ) throws(ListenError) {
        let bootstrap = ServerBootstrap(group: TransportThread.eventLoop)
            .serverChannelOption(.backlog, value: 16)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    // Whoever connects and says nothing does not stay.
                    try channel.pipeline.syncOperations.addHandler(IdleStateHandler(allTimeout: TimeAmount(patience)))
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withPipeliningAssistance: false)
                    try channel.pipeline.syncOperations.addHandler(PageHandler(page: page))
                }
            }
        do {
            channel = try bootstrap.bind(host: host, port: port).wait()
        } catch let error as IOError {
            throw ListenError(address: "\(host):\(port)", reason: systemMessage(error.errnoCode))
        } catch {
            throw ListenError(address: "\(host):\(port)", reason: "\(error)")
        }
    }

    /// Listens no more.
    package func close() { channel.close(promise: nil) }
}

/// Why a server cannot listen.
package struct ListenError: Error, Hashable, Sendable, CustomStringConvertible {
    /// `HOST:PORT`.
    package let address: String
    /// The system's words.
    package let reason: String

    package var description: String { "cannot listen at \(address): \(reason)" }
}

/// Answers one request, and closes.
private final class PageHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let page: @Sendable (String) async -> HTTPServer.Page
    private var head: HTTPRequestHead?
    /// Whether the page is being made: then the silence is ours.
    private var isMakingPage = false

    init(page: @escaping @Sendable (String) async -> HTTPServer.Page) { self.page = page }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body: break
        case .end:
            guard let head else { return context.close(promise: nil) }
            self.head = nil
            isMakingPage = true
            answer(head, context)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent, !isMakingPage { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func answer(_ request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let page = page
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        let isKnown = request.method == .GET || request.method == .HEAD
        let future = context.eventLoop.makeFutureWithTask {
            isKnown ? await page(request.uri) : HTTPServer.Page(status: 405, body: Array("only GET\n".utf8))
        }
        future.whenSuccess { page in bound.value.handler.write(page, withBody: request.method != .HEAD, bound.value.context) }
    }

    private func write(_ page: HTTPServer.Page, withBody: Bool, _ context: ChannelHandlerContext) {
        isMakingPage = false
        let fields: HTTPHeaders = ["Content-Type": page.contentType, "Content-Length": "\(page.body.count)", "Connection": "close"]
        let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: page.status), headers: fields)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if withBody { context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: page.body)))), promise: nil) }
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in channel.close(promise: nil) }
    }
}
