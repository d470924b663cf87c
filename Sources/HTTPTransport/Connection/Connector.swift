import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Makes byte streams to one server. Everything above it speaks HTTP and knows no sockets: another way to a server (TLS, a child
/// process's pipe) is another connector.
protocol Connector: Sendable {
    /// What to call the server in messages.
    var name: String { get }
    /// The value of the `Host` field.
    var authority: String { get }
    /// A new byte stream whose pipeline `initializer` has filled; reading starts only when it is asked for.
    func connect(
        on eventLoop: any EventLoop, within limit: TimeAmount?, initializer: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>
    ) -> EventLoopFuture<any Channel>
}

/// Connects to sockets of this machine's kernel.
struct SocketConnector: Connector {
    let endpoint: Endpoint

    var name: String { endpoint.description }
    var authority: String { endpoint.authority }

    func connect(
        on eventLoop: any EventLoop, within limit: TimeAmount?, initializer: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>
    ) -> EventLoopFuture<any Channel> {
        connect(on: eventLoop, within: limit, attempt: 0, initializer: initializer)
    }

    /// The kernel does not let anybody wait for a socket of this machine whose queue is full: it refuses at once, with EAGAIN (connect(2)).
    /// So it is asked again, after twice as long each time but never more than 256 ms, for about 13 seconds.
    private func connect(
        on eventLoop: any EventLoop, within limit: TimeAmount?, attempt number: Int,
        initializer: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>
    ) -> EventLoopFuture<any Channel> {
        attempt(on: eventLoop, within: limit, initializer: initializer).flatMapError { error in
            guard let error = error as? IOError, error.errnoCode == EAGAIN, number < 60 else {
                return eventLoop.makeFailedFuture(error)
            }
            return eventLoop.flatScheduleTask(in: .milliseconds(1 << min(Int64(number), 8))) {
                connect(on: eventLoop, within: limit, attempt: number + 1, initializer: initializer)
            }.futureResult
        }
    }

    private func attempt(
        on eventLoop: any EventLoop, within limit: TimeAmount?, initializer: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>
    ) -> EventLoopFuture<any Channel> {
        var bootstrap = ClientBootstrap(group: eventLoop)
            .channelOption(.autoRead, value: false)
            .channelInitializer(initializer)
        if let limit { bootstrap = bootstrap.connectTimeout(limit) }
        switch endpoint {
        case .unix(let path): return bootstrap.connect(unixDomainSocketPath: path)
        case .tcp(let host, let port):
            return bootstrap.channelOption(.tcpOption(.tcp_nodelay), value: 1).connect(host: host, port: port)
        }
    }
}

/// The one thread that serves all connections of the process. It is started by the first connection and never stopped: the work
/// of a command-line client does not fill one, and starting more costs time.
enum TransportThread {
    static let eventLoop: any EventLoop = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()
}
