/// InfluxDB 1 and 2 (and what speaks the same: VictoriaMetrics, Telegraf's listener).
public struct InfluxSink: HTTPSink {
    /// Where the points go.
    public enum Target: Sendable, Equatable {
        case version1(database: String, retentionPolicy: String? = nil, user: String? = nil, password: String? = nil)
        case version2(organisation: String, bucket: String, token: String)
    }

    private let target: Target
    private let encoder: LineProtocolEncoder

    public init(_ target: Target) {
        self.target = target
        if case .version2 = target { encoder = LineProtocolEncoder(allowsUnsigned: true) } else { encoder = LineProtocolEncoder() }
    }

    public func request(for points: ArraySlice<Point>) -> SinkRequest? {
        guard !points.isEmpty else { return nil }
        var body: [UInt8] = []
        body.reserveCapacity(points.count * 128)
        encoder.encode(points, into: &body)
        return request(body)
    }

    public var probe: SinkRequest { request([]) }

    private func request(_ body: [UInt8]) -> SinkRequest {
        var headers = [(name: "Content-Type", value: "text/plain; charset=utf-8")]
        switch target {
        case .version1(let database, let policy, let user, let password):
            if let user {
                let credentials = Base64.encoded(Array("\(user):\(password ?? "")".utf8))
                headers.append((name: "Authorization", value: "Basic \(credentials)"))
            }
            let rest = policy.map { "&rp=\(PercentEncoding.query($0))" } ?? ""
            return SinkRequest(target: "/write?db=\(PercentEncoding.query(database))\(rest)&precision=ns", headers: headers, body: body)
        case .version2(let organisation, let bucket, let token):
            headers.append((name: "Authorization", value: "Token \(token)"))
            let query = "org=\(PercentEncoding.query(organisation))&bucket=\(PercentEncoding.query(bucket))&precision=ns"
            return SinkRequest(target: "/api/v2/write?\(query)", headers: headers, body: body)
        }
    }

    public func outcome(of response: SinkResponse, for points: ArraySlice<Point>) -> SinkOutcome {
        if let common = HTTPAnswer.common(response) { return common }
        let message = HTTPAnswer.message(response.body)
        // Points older than the retention time can never be stored, whoever sends them: nobody is served by a dead letter.
        if message.contains("beyond retention policy") { return .acceptedExcept(count: Self.dropped(message) ?? 0, cause: message) }
        if points.count == 1 { return .rejected([points.startIndex], cause: message) }
        return .rejectedSomewhere(cause: message)
    }

    /// The number in `... dropped=3`.
    private static func dropped(_ message: String) -> Int? {
        guard let equals = message.lastIndex(of: "=") else { return nil }
        return Int(message[message.index(after: equals)...].prefix { $0.isNumber })
    }
}
