package import EngineModel
import HTTPTransport

extension DockerEngine {
    package func attach(to idOrName: String, options: AttachOptions) async throws -> any ProcessStreams {
        var query = QueryString()
        query.add("stream", flag: true)
        query.add("stdin", flag: options.stdin)
        query.add("stdout", flag: options.stdout)
        query.add("stderr", flag: options.stderr)
        query.add("logs", flag: options.includesPast)
        let hasTerminal: Bool
        if let known = options.hasTerminal {
            hasTerminal = known
        } else {
            hasTerminal = try await container(idOrName).config?.tty == true
        }
        return try await hijack(
            "/containers/\(idOrName.percentEncoded)/attach", query, hasTerminal: hasTerminal, to: "attach to container \(idOrName)")
    }

    package func createExec(_ request: ExecCreateRequest, in idOrName: String) async throws -> ExecCreated {
        try await post(
            "/containers/\(idOrName.percentEncoded)/exec", body: request, to: "run \(request.command.first ?? "") in container \(idOrName)")
    }

    package func startExec(id: String, hasTerminal: Bool, size: TerminalSize?) async throws -> any ProcessStreams {
        let start = ExecStart(detach: false, tty: hasTerminal, consoleSize: await supportsSize(size).map { [$0.rows, $0.columns] })
        return try await hijack(
            "/exec/\(id.percentEncoded)/start", QueryString(), body: JSONText.encodeBytes(start), hasTerminal: hasTerminal,
            to: "start the process")
    }

    package func startDetachedExec(id: String, hasTerminal: Bool) async throws {
        let start = ExecStart(detach: true, tty: hasTerminal)
        try await post("/exec/\(id.percentEncoded)/start", QueryString(), body: start, to: "start the process")
    }

    package func resizeExec(id: String, to size: TerminalSize) async throws {
        _ = try await perform(.post, "/exec/\(id.percentEncoded)/resize", QueryString(size), to: "resize the terminal")
    }

    package func exec(id: String) async throws -> ExecInspect {
        try await get("/exec/\(id.percentEncoded)/json", to: "inspect the process")
    }

    /// The size, for engines that take it with the start (API 1.42).
    private func supportsSize(_ size: TerminalSize?) async -> TerminalSize? {
        guard let version = try? await apiVersion(), version >= APIVersion(1, 42) else { return nil }
        return size
    }

    private func hijack(
        _ path: String, _ query: QueryString, body: [UInt8]? = nil, hasTerminal: Bool, to operation: String
    ) async throws -> any ProcessStreams {
        let exchange = EngineExchange(http: streams, operation: operation)
        let request = HTTPRequest(
            .post, try await target(path, query), fields: body == nil ? [:] : ["Content-Type": "application/json"],
            body: body.map(RequestBody.bytes) ?? .none)
        let stream = try await exchange.upgrade(request)
        return HijackedStreams(exchange: exchange, stream: stream, hasTerminal: hasTerminal)
    }
}

/// The body of `POST /exec/{id}/start`.
private struct ExecStart: Encodable {
    var detach: Bool
    var tty: Bool
    /// Rows and columns.
    var consoleSize: [Int]?

    private enum CodingKeys: String, CodingKey {
        case detach = "Detach"
        case tty = "Tty"
        case consoleSize = "ConsoleSize"
    }
}

/// The streams of a process behind a connection that has left HTTP: bare output with a terminal, and frames without.
private final class HijackedStreams: ProcessStreams {
    private let exchange: EngineExchange
    private let stream: ByteStream
    private let output: FramedOutput

    init(exchange: EngineExchange, stream: ByteStream, hasTerminal: Bool) {
        self.exchange = exchange
        self.stream = stream
        output = FramedOutput(exchange: exchange, stream: stream, isFramed: !hasTerminal)
    }

    func next() async throws -> OutputChunk? { try await output.next() }

    func write(_ bytes: [UInt8]) async throws { try await exchange.write(bytes, to: stream) }

    func closeInput() async { await stream.closeOutput() }

    func close() { stream.close() }
}

/// Takes output out of a stream.
private actor FramedOutput {
    private let exchange: EngineExchange
    private let stream: ByteStream
    private let isFramed: Bool
    private var decoder = LogFrameDecoder()
    private var frames: ArraySlice<LogFrameDecoder.Frame> = []

    init(exchange: EngineExchange, stream: ByteStream, isFramed: Bool) {
        self.exchange = exchange
        self.stream = stream
        self.isFramed = isFramed
    }

    func next() async throws -> OutputChunk? {
        while true {
            if let frame = frames.popFirst() {
                if frame.bytes.isEmpty { continue }
                return OutputChunk(source: frame.source, bytes: frame.bytes)
            }
            guard let bytes = try await exchange.nextChunk(of: stream) else { return nil }
            guard isFramed else { return OutputChunk(source: .stdout, bytes: bytes) }
            do {
                frames = try decoder.decode(bytes)[...]
            } catch {
                throw EngineError(.unreadable, operation: exchange.operation, message: "the stream is damaged: \(error)")
            }
        }
    }
}
