import Sensors
import Testing

@Suite("Sinks' answers")
struct SinkOutcomeTests {
    static let influxAnswers: [(Int, String?, String, SinkOutcome)] = [
        (204, nil, "", .accepted), (200, nil, "", .accepted), (401, nil, "", .misconfigured(cause: "http.401")),
        (403, nil, "", .misconfigured(cause: "http.403")), (404, nil, "", .misconfigured(cause: "http.404")),
        (302, nil, "", .misconfigured(cause: "http.302")), (413, nil, "", .tooLarge), (429, "7", "", .retry(after: 7, cause: "http.429")),
        (503, "99999", "", .retry(after: 600, cause: "http.503")), (503, "soon", "", .retry(after: nil, cause: "http.503")),
        (500, nil, "", .retry(after: nil, cause: "http.500")), (408, "-1", "", .retry(after: nil, cause: "http.408")),
        (
            400, nil, #"{"error":"partial write: field type conflict: x dropped=1"}"#,
            .rejectedSomewhere(cause: "partial write: field type conflict: x dropped=1")
        ),
        (
            400, nil, #"{"error":"partial write: points beyond retention policy dropped=2"}"#,
            .acceptedExcept(count: 2, cause: "partial write: points beyond retention policy dropped=2")
        ),
        (422, nil, #"{"code":"x","message":"some rejected"}"#, .rejectedSomewhere(cause: "some rejected")),
        (400, nil, "plain\ntext", .rejectedSomewhere(cause: "plain text")),
    ]

    @Test("InfluxDB", arguments: influxAnswers)
    func influx(status: Int, retryAfter: String?, body: String, outcome: SinkOutcome) throws {
        let points = try EncoderTests.points()
        let headers = retryAfter.map { [(name: "retry-AFTER", value: $0)] } ?? []
        let response = SinkResponse(status: status, headers: headers, body: Array(body.utf8))
        let sink = InfluxSink(.version2(organisation: "o", bucket: "b", token: "t"))
        #expect(sink.outcome(of: response, for: points[...]) == outcome)
    }

    @Test("a refused batch of one names its point")
    func single() throws {
        let point = try EncoderTests.points()[1...]
        let sink = InfluxSink(.version1(database: "home"))
        #expect(sink.outcome(of: SinkResponse(status: 400, body: Array("bad".utf8)), for: point) == .rejected([1], cause: "bad"))
    }

    @Test("requests are addressed and signed")
    func requests() throws {
        let points = try EncoderTests.points()
        let first = InfluxSink(.version1(database: "my db", retentionPolicy: "a&b", user: "u", password: "p:ß")).request(for: points[...])
        #expect(first?.target == "/write?db=my%20db&rp=a%26b&precision=ns")
        #expect(first?.headers.last?.value == "Basic dTpwOsOf")
        let second = InfluxSink(.version2(organisation: "o/1", bucket: "b", token: "T")).request(for: points[...])
        #expect(second?.target == "/api/v2/write?org=o%2F1&bucket=b&precision=ns" && second?.headers.last?.value == "Token T")
    }

    static let otlpAnswers: [(Int, String, SinkOutcome)] = [
        (200, "{}", .accepted), (200, "", .accepted), (200, #"{"partialSuccess":{}}"#, .accepted),
        (200, #"{"partialSuccess":{"rejectedDataPoints":"2","errorMessage":"old"}}"#, .acceptedExcept(count: 2, cause: "old")),
        (503, "", .retry(after: nil, cause: "http.503")), (500, "", .misconfigured(cause: "http.500")),
        (400, #"{"code":3,"message":"no"}"#, .rejectedSomewhere(cause: "no")), (413, "", .tooLarge),
    ]

    @Test("OTLP", arguments: otlpAnswers)
    func otlp(status: Int, body: String, outcome: SinkOutcome) throws {
        let points = try EncoderTests.points()
        #expect(OTLPSink().outcome(of: SinkResponse(status: status, body: Array(body.utf8)), for: points[...]) == outcome)
    }
}
