import HTTPTransport

/// Reads a log stream as lines, asking the engine for more only when it has given all it got.
actor LogReader {
    private enum Framing {
        case framed(LogFrameDecoder)
        /// Of a container with a terminal: bare output, cut at line feeds.
        case raw(LineReader)
    }

    private let exchange: EngineExchange
    private let body: ResponseBody
    private var framing: Framing
    private var parser = LogLineParser()
    private var lines: ArraySlice<LogLine> = []
    private var isAtEnd = false

    init(exchange: EngineExchange, body: ResponseBody, isFramed: Bool) {
        self.exchange = exchange
        self.body = body
        framing = isFramed ? .framed(LogFrameDecoder()) : .raw(LineReader(exchange: exchange, body: body))
    }

    /// The next line; nil at the end.
    func next() async throws -> LogLine? {
        while true {
            if let line = lines.popFirst() { return line }
            if isAtEnd { return nil }
            lines = try await fetch()[...]
        }
    }

    private func fetch() async throws -> [LogLine] {
        switch framing {
        case .raw(let reader):
            guard let line = try await reader.next() else { return end() }
            return parser.parse(line + [UInt8(ascii: "\n")], from: .stdout)
        case .framed(var decoder):
            guard let chunk = try await exchange.nextChunk(of: body) else {
                try readable { () throws(LogFrameDecoder.Failure) in try decoder.finish() }
                return end()
            }
            let frames = try readable { () throws(LogFrameDecoder.Failure) in try decoder.decode(chunk) }
            framing = .framed(decoder)
            return frames.flatMap { parser.parse($0.bytes, from: $0.source) }
        }
    }

    private func end() -> [LogLine] {
        isAtEnd = true
        return parser.finish()
    }

    private func readable<Value>(_ body: () throws(LogFrameDecoder.Failure) -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            throw EngineError(.unreadable, operation: exchange.operation, message: "the log stream is damaged: \(error)")
        }
    }
}
