import HTTPTransport

/// Cuts a body into lines at line feeds.
actor LineReader {
    private let exchange: EngineExchange
    private let body: ResponseBody
    private var rest: [UInt8] = []
    private var isAtEnd = false

    /// The longest line; more is an engine gone wrong.
    private static let longestLine = 16 << 20

    init(exchange: EngineExchange, body: ResponseBody) {
        self.exchange = exchange
        self.body = body
    }

    /// The next line without its end; nil at the end of the body. The last line need not end in a line feed.
    func next() async throws -> [UInt8]? {
        var searched = 0
        while true {
            if let end = rest[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(rest[..<end])
                rest.removeSubrange(...end)
                return line
            }
            if isAtEnd { return takeRest() }
            searched = rest.count
            guard searched <= Self.longestLine else {
                throw EngineError(.unreadable, operation: exchange.operation, message: "a line is longer than \(Self.longestLine) bytes")
            }
            if let chunk = try await exchange.nextChunk(of: body) { rest += chunk } else { isAtEnd = true }
        }
    }

    private func takeRest() -> [UInt8]? {
        defer { rest = [] }
        return rest.isEmpty ? nil : rest
    }
}
