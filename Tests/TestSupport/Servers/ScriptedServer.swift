package import HTTPTransport
package import NIOCore
import NIOPosix

/// A server on this machine that does what a test's script says, byte by byte. The script runs once for each connection.
package final class ScriptedServer: Sendable {
    package typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>
    package typealias Script = @Sendable (Conversation) async throws -> Void

    /// Where it listens.
    package let endpoint: Endpoint
    private let serving: Task<Void, any Error>
    private let count: Counter

    /// Connections that were accepted so far.
    package var connectionCount: Int { count.value }

    private init(endpoint: Endpoint, serving: Task<Void, any Error>, count: Counter) {
        self.endpoint = endpoint
        self.serving = serving
        self.count = count
    }

    /// Runs `body` against a server that follows `script`, and stops the server afterwards.
    @discardableResult
    package static func run<Value>(_ script: @escaping Script, body: (ScriptedServer) async throws -> Value) async throws -> Value {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            // Read when somebody is there to take it.
            .childChannelOption(.autoRead, value: false)
            // A client may be done with sending and still read.
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .bind(host: "127.0.0.1", port: 0) { child in child.eventLoop.makeSucceededFuture(child) }
        let count = Counter()
        // A client counts the seconds until its answer. Scripts do little, and need not wait for their turn behind a thousand other tests.
        let serving = Task(priority: .high) {
            try await withThrowingDiscardingTaskGroup { group in
                try await channel.executeThenClose { connections in
                    for try await child in connections {
                        let number = count.increment()
                        group.addTask {
                            // A client that goes away ends the conversation, not the server.
                            try? await Self.connection(on: child).executeThenClose { inbound, outbound in
                                try await script(Conversation(number: number, channel: child, inbound: inbound, outbound: outbound))
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

    /// Made only when it is used at once: one that is dropped unused, since it was accepted while the server ended, ends the process.
    private static func connection(on child: any Channel) async throws -> Connection {
        try await child.eventLoop.submit {
            let connection = try Connection(wrappingChannelSynchronously: child)
            try child.syncOptions?.setOption(.autoRead, value: true)
            return connection
        }.get()
    }
}

/// One connection, seen from the server; only its script uses it.
package final class Conversation {
    /// 1 for the first connection, and so on.
    package let number: Int
    /// What writes to the client; a task of its own may use it.
    package let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    /// What a task of its own may close.
    package let channel: any Channel
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private var text = ""

    init(
        number: Int, channel: any Channel, inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
        outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        self.number = number
        self.channel = channel
        self.outbound = outbound
        self.inbound = inbound.makeAsyncIterator()
    }

    /// Sends bytes as one write.
    package func send(_ text: String) async throws { try await outbound.write(ByteBuffer(string: text)) }

    /// Waits until the client closes the connection.
    package func untilClosed() async throws {
        while try await request() != nil {}
    }

    /// What came next, or with the last request; nil when the client sends no more.
    package func bytes() async throws -> String? {
        if !text.isEmpty {
            defer { text = "" }
            return text
        }
        return try await inbound.next().map { String(buffer: $0) }
    }

    /// The next request whole, head and body as they came; nil when the client has closed the connection.
    package func request() async throws -> String? {
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
