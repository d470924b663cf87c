import Foundation
import Sensors
import Testing

/// Every message of the corpus against what the Python reference decoder says of it.
@Suite("Reference corpus")
struct ReferenceCorpusTests {
    @Test("every message decodes to what the reference says")
    func corpus() throws {
        let cases = try Reference.cases()
        let expectations = try Reference.expectations()
        try #require(cases.count == expectations.count && cases.count > 200)
        let options = DecodingOptions(zone: try #require(LocalZone(posix: "CET-1CEST,M3.5.0,M10.5.0/3")))
        var decoder = SensorDecoder(options: options)
        for (message, expected) in zip(cases, expectations) {
            #expect(message.name == expected.name)
            let actual = Reference.outcome(of: message, &decoder)
            #expect(actual.outcome == expected.outcome && actual.detail == expected.detail, "\(expected.name): \(actual)")
            let wanted = (expected.points ?? []).sorted { $0.key < $1.key }
            let found = actual.points.sorted { $0.key < $1.key }
            #expect(found.count == wanted.count, "\(expected.name)")
            for (one, other) in zip(found, wanted) {
                #expect(one.matches(other), "\(expected.name): found \(one), expected \(other)")
            }
        }
    }

    @Test("every format and most rules and reasons occur in the corpus")
    func coverage() throws {
        let expectations = try Reference.expectations()
        let sources = Set(expectations.flatMap { $0.points ?? [] }.compactMap { $0.tags["source"] })
        #expect(sources == Set(PayloadFormat.allCases.map(\.rawValue)))
        let reasons = Set(expectations.filter { $0.outcome == "dead" }.compactMap(\.detail))
        #expect(reasons == ["undecodable", "schema", "no-metrics", "unsupported-envelope", "future-time"])
    }
}

/// Files beside these tests.
enum Reference {
    struct Case: Decodable {
        let name: String
        let key: String
        let body: String?
        let base64: String?
        let encoding: String?
        let id: String?
        let timestamp: Int64?
        let received: Int64
        let headers: [String: Header]?

        var message: SensorMessage {
            SensorMessage(
                routingKey: key, body: body.map { Array($0.utf8) } ?? base64.flatMap { Data(base64Encoded: $0) }.map { Array($0) } ?? [],
                contentEncoding: encoding, messageID: id, timestamp: timestamp, headers: .init((headers ?? [:]).mapValues(\.value)),
                receivedAt: Instant(nanoseconds: received))
        }
    }

    struct Header: Decodable {
        let value: SensorMessage.HeaderValue

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let integer = try? container.decode(Int64.self) {
                value = .integer(integer)
            } else {
                value = .text(try container.decode(String.self))
            }
        }
    }

    struct Expectation: Decodable {
        let name: String
        let outcome: String
        let detail: String?
        let points: [Entry]?
    }

    struct Value: Decodable, Equatable {
        var double: Double?
        var integer: Int64?
        var unsigned: UInt64?
        var boolean: Bool?
        var text: String?

        func matches(_ other: Value) -> Bool {
            guard let double, let wanted = other.double else { return self == other }
            return double == wanted || abs(double - wanted) <= 1e-12 * max(abs(double), abs(wanted))
        }
    }

    struct Entry: Decodable {
        let measurement: String
        let tags: [String: String]
        let time: Int64
        let fields: [String: Value]

        var key: String { "\(measurement) \(tags.sorted { $0.key < $1.key }) \(time) \(fields.keys.sorted())" }

        func matches(_ other: Entry) -> Bool {
            measurement == other.measurement && tags == other.tags && time == other.time && fields.count == other.fields.count
                && fields.allSatisfy { name, value in other.fields[name].map { value.matches($0) } ?? false }
        }
    }

    struct Actual {
        var outcome: String
        var detail: String?
        var points: [Entry] = []
    }

    static func cases() throws -> [Case] { try rows("corpus") }
    static func expectations() throws -> [Expectation] { try rows("expected") }

    private static func rows<Row: Decodable>(_ name: String) throws -> [Row] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Reference/\(name).jsonl")
        return try Data(contentsOf: file).split(separator: 0x0A).map { try JSONDecoder().decode(Row.self, from: $0) }
    }

    /// Decodes as a worker would, remembering announcements.
    static func outcome(of item: Case, _ decoder: inout SensorDecoder) -> Actual {
        let message = item.message
        do {
            switch try decoder.decode(message) {
            case .ignored(let rule): return Actual(outcome: "ignored", detail: rule.rawValue)
            case .announcement(let announcement):
                decoder.catalog.note(announcement)
                return Actual(outcome: "announcement", detail: announcement.stateTopic)
            case .readings(let readings):
                let points = try decoder.points(of: readings, from: message)
                return Actual(outcome: "points", detail: nil, points: points.map(entry))
            }
        } catch {
            return Actual(outcome: "dead", detail: error.reason.rawValue)
        }
    }

    private static func entry(_ point: Point) -> Entry {
        Entry(
            measurement: point.measurement, tags: Dictionary(uniqueKeysWithValues: point.tags.map { ($0.name, $0.value) }),
            time: point.time.nanoseconds, fields: Dictionary(uniqueKeysWithValues: point.fields.map { ($0.name, value($0.value)) }))
    }

    private static func value(_ value: FieldValue) -> Value {
        switch value {
        case .double(let value): Value(double: value)
        case .integer(let value): Value(integer: value)
        case .unsigned(let value): Value(unsigned: value)
        case .boolean(let value): Value(boolean: value)
        case .text(let value): Value(text: value)
        }
    }
}
