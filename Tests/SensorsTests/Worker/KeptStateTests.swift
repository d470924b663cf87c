import Messaging
import Testing

@testable import Sensors

/// What the broker keeps of a worker that remembers.
@Suite struct KeptStateTests {
    private let worker = Worker("doors", about: "", remembering: PerSeries(StateDuration(), limit: 7)) { seen, point in
        let spell = try seen.update(point) { $0.observe(point.number("open") == 1, at: point.time) }
        return [spell.flatMap { point.derived("opened", [Field("seconds", $0.seconds)], at: $0.end) }].compactMap { $0 }
    }

    private func door(_ isOpen: Double, at second: Int64) throws -> Point {
        let tags = [Tag("device", "door \"é\"/1"), Tag("area", "cellar")]
        return try #require(
            Point(measurement: "opening", tags: tags, fields: [Field("open", isOpen)], time: Instant(nanoseconds: second * 1_000_000_007)))
    }

    @Test func anotherProcessGoesOnWhereTheStateWasKept() throws {
        var first = worker.makeHandler()
        #expect(try first.points(of: door(1, at: 10)).isEmpty)
        let attempt = Attempt(message: "abc", count: 2)
        let kept = try first.kept(attempt: attempt)
        var second = worker.makeHandler()
        #expect(try second.goOn(from: kept) == attempt)
        #expect(try second.points(of: door(0, at: 25)) == first.points(of: door(0, at: 25)))
        #expect(try second.kept(attempt: nil) == first.kept(attempt: nil))
    }

    @Test func numbersThatJSONDoesNotHaveAreKeptToo() throws {
        let values = Worker("values", about: "", remembering: [Double]()) { seen, point in
            seen.append(point.number("open") ?? 0)
            return [point.derived("all", [Field("count", Double(seen.count))], at: point.time)].compactMap { $0 }
        }
        let kept = try KeptState(worker: "values", attempt: nil, state: [.infinity, -.infinity, .nan, 0.1, 2.5e-310]).encoded()
        var handler = values.makeHandler()
        #expect(try handler.goOn(from: kept) == nil)
        #expect(try handler.kept(attempt: nil) == kept)
    }

    @Test(arguments: [
        "", "null", "[]", "{", "{\"worker\":\"doors\"}", "{\"worker\":1,\"state\":{}}", "{\"worker\":\"doors\",\"state\":7}", "\u{0}",
    ])
    func anotherShapeIsAnErrorAndChangesNothing(bytes: String) throws {
        var handler = worker.makeHandler()
        _ = try handler.points(of: door(1, at: 10))
        let before = try handler.kept(attempt: nil)
        #expect(throws: (any Error).self) { try handler.goOn(from: Array(bytes.utf8)) }
        #expect(try handler.kept(attempt: nil) == before)
    }

    @Test func attemptsCountForOneMessageOnly() {
        func delivery(_ body: String, key: String = "k", id: String? = nil, tag: UInt64 = 1) -> Delivery {
            Delivery(
                id: DeliveryID(epoch: ConnectionEpoch(tag), tag: DeliveryTag(tag)), routingKey: key,
                properties: MessageProperties(messageID: id), body: Array(body.utf8), receivedAt: UnixTime(nanoseconds: Int64(tag)))
        }
        let first = Attempt.next(at: delivery("a"), after: nil)
        #expect(first.count == 1)
        #expect(Attempt.next(at: delivery("a", tag: 2), after: first).count == 2)
        for other in [delivery("b"), delivery("a", key: "l"), delivery("a", id: "1"), delivery("", key: "ka")] {
            #expect(Attempt.next(at: other, after: first).count == 1)
        }
    }
}
