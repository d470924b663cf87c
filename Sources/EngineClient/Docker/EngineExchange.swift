import EngineModel
import FoundationEssentials
import HTTPTransport

/// One request to an engine: turns failures of the transport and answers that say no into ``EngineError``.
struct EngineExchange: Sendable {
    let http: HTTPClient
    /// What is asked, as a verb phrase.
    let operation: String

    /// The longest answer that is kept whole. A list of thousands of tasks has about 10 MB.
    private static let longestAnswer = 256 << 20

    /// Sends the request; an answer of 400 or more is thrown with the engine's words.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let response = try await translating { try await http.send(request) }
        // 304 is a container that is already as it was asked to be.
        guard response.status >= 300, response.status != 304 else { return response }
        let body = try await collect(response.body)
        throw EngineError(.refused(status: response.status), operation: operation, message: message(response.status, response.reason, body))
    }

    /// Asks to leave HTTP; an answer that is no stream is thrown with the engine's words.
    func upgrade(_ request: HTTPRequest) async throws -> ByteStream {
        switch try await translating({ try await http.upgrade(request) }) {
        case .stream(_, let stream): return stream
        case .response(let status, let reason, let body):
            throw EngineError(.refused(status: status), operation: operation, message: message(status, reason, body))
        }
    }

    /// The whole body.
    func collect(_ body: ResponseBody) async throws -> [UInt8] {
        try await translating { try await body.collect(limit: Self.longestAnswer) }
    }

    /// The next chunk of a body; nil at its end.
    func nextChunk(of body: ResponseBody) async throws -> [UInt8]? {
        try await translating { try await body.next() }
    }

    /// The next bytes of a stream; nil at its end.
    func nextChunk(of stream: ByteStream) async throws -> [UInt8]? {
        try await translating { try await stream.next() }
    }

    /// Sends bytes on a stream.
    func write(_ bytes: [UInt8], to stream: ByteStream) async throws {
        try await translating { try await stream.write(bytes) }
    }

    /// Reads a JSON answer.
    func decode<Answer: Decodable>(_ bytes: [UInt8], as type: Answer.Type = Answer.self) throws -> Answer {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch let error as DecodingError {
            throw EngineError(.unreadable, operation: operation, message: "the engine's answer is not as expected: \(error.place)")
        }
    }

    /// Runs a part of the exchange and translates what the transport throws.
    private func translating<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as TransportError {
            throw EngineError(reason(for: error), operation: operation, message: "\(error)")
        }
    }

    private func message(_ status: Int, _ reason: String, _ body: [UInt8]) -> String {
        if let answer = try? JSONDecoder().decode(ErrorResponse.self, from: Data(body)) { return answer.message }
        let text = String(decoding: body.prefix(2_000), as: UTF8.self)
        return text.isEmpty ? "the engine answered \(status) \(reason)" : text
    }

    private func reason(for error: TransportError) -> EngineError.Reason {
        switch error {
        case .connectFailed, .connectTimedOut, .clientClosed: .unreachable
        case .responseTimedOut, .overallTimedOut: .timedOut
        case .closedBeforeResponse, .closedInBody, .streamClosed: .interrupted
        case .malformedResponse, .bodyTooLong: .unreadable
        case .invalidRequest: .misconfigured
        }
    }
}

extension DecodingError {
    /// Where the answer is wrong, and how: never its values, which may be secret.
    fileprivate var place: String {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context), .dataCorrupted(let context):
            let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
            return (path.isEmpty ? "" : "\(path): ") + context.debugDescription
        @unknown default: return "unreadable"
        }
    }
}
