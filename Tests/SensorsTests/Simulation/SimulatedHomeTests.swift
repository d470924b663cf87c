import Sensors
import Testing

@Suite struct SimulatedHomeTests {
    private static let start = Instant(nanoseconds: 1_763_692_380_000_000_000)

    private func messages(_ count: Int, seed: UInt64 = 1, poison: Double = 0.2) -> [SimulatedMessage] {
        var home = SimulatedHome(.init(seed: seed, devices: 48, start: Self.start, step: .milliseconds(10), poison: poison))
        return (0..<count).map { _ in home.next() }
    }

    @Test func aSeedRepeatsItself() {
        #expect(messages(500) == messages(500))
        #expect(messages(500) != messages(500, seed: 2))
    }

    @Test func everyFormatOccursAndDecodesToPointsOfItsTime() throws {
        let decoder = SensorDecoder()
        var sources: Set<String> = []
        for message in messages(3000, poison: 0) {
            guard case .readings(let readings) = try decoder.decode(message.message) else {
                Issue.record("\(message.key) has no readings")
                continue
            }
            let points = try decoder.points(of: readings, from: message.message)
            sources.formUnion(points.compactMap { $0.tag("source") })
            #expect(points.allSatisfy { abs($0.time.seconds(since: message.time)) <= 1 }, "\(message.key)")
        }
        #expect(sources == Set(PayloadFormat.allCases.map(\.rawValue)))
    }

    @Test func everyPoisonIsRefusedForTheReasonThatIsForetold() {
        let decoder = SensorDecoder()
        var reasons: Set<Undecodable.Reason> = []
        var kinds: Set<String> = []
        for message in messages(3000, poison: 1) {
            kinds.insert(message.key + String(decoding: message.body.prefix(40), as: UTF8.self) + (message.encoding ?? ""))
            let error = #expect(throws: Undecodable.self) {
                guard case .readings(let readings) = try decoder.decode(message.message) else { return }
                _ = try decoder.points(of: readings, from: message.message)
            }
            #expect(error?.reason == message.deadFor, "\(message.key) \(String(decoding: message.body, as: UTF8.self))")
            if let reason = error?.reason { reasons.insert(reason) }
        }
        #expect(reasons == [.malformed, .schema, .noMetrics, .unsupportedEnvelope, .futureTime] && kinds.count >= 30)
    }

    @Test func noTwoMessagesMakeTheSamePoint() throws {
        let decoder = SensorDecoder()
        var seen: Set<Point> = []
        for message in messages(5000, poison: 0) {
            guard case .readings(let readings) = try decoder.decode(message.message) else { continue }
            for point in try decoder.points(of: readings, from: message.message) {
                let identity = Point(measurement: point.measurement, tags: point.tags, fields: [Field("f", 0.0)], time: point.time)
                #expect(seen.insert(try #require(identity)).inserted, "\(point)")
            }
        }
    }

    @Test func theLedgerIsJSON() throws {
        for message in messages(200) {
            let root = try JSONDocument(message.ledgerLine.dropLast().map { $0 }).root
            #expect(root["name"]?.string == message.name && root["dead"]?.string == message.deadFor?.rawValue)
            #expect(root["received"]?.integer == message.time.nanoseconds)
        }
    }
}
