import HTTPTransport
import NIOCore
import NIOPosix
import Synchronization

/// A server on this machine that does what a test's script says, byte by byte. The script runs once for each connection.
final class ScriptedServer: Sendable {
    typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>
    typealias Script = @Sendable (Conversation) async throws -> Void

    let endpoint: Endpoint
    private let serving: Task<Void, any Error>
    private let count: Counter

    /// Connections that were accepted so far.
    var connectionCount: Int { count.value }

    private init(endpoint: Endpoint, serving: Task<Void, any Error>, count: Counter) {
        self.endpoint = endpoint
        self.serving = serving
        self.count = count
    }

    /// Runs `body` against a server that follows `script`, and stops the server afterwards.
    static func run<Value>(_ script: @escaping Script, body: (ScriptedServer) async throws -> Value) async throws -> Value {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: "127.0.0.1", port: 0) { child in
                child.eventLoop.makeCompletedFuture {
                    // A client may be done with sending and still read.
                    try child.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
                    return try Connection(wrappingChannelSynchronously: child)
                }
            }
        let count = Counter()
        let serving = Task {
            try await withThrowingDiscardingTaskGroup { group in
                try await channel.executeThenClose { connections in
                    for try await connection in connections {
                        let number = count.increment()
                        group.addTask {
                            // A client that goes away ends the conversation, not the server.
                            try? await connection.executeThenClose { inbound, outbound in
                                try await script(Conversation(number: number, inbound: inbound, outbound: outbound))
                            }
                        }
                    }
                }
            }
        }
        let port = channel.channel.localAddress?.port ?? 0
        let server = ScriptedServer(endpoint: .tcp(host: "127.0.0.1", port: port), serving: serving, count: count)
        defer { serving.cancel() }
        return try await body(server)
    }
}

/// One connection, seen from the server; only its script uses it.
final class Conversation {
    /// 1 for the first connection, and so on.
    let number: Int
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private var text = ""

    init(number: Int, inbound: NIOAsyncChannelInboundStream<ByteBuffer>, outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>) {
        self.number = number
        self.outbound = outbound
        self.inbound = inbound.makeAsyncIterator()
    }

    /// Sends bytes as one write.
    func send(_ text: String) async throws { try await outbound.write(ByteBuffer(string: text)) }

    /// Waits until the client closes the connection.
    func untilClosed() async throws {
        while try await request() != nil {}
    }

    /// What came next, or with the last request; nil when the client sends no more.
    func bytes() async throws -> String? {
        if !text.isEmpty {
            defer { text = "" }
            return text
        }
        return try await inbound.next().map { String(buffer: $0) }
    }

    /// The next request whole, head and body as they came; nil when the client has closed the connection.
    func request() async throws -> String? {
        while true {
            if let end = endOfRequest() {
                defer { text.removeSubrange(..<end) }
                return String(text[..<end])
            }
            guard let buffer = try await inbound.next() else { return nil }
            text += String(buffer: buffer)
        }
    }

    private func endOfRequest() -> String.Index? {
        guard let head = text.firstRange(of: "\r\n\r\n") else { return nil }
        let fields = text[..<head.lowerBound].lowercased()
        if fields.contains("transfer-encoding: chunked") { return text[head.upperBound...].firstRange(of: "0\r\n\r\n")?.upperBound }
        guard let length = fields.firstRange(of: "content-length: ") else { return head.upperBound }
        let count = Int(fields[length.upperBound...].prefix { $0.isNumber }) ?? 0
        let body = text[head.upperBound...].utf8
        guard body.count >= count else { return nil }
        return body.index(head.upperBound, offsetBy: count)
    }
}

/// A number that several tasks raise.
final class Counter: Sendable {
    private let number = Mutex(0)

    var value: Int { number.withLock { $0 } }

    /// Adds one and answers the sum.
    @discardableResult func increment() -> Int {
        number.withLock { number in
            number += 1
            return number
        }
    }
}

/// Lines that several tasks write.
final class Log: Sendable {
    private let text = Mutex<[String]>([])

    var lines: [String] { text.withLock { $0 } }

    /// Adds a line.
    func add(_ line: String) { text.withLock { $0.append(line) } }
}
