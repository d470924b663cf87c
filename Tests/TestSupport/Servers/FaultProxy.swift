import HTTPTransport
import NIOCore
import NIOPosix
import Synchronization

/// Stands between a client and an engine, counts the requests, and does to each what a test decides.
package final class FaultProxy: Sendable {
    /// One request on its way to the engine.
    package struct Request: Sendable {
        /// 1 for the first that came, over all connections.
        package let number: Int
        package let method: String
        /// With its query and the version of the API.
        package let path: String

        /// Whether it asks the engine to change something.
        package var isWrite: Bool { method != "GET" && method != "HEAD" && !isQuestion }

        /// An update that names version 0 is always refused: that is how secrets are compared (docs/decisions/0007).
        private var isQuestion: Bool { path.contains("/secrets/") && path.hasSuffix("version=0") }
    }

    /// What becomes of a request.
    package enum Fate: Sendable {
        case passes
        /// The engine hears of it this much later.
        case isLate(Duration)
        /// The engine never hears of it; the client gets this status and an error in the engine's form.
        case isRefused(status: Int)
        /// The connection breaks before the engine hears of it.
        case isLost
        /// The engine does it; then the connection breaks, and the client never knows. The closure runs in between.
        case isAnsweredInVain(@Sendable () -> Void)
    }

    package typealias Decision = @Sendable (Request) async throws -> Fate

    /// Where clients find it, as a value for DOCKER_HOST.
    package let host: String
    private let journal: Journal

    /// All requests so far.
    package var requests: [Request] { journal.requests }
    /// Those that asked for a change.
    package var writes: [Request] { requests.filter(\.isWrite) }

    private init(host: String, journal: Journal) {
        self.host = host
        self.journal = journal
    }

    /// Runs `body` with a proxy before an engine, and closes the proxy afterwards.
    ///
    /// - Parameter engine: `unix://` and the path of its socket.
    @discardableResult
    package static func run<Value>(
        before engine: String, decide: @escaping Decision = { _ in .passes }, body: (FaultProxy) async throws -> Value
    ) async throws -> Value {
        let socket = String(engine.dropFirst("unix://".count))
        let journal = Journal()
        return try await ScriptedServer.run { conversation in
            try await Passage(conversation: conversation, journal: journal, decide: decide).serve(engineAt: socket)
        } body: { server async throws in
            guard case .tcp(let name, let port) = server.endpoint else { throw ProgramError.notFound("the proxy's port") }
            return try await body(FaultProxy(host: "tcp://\(name):\(port)", journal: journal))
        }
    }
}

/// The requests that came, in order.
private final class Journal: Sendable {
    private let entries = Mutex<[FaultProxy.Request]>([])

    var requests: [FaultProxy.Request] { entries.withLock { $0 } }

    func add(_ text: String) -> FaultProxy.Request {
        let words = text.prefix { $0 != "\r\n" }.split(separator: " ").map(String.init)
        return entries.withLock { entries in
            let request = FaultProxy.Request(
                number: entries.count + 1, method: words.first ?? "", path: words.count > 1 ? words[1] : "")
            entries.append(request)
            return request
        }
    }
}

/// One connection of a client, and the connection to the engine that belongs to it.
private struct Passage {
    typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    let conversation: Conversation
    let journal: Journal
    let decide: FaultProxy.Decision

    /// Both connections are to be closed.
    private struct Over: Error {}

    func serve(engineAt socket: String) async throws {
        let connection = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(unixDomainSocketPath: socket) { channel in
                channel.eventLoop.makeCompletedFuture { try Connection(wrappingChannelSynchronously: channel) }
            }
        try await connection.executeThenClose { answers, engine in
            let interception = Interception()
            let (client, channel) = (conversation.outbound, conversation.channel)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for try await part in answers {
                        if interception.strikes() { break }
                        try await client.write(part)
                    }
                    // That ends the wait for the next request too.
                    channel.close(promise: nil)
                }
                try await passRequests(to: engine, interception)
                group.cancelAll()
            }
        }
    }

    private func passRequests(to engine: NIOAsyncChannelOutboundWriter<ByteBuffer>, _ interception: Interception) async throws {
        while let text = try await conversation.request() {
            switch try await decide(journal.add(text)) {
            case .passes: break
            case .isLate(let delay): try await Task.sleep(for: delay)
            case .isRefused(let status):
                try await refuse(status)
                continue
            case .isLost: throw Over()
            case .isAnsweredInVain(let action): interception.prepare(action)
            }
            try await engine.write(ByteBuffer(string: text))
        }
    }

    private func refuse(_ status: Int) async throws {
        let body = #"{"message":"the proxy refuses this"}"#
        try await conversation.send(
            "HTTP/1.1 \(status) Refused\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }
}

/// What happens instead of handing on the next answer.
private final class Interception: Sendable {
    private let action = Mutex<(@Sendable () -> Void)?>(nil)

    func prepare(_ action: @escaping @Sendable () -> Void) { self.action.withLock { $0 = action } }

    /// Whether the answer is to be kept; if so, the action has run.
    func strikes() -> Bool {
        guard let action = action.withLock({ $0 }) else { return false }
        action()
        return true
    }
}
