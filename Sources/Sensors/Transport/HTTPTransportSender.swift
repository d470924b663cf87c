package import HTTPTransport

/// Carries sinks' requests over the HTTP/1.1 client that the engine side uses too.
package struct HTTPTransportSender: HTTPSending {
    /// Longest answer that is read; refusals of a whole batch can be long.
    package static let answerLimit = 1_048_576

    private let client: HTTPClient
    private let limits: TimeLimits

    /// One connection is kept: a sink sends one batch at a time. `seconds` bounds a whole exchange.
    package init(to endpoint: Endpoint, seconds: Double = 10) {
        client = HTTPClient(endpoint, maximumConnections: 1)
        let limit = Duration.milliseconds(Int64(min(max(seconds, 0.001), 86_400) * 1000))
        limits = TimeLimits(connect: limit, responseHead: limit, overall: limit)
    }

    package func send(_ request: SinkRequest) async throws(SinkTransportFailure) -> SinkResponse {
        guard let method = HTTPRequest.Method(rawValue: request.method) else { throw .other }
        var fields = HTTPFields()
        for header in request.headers { fields.add(header.name, header.value) }
        do {
            let response = try await client.send(
                HTTPRequest(method, request.target, fields: fields, body: .bytes(request.body), limits: limits))
            let body = try await response.body.collect(limit: Self.answerLimit)
            return SinkResponse(status: response.status, headers: response.fields.entries.map { ($0.name, $0.value) }, body: body)
        } catch {
            throw Self.failure(error)
        }
    }

    private static func failure(_ error: any Error) -> SinkTransportFailure {
        guard let error = error as? TransportError else { return .other }
        switch error {
        case .connectFailed: return .refused
        case .connectTimedOut, .responseTimedOut, .overallTimedOut: return .timedOut
        case .closedBeforeResponse, .closedInBody, .streamClosed: return .reset
        case .malformedResponse, .bodyTooLong, .invalidRequest, .clientClosed: return .other
        }
    }
}
