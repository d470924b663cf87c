import EngineModel
import FoundationEssentials
import HTTPTransport

/// How long an engine may think about an answer.
enum Patience {
    /// For what the engine knows itself.
    static let usual = TimeLimits(responseHead: .seconds(60))
    /// For what makes the engine ask a registry: it pins the images of services by itself.
    static let registry = TimeLimits(responseHead: .seconds(300))
    /// For streams whose head comes with their first value, which may be never.
    static let endless = TimeLimits(responseHead: nil)
}

extension DockerEngine {
    /// Asks for a value.
    func get<Answer: Decodable>(_ path: String, _ query: QueryString = QueryString(), to operation: String) async throws -> Answer {
        let (exchange, bytes) = try await perform(.get, path, query, to: operation)
        return try exchange.decode(bytes)
    }

    /// Asks for a list that matches; the engine may say null for an empty one.
    func list<Element: Decodable>(
        _ path: String, matching filters: ObjectFilters, _ query: QueryString = QueryString(), to operation: String
    ) async throws -> [Element] {
        var query = query
        if !filters.values.isEmpty { query.add("filters", try JSONText.encode(filters.values)) }
        let answer: [Element]? = try await get(path, query, to: operation)
        return answer ?? []
    }

    /// Sends a value and asks for another.
    func post<Answer: Decodable>(
        _ path: String, _ query: QueryString = QueryString(), fields: HTTPFields = [:], body: some Encodable,
        limits: TimeLimits = Patience.usual, to operation: String
    ) async throws -> Answer {
        let bytes = try JSONText.encodeBytes(body)
        let (exchange, answer) = try await perform(.post, path, query, fields: fields, body: bytes, limits: limits, to: operation)
        return try exchange.decode(answer)
    }

    /// Sends a value; the answer has no content.
    func post(_ path: String, _ query: QueryString, body: some Encodable, to operation: String) async throws {
        _ = try await perform(.post, path, query, body: try JSONText.encodeBytes(body), to: operation)
    }

    /// Removes an object.
    func delete(_ path: String, to operation: String) async throws {
        _ = try await perform(.delete, path, QueryString(), to: operation)
    }

    /// Opens a stream.
    func open(
        _ method: HTTPRequest.Method, _ path: String, _ query: QueryString, fields: HTTPFields = [:], body: RequestBody = .none,
        to operation: String
    ) async throws -> (EngineExchange, HTTPResponse) {
        let exchange = EngineExchange(http: streams, operation: operation)
        let request = HTTPRequest(method, try await target(path, query), fields: fields, body: body, limits: Patience.endless)
        return (exchange, try await exchange.send(request))
    }

    /// One request whose answer is read whole.
    func perform(
        _ method: HTTPRequest.Method, _ path: String, _ query: QueryString, fields: HTTPFields = [:], body: [UInt8]? = nil,
        limits: TimeLimits = Patience.usual, over client: HTTPClient? = nil, to operation: String
    ) async throws -> (EngineExchange, [UInt8]) {
        let exchange = EngineExchange(http: client ?? http, operation: operation)
        var fields = fields
        if body != nil, fields["Content-Type"] == nil { fields.add("Content-Type", "application/json") }
        let target = try await target(path, query)
        var limits = limits
        limits.overall = patience ?? limits.overall
        let request = HTTPRequest(method, target, fields: fields, body: body.map(RequestBody.bytes) ?? .none, limits: limits)
        return (exchange, try await exchange.collect(try await exchange.send(request).body))
    }

    /// The target of a request, with the version that is spoken.
    func target(_ path: String, _ query: QueryString) async throws -> String {
        "/v\(try await negotiation.version())\(path)\(query.text)"
    }
}

/// Values as JSON text, the same text for the same value.
enum JSONText {
    static func encodeBytes(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    static func encode(_ value: some Encodable) throws -> String { String(decoding: try encodeBytes(value), as: UTF8.self) }
}
