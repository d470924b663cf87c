import Sensors
import Testing

@Suite("Fan-out to sinks")
struct SinkFanoutTests {
    let start = Instant(nanoseconds: 1_763_692_380_000_000_000)

    private func point(_ value: Double) throws -> Point {
        try #require(Point(measurement: "m", tags: [], fields: [Field("v", .double(value))], time: start))
    }

    @Test("a delivery is accepted only after every required sink accepted all of its points")
    func required() throws {
        var fanout = SinkFanout(["a": .required, "b": .required, "c": .bestEffort(limit: 10)], batching: .init(points: 2, seconds: 1))
        fanout.submit(1, [try point(1), try point(2), try point(3)], at: start)
        let firstTaken = fanout.takeBatch(for: "a", at: start)
        let first = try #require(firstTaken)
        #expect(first.points.count == 2 && fanout.takeBatch(for: "a", at: start) == nil)
        fanout.finish(first, [.accepted, .accepted])
        #expect(fanout.takeBatch(for: "a", at: start.advanced(bySeconds: 0.5)) == nil)
        #expect(fanout.nextDue(for: "a") == start.advanced(bySeconds: 1))
        let secondTaken = fanout.takeBatch(for: "a", at: start.advanced(bySeconds: 1))
        let second = try #require(secondTaken)
        fanout.finish(second, [.accepted])
        #expect(fanout.takeSettled().isEmpty && fanout.openCount == 1)
        while let batch = fanout.takeBatch(for: "b", at: start, flush: true) { fanout.finish(batch, batch.points.map { _ in .accepted }) }
        #expect(fanout.takeSettled().map(\.settlement) == [.accepted] && fanout.openCount == 0)
    }

    @Test("one refused point rejects its delivery and no other")
    func rejection() throws {
        var fanout = SinkFanout(["a": .required])
        fanout.submit(1, [try point(1), try point(2)], at: start)
        fanout.submit(2, [try point(3)], at: start)
        let batchTaken = fanout.takeBatch(for: "a", at: start, flush: true)
        let batch = try #require(batchTaken)
        fanout.finish(batch, [.accepted, .rejected(cause: "bad"), .accepted])
        let settled = fanout.takeSettled()
        #expect(settled.map(\.delivery) == [1, 2] && settled.map(\.settlement) == [.rejected(sink: "a", cause: "bad"), .accepted])
    }

    @Test("a best-effort sink drops its oldest points and delays nobody")
    func bestEffort() throws {
        var fanout = SinkFanout(["c": .bestEffort(limit: 2)])
        for id in 1...5 { fanout.submit(UInt64(id), [try point(Double(id))], at: start) }
        #expect(fanout.takeSettled().count == 5 && fanout.dropped(by: "c") == 3)
        let batchTaken = fanout.takeBatch(for: "c", at: start, flush: true)
        let batch = try #require(batchTaken)
        #expect(batch.points.compactMap { $0.fields.first?.value.number } == [4, 5])
    }

    @Test("random runs settle every delivery once, never before its required sinks answered", arguments: 1...50)
    func property(seed: Int) throws {
        var source = RandomPoints(seed: UInt64(seed))
        var fanout = SinkFanout(
            ["a": .required, "b": .required, "c": .bestEffort(limit: 3)],
            batching: .init(points: 1 + source.below(5), deliveries: 1 + source.below(9), seconds: 1))
        var answered: [UInt64: Int] = [:]
        var sizes: [UInt64: Int] = [:]
        var settled: [UInt64] = []
        var ahead: [(SinkFanout.Batch, SinkName)] = []
        var now = start
        for step in 1...300 {
            now = now.advanced(bySeconds: 0.1)
            if step <= 200 {
                let id = UInt64(step)
                sizes[id] = source.below(4)
                fanout.submit(id, try (0..<(sizes[id] ?? 0)).map { _ in try point(Double(step)) }, at: now)
            }
            let sink: SinkName = ["a", "b", "c"][source.below(3)]
            if let batch = fanout.takeBatch(for: sink, at: now, flush: step > 200) { ahead.append((batch, sink)) }
            if !ahead.isEmpty, source.below(2) == 0 || step > 200 {
                let (batch, sink) = ahead.removeFirst()
                if sink != "c" { for point in batch.points { answered[UInt64(point.fields[0].value.number ?? 0), default: 0] += 1 } }
                fanout.finish(batch, batch.points.map { _ in .accepted })
            }
            for (id, settlement) in fanout.takeSettled() {
                settled.append(id)
                #expect(settlement == .accepted && answered[id, default: 0] == 2 * (sizes[id] ?? 0), "seed \(seed)")
            }
        }
        while fanout.openCount > 0 {
            for sink: SinkName in ["a", "b"] {
                for (batch, _) in ahead { fanout.finish(batch, batch.points.map { _ in .accepted }) }
                ahead = []
                if let batch = fanout.takeBatch(for: sink, at: now, flush: true) {
                    fanout.finish(batch, batch.points.map { _ in .accepted })
                }
            }
        }
        settled += fanout.takeSettled().map(\.delivery)
        #expect(settled.count == 200 && Set(settled).count == 200, "seed \(seed)")
    }

    @Test("what a lost connection forgets is not settled later")
    func forget() throws {
        var fanout = SinkFanout(["a": .required])
        fanout.submit(1, [try point(1)], at: start)
        let batchTaken = fanout.takeBatch(for: "a", at: start, flush: true)
        let batch = try #require(batchTaken)
        fanout.submit(2, [try point(2)], at: start)
        fanout.submit(3, [try point(3)], at: start)
        fanout.forget([1, 2])
        fanout.finish(batch, [.accepted])
        #expect(fanout.takeSettled().isEmpty && fanout.openCount == 1)
        #expect(fanout.takeBatch(for: "a", at: start, flush: true)?.points == [try point(3)])
    }
}
