/// An OpenTelemetry collector over OTLP/HTTP with JSON.
///
/// The specification allows another try only for 429, 502, 503 and 504; a partial success must not be sent again.
public struct OTLPSink: HTTPSink {
    private let encoder: OTLPEncoder
    private let path: String
    private let headers: [(name: String, value: String)]

    public init(_ encoder: OTLPEncoder = OTLPEncoder(), path: String = "/v1/metrics", headers: [(name: String, value: String)] = []) {
        self.encoder = encoder
        self.path = path
        self.headers = headers
    }

    public func request(for points: ArraySlice<Point>) -> SinkRequest? {
        encoder.body(of: points).map(request)
    }

    public var probe: SinkRequest { request(Array("{\"resourceMetrics\":[]}".utf8)) }

    private func request(_ body: [UInt8]) -> SinkRequest {
        SinkRequest(target: path, headers: [(name: "Content-Type", value: "application/json")] + headers, body: body)
    }

    public func outcome(of response: SinkResponse, for points: ArraySlice<Point>) -> SinkOutcome {
        if response.status == 200, let root = try? JSONDocument(response.body).root, let partial = root["partialSuccess"] {
            let rejected = partial["rejectedDataPoints"]
            let count = rejected?.integer ?? rejected?.string.flatMap { Int64($0) } ?? 0
            if count > 0 { return partly(Int(clamping: count), partial["errorMessage"]?.string ?? "partial success", points) }
        }
        switch response.status {
        case 429, 502, 503, 504: return .retry(after: HTTPAnswer.retryAfter(response), cause: "http.\(response.status)")
        case 500, 501, 505...: return .misconfigured(cause: "http.\(response.status)")
        default: break
        }
        if let common = HTTPAnswer.common(response) { return common }
        let message = HTTPAnswer.message(response.body)
        return points.count == 1 ? .rejected([points.startIndex], cause: message) : .rejectedSomewhere(cause: message)
    }

    private func partly(_ count: Int, _ message: String, _ points: ArraySlice<Point>) -> SinkOutcome {
        points.count == 1 ? .rejected([points.startIndex], cause: message) : .acceptedExcept(count: count, cause: message)
    }
}
