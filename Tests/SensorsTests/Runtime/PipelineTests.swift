import Messaging
import Synchronization
import TestSupport
import Testing

@testable import Sensors

/// What the pipeline tells the broker, without one.
@Suite struct PipelineTests {
    /// Remembers the effects of a pipeline.
    final class Broker: Sendable {
        private let state = Mutex<(outcomes: [DeliveryID: [Outcome]], limits: [WorkLimit], said: [String])>(([:], [], []))
        private let kept = Mutex<(states: [String], reports: [@Sendable (Bool) -> Void])>(([], []))

        /// The states that were to be kept.
        var states: [String] { kept.withLock { $0.states } }

        /// Says of those that wait for it whether they are.
        func report(_ isKept: Bool) {
            let reports = kept.withLock { kept in
                defer { kept.reports = [] }
                return kept.reports
            }
            for report in reports { report(isKept) }
        }

        var effects: Pipeline.Effects {
            Pipeline.Effects(
                settle: { settled in
                    self.state.withLock { state in
                        for (delivery, outcome) in settled { state.outcomes[delivery.id, default: []].append(outcome) }
                    }
                },
                limitReached: { limit in self.state.withLock { $0.limits.append(limit) } },
                pause: { self.state.withLock { $0.said.append("pause") } }, resume: { self.state.withLock { $0.said.append("resume") } },
                keep: { state, _, report in
                    self.kept.withLock { kept in
                        kept.states.append(String(decoding: state, as: UTF8.self))
                        kept.reports.append(report)
                    }
                })
        }
        var outcomes: [DeliveryID: [Outcome]] { state.withLock { $0.outcomes } }
        var limits: [WorkLimit] { state.withLock { $0.limits } }
        var said: [String] { state.withLock { $0.said } }
    }

    private struct Nowhere: PointSink {
        func store(_ points: ArraySlice<Point>) async -> SinkOutcome { .accepted }
        func probe() async -> SinkOutcome { .accepted }
    }

    private let broker = Broker()

    private func pipeline(_ sinks: [SinkName: SinkFanout.Duty] = ["a": .required], window: Int = 100, limits: WorkLimits = WorkLimits())
        -> Pipeline
    {
        Pipeline(
            sinks: sinks.map { ConfiguredSink(name: $0.key, duty: $0.value, sink: Nowhere()) },
            batching: .init(points: 1000, seconds: 3600), window: window, limits: limits, effects: broker.effects)
    }

    private func delivery(_ tag: UInt64, epoch: UInt64 = 1, lane: Lane = .main) -> Delivery {
        Delivery(
            id: DeliveryID(epoch: ConnectionEpoch(epoch), tag: DeliveryTag(tag)), lane: lane, routingKey: "k", body: [],
            receivedAt: UnixTime(nanoseconds: 0))
    }

    private func stored(_ delivery: Delivery) throws -> Prepared {
        let point = Point(measurement: "m", tags: [], fields: [Field("f", Double(delivery.id.tag.number))], time: Instant(nanoseconds: 1))
        return Prepared(delivery: delivery, fate: .store([try #require(point)]))
    }

    @discardableResult private func put(_ deliveries: [Delivery], into pipeline: Pipeline) async throws -> [Delivery] {
        let admitted = await pipeline.admit(deliveries)
        await pipeline.take(try admitted.map(stored), at: Instant(nanoseconds: 1))
        return admitted
    }

    private func batch(_ sink: SinkName, of pipeline: Pipeline) async -> SinkFanout.Batch? {
        if case .store(let batch) = await pipeline.work(for: sink) { batch } else { nil }
    }

    @Test func acceptsOnlyWhenEveryRequiredSinkHasIt() async throws {
        let pipeline = pipeline(["a": .required, "b": .required, "c": .bestEffort(limit: 1)], window: 4)
        try await put([delivery(1), delivery(2)], into: pipeline)
        let a = try #require(await batch("a", of: pipeline))
        await pipeline.finish(a, [.accepted, .accepted])
        #expect(broker.outcomes.isEmpty)
        let b = try #require(await batch("b", of: pipeline))
        await pipeline.finish(b, [.accepted, .rejected(cause: "no")])
        #expect(broker.outcomes[delivery(1).id] == [.accept])
        #expect(broker.outcomes[delivery(2).id] == [.reject(RejectReason(.sinkRejected, "no", origin: "b"))])
        let figures = await pipeline.figures
        #expect(
            figures.ledger.isBalanced && figures.ledger.acknowledged == 1 && figures.ledger.deadTotal == 1 && figures.ledger.inFlight == 0)
        #expect(figures.sinks["c"]?.dropped == 1)
    }

    /// A third of the window is a batch, so that another third can wait and one can be on its way from the broker.
    @Test func aBatchWaitsForCompany() async throws {
        let pipeline = pipeline(window: 9)
        try await put([delivery(1), delivery(2)], into: pipeline)
        #expect(await batch("a", of: pipeline) == nil)
        try await put([delivery(3)], into: pipeline)
        let first = try #require(await batch("a", of: pipeline))
        #expect(first.points.count == 3)
        try await put((4...7).map { delivery($0) }, into: pipeline)
        #expect(await batch("a", of: pipeline) == nil)
        await pipeline.finish(first, [.accepted, .accepted, .accepted])
        #expect(await batch("a", of: pipeline)?.points.count == 4)
    }

    @Test func whenTheWindowIsFullNoneCanCome() async throws {
        let pipeline = pipeline(["a": .required, "b": .required], window: 9)
        try await put((1...7).map { delivery($0) }, into: pipeline)
        for sink: SinkName in ["a", "b"] {
            let all = try #require(await batch(sink, of: pipeline))
            if sink == "a" { await pipeline.finish(all, all.points.map { _ in .accepted }) }
        }
        try await put([delivery(8)], into: pipeline)
        #expect(await batch("a", of: pipeline) == nil)
        try await put([delivery(9)], into: pipeline)
        #expect(await batch("a", of: pipeline)?.points.count == 2)
    }

    /// What is ignored behind a delivery that waits cannot be acknowledged before it, and takes up the window.
    @Test func whatIsIgnoredMeanwhileIsCompany() async throws {
        let pipeline = pipeline(window: 9)
        try await put([delivery(1)], into: pipeline)
        let others = await pipeline.admit([delivery(2), delivery(3)])
        #expect(await batch("a", of: pipeline) == nil)
        await pipeline.take(others.map { Prepared(delivery: $0, fate: .ignore("other-subject")) }, at: Instant(nanoseconds: 1))
        #expect(await batch("a", of: pipeline)?.points.count == 1)
    }

    /// The rest of a limit is no batch, and nothing comes that it could wait for.
    @Test func whenTheLimitIsInHandNoneCanCome() async throws {
        let pipeline = pipeline(window: 9, limits: WorkLimits(messages: 4))
        try await put((1...3).map { delivery($0) }, into: pipeline)
        let first = try #require(await batch("a", of: pipeline))
        await pipeline.finish(first, [.accepted, .accepted, .accepted])
        try await put([delivery(4)], into: pipeline)
        #expect(await batch("a", of: pipeline)?.points.count == 1)
    }

    @Test func aSuspectDoesNotWait() async throws {
        let pipeline = pipeline()
        try await put([delivery(1, lane: .suspect)], into: pipeline)
        #expect(await batch("a", of: pipeline) != nil)
    }

    @Test func whatALostConnectionHeldIsForgottenLaneByLane() async throws {
        let pipeline = pipeline(window: 2)
        try await put([delivery(1), delivery(1, epoch: 2, lane: .suspect)], into: pipeline)
        let old = try #require(await batch("a", of: pipeline))
        try await put([delivery(1, epoch: 3)], into: pipeline)
        await pipeline.finish(old, [.accepted, .accepted])
        #expect(broker.outcomes == [delivery(1, epoch: 2, lane: .suspect).id: [.accept]])
        let ledger = await pipeline.figures.ledger
        #expect(ledger.isBalanced && ledger.requeued == 1 && ledger.inFlight == 1)
    }

    @Test func aLimitTakesNoMoreThanItSays() async throws {
        let pipeline = pipeline(window: 10, limits: WorkLimits(messages: 3))
        let admitted = try await put((1...5).map { delivery($0) }, into: pipeline)
        #expect(admitted.count == 3)
        await pipeline.drain()
        #expect(broker.outcomes[delivery(5).id] == [.retry(after: .zero)] && broker.limits.isEmpty)
        let open = try #require(await batch("a", of: pipeline))
        await pipeline.finish(open, open.points.map { _ in .accepted })
        #expect(broker.limits == [.messages])
        let ledger = await pipeline.figures.ledger
        #expect(ledger.isBalanced && ledger.acknowledged == 3 && ledger.requeued == 2)
    }

    @Test func aSinkThatIsDownForLongParksEverythingAndComesBack() async throws {
        let pipeline = pipeline(window: 2)
        try await put([delivery(1), delivery(2)], into: pipeline)
        let held = try #require(await batch("a", of: pipeline))
        await pipeline.park(after: .zero)
        #expect(broker.said.isEmpty)
        await pipeline.note("a", .retry(after: nil, cause: "down"), seconds: 0)
        await pipeline.park(after: .seconds(3600))
        #expect(broker.said.isEmpty)
        await pipeline.park(after: .zero)
        await pipeline.park(after: .zero)
        #expect(broker.said == ["pause"])
        await pipeline.note("a", .accepted, seconds: 0)
        await pipeline.finish(held, [.accepted, .accepted])
        #expect(broker.said == ["pause", "resume"] && broker.outcomes.isEmpty)
        let ledger = await pipeline.figures.ledger
        #expect(ledger.isBalanced && ledger.requeued == 2 && ledger.inFlight == 0)
    }

    /// A worker that remembers how many points it saw.
    private let counting = Worker("counting", about: "", remembering: 0) { count, point in
        count += 1
        return [point]
    }

    /// A pipeline whose states the fake broker keeps when it is told to.
    private func rememberingPipeline(window: Int = 2, batching: SinkFanout.Batching = .init(points: 1, seconds: 0)) -> Pipeline {
        Pipeline(
            sinks: [ConfiguredSink(name: "a", duty: .required, sink: Nowhere())], batching: batching, window: window,
            limits: WorkLimits(), keepsState: true, effects: broker.effects)
    }

    private func put(_ deliveries: [Delivery], after count: Int, into pipeline: Pipeline) async throws {
        var handler = counting.makeHandler()
        for number in 0..<count {
            let point = Point(measurement: "m", tags: [], fields: [Field("f", Double(number))], time: Instant(nanoseconds: 1))
            _ = try handler.points(of: try #require(point))
        }
        let admitted = await pipeline.admit(deliveries)
        await pipeline.take(try admitted.map(stored), at: Instant(nanoseconds: 1), state: handler)
    }

    @Test func nothingIsSettledBeforeAStateThatContainsItIsKept() async throws {
        let pipeline = rememberingPipeline()
        try await put([delivery(1)], after: 1, into: pipeline)
        try await put([delivery(2)], after: 2, into: pipeline)
        let batches = [await batch("a", of: pipeline)]
        #expect(broker.states.isEmpty)
        for batch in batches { await pipeline.finish(try #require(batch), [.accepted]) }
        #expect(broker.states.count == 1 && broker.states[0].contains("\"state\":1") && broker.outcomes.isEmpty)
        broker.report(true)
        #expect(await eventually { broker.outcomes == [delivery(1).id: [.accept]] })
        await pipeline.finish(try #require(await batch("a", of: pipeline)), [.accepted])
        #expect(broker.states.count == 2 && broker.states[1].contains("\"state\":2"))
        broker.report(true)
        #expect(await eventually { broker.outcomes.count == 2 })
        await pipeline.drained(within: .seconds(300))
        #expect(await pipeline.figures.ledger.isBalanced)
    }

    /// What is stored already is not acknowledged before the rest of its group is.
    @Test func theRestOfAGroupThatFillsTheWindowDoesNotWait() async throws {
        let pipeline = rememberingPipeline(window: 9, batching: .init(points: 7, seconds: 3600))
        try await put((1...9).map { delivery($0) }, after: 1, into: pipeline)
        let first = try #require(await batch("a", of: pipeline))
        #expect(first.points.count == 7)
        await pipeline.finish(first, first.points.map { _ in .accepted })
        #expect(await batch("a", of: pipeline)?.points.count == 2)
    }

    @Test func aStateThatIsLostWithItsConnectionSettlesNothing() async throws {
        let pipeline = rememberingPipeline()
        try await put([delivery(1)], after: 1, into: pipeline)
        await pipeline.finish(try #require(await batch("a", of: pipeline)), [.accepted])
        broker.report(false)
        await pipeline.drained(within: .seconds(300))
        #expect(broker.outcomes.isEmpty)
        try await put([delivery(1, epoch: 2)], after: 1, into: pipeline)
        await pipeline.finish(try #require(await batch("a", of: pipeline)), [.accepted])
        broker.report(true)
        #expect(await eventually { broker.outcomes == [delivery(1, epoch: 2).id: [.accept]] })
    }

    @Test func aStateThatTheBrokerHasAlreadyIsNotPublishedAgain() async throws {
        let pipeline = rememberingPipeline()
        for tag in 1...3 as ClosedRange<UInt64> {
            try await put([delivery(tag)], after: 5, into: pipeline)
            await pipeline.finish(try #require(await batch("a", of: pipeline)), [.accepted])
            if tag == 1 { broker.report(true) }
            #expect(await eventually { broker.outcomes.count == Int(tag) })
        }
        #expect(broker.states.count == 1)
    }

    /// Any order of deliveries, sinks' answers and lost connections keeps the books balanced and settles nothing twice.
    @Test(arguments: 1...30) func theBooksBalance(seed: UInt64) async throws {
        var random = Messaging.SeededGenerator(seed: seed)
        let pipeline = pipeline(["a": .required, "b": .required], window: 8)
        var epoch: UInt64 = 1
        var tag: UInt64 = 0
        var busy: [SinkFanout.Batch] = []
        for _ in 0..<300 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0:
                epoch += 1
                tag = 0
            case 1..<4:
                let news = (0..<UInt64.random(in: 1...3, using: &random)).map { delivery(tag + $0 + 1, epoch: epoch) }
                tag += UInt64(news.count)
                try await put(news, into: pipeline)
            case 4..<7:
                for sink in ["a", "b"] as [SinkName] { if let batch = await batch(sink, of: pipeline) { busy.append(batch) } }
            default:
                guard !busy.isEmpty else { continue }
                let batch = busy.remove(at: Int.random(in: busy.indices, using: &random))
                let verdicts = batch.points.map { _ in Bool.random(using: &random) ? BatchDelivery.Verdict.accepted : .rejected(cause: "x")
                }
                await pipeline.finish(batch, verdicts)
            }
            #expect(await pipeline.figures.ledger.isBalanced)
        }
        #expect(broker.outcomes.values.allSatisfy { $0.count == 1 })
    }
}
