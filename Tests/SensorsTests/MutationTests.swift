import Messaging
import Sensors
import Testing

/// No message traps a decoder: every format's corpus, broken in every way a seed can think of.
@Suite("Mutated messages")
struct MutationTests {
    static let perFormat = 10_000

    @Test("decode or fail, never trap", arguments: PayloadFormat.allCases)
    func mutations(format: PayloadFormat) throws {
        let seed = UInt64(0x5EED) &+ UInt64(PayloadFormat.allCases.firstIndex(of: format) ?? 0)
        var random = SeededGenerator(seed: seed)
        let cases = try Reference.cases().map(\.message)
        let pinned = SensorDecoder(options: DecodingOptions(format: format, zone: try #require(TimeTests.berlin)))
        let free = SensorDecoder()
        var readings = 0
        var dead = 0
        for round in 0..<Self.perFormat {
            var message = cases[Int(random.next() % UInt64(cases.count))]
            mutate(&message, with: cases, &random)
            do {
                let decoder = round % 2 == 0 ? pinned : free
                if case .readings(let found) = try decoder.decode(message) {
                    readings += 1
                    let points = try decoder.points(of: found, from: message)
                    #expect(points.allSatisfy { point in point.fields.allSatisfy { isSound($0.value) } }, "seed \(seed), round \(round)")
                }
            } catch {
                dead += 1
                #expect((error.offset ?? 0) >= 0 && (error.offset ?? 0) <= max(message.body.count, 262_144), "seed \(seed), round \(round)")
            }
        }
        #expect(readings > 100 && dead > 1000, "seed \(seed): \(readings) readings, \(dead) dead")
    }

    private func isSound(_ value: FieldValue) -> Bool {
        if case .double(let number) = value { return number.isFinite }
        return true
    }

    private static let fragments: [[UInt8]] =
        [
            "null", "NaN", "1e999", "-", "\"", "\\u", "\\ud83d", "[", "]", "{", "}", ",", ":", "=", " ", "\n", "99999999999999999999",
            "1e-999", "true",
        ].map { Array($0.utf8) } + [[0xFF], [0x00], [0xC0, 0x80], [0xED, 0xA0, 0x80]]

    private func mutate(_ message: inout SensorMessage, with cases: [SensorMessage], _ random: inout SeededGenerator) {
        func below(_ limit: Int) -> Int { limit > 0 ? Int(random.next() % UInt64(limit)) : 0 }
        for _ in 0...below(3) {
            let place = below(message.body.count + 1)
            switch below(8) {
            case 0 where place < message.body.count: message.body[place] = UInt8(truncatingIfNeeded: random.next())
            case 1: message.body.removeSubrange(place..<min(message.body.count, place + 1 + below(8)))
            case 2: message.body.insert(contentsOf: Self.fragments[below(Self.fragments.count)], at: place)
            case 3: message.body = Array(message.body.prefix(place))
            case 4: message.body.insert(contentsOf: message.body.prefix(below(64)), at: place)
            case 5: message.routingKey = cases[below(cases.count)].routingKey
            case 6: message.timestamp = Int64(bitPattern: random.next())
            default: message.headers["x-timestamp-ns"] = .integer(Int64(bitPattern: random.next()))
            }
        }
    }
}
