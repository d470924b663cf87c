import Messaging
import Testing

/// A ring behind a reference, since `#expect` takes no mutating calls.
private final class Ring {
    private var ring: SettlementRing

    init(_ ring: SettlementRing) { self.ring = ring }

    var tally: SettlementTally { ring.tally }
    var inFlight: Int { ring.inFlight }
    var nextDeadline: MonotonicTime? { ring.nextDeadline }
    func receive(_ tag: DeliveryTag) -> Bool { ring.receive(tag) }
    func begin(_ epoch: ConnectionEpoch) { ring.begin(epoch) }
    func instructions(at now: MonotonicTime) -> [BrokerInstruction] { ring.instructions(at: now) }
    func drain() -> [BrokerInstruction] { ring.drain() }
    func settle(_ id: DeliveryID, _ settlement: Settlement, at now: MonotonicTime) -> SettlementResult {
        ring.settle(id, settlement, at: now)
    }
}

@Suite struct SettlementRingTests {
    private let epoch = ConnectionEpoch(1)
    private let start = MonotonicTime(sinceStart: .zero)

    private func ring(of count: UInt64, run: Int = 4) -> Ring {
        let ring = Ring(SettlementRing(epoch: epoch, policy: .init(run: run, age: .milliseconds(50), patience: .seconds(1))))
        for tag in 1...count { #expect(ring.receive(DeliveryTag(tag))) }
        return ring
    }

    private func id(_ tag: UInt64, epoch: UInt64 = 1) -> DeliveryID {
        DeliveryID(epoch: ConnectionEpoch(epoch), tag: DeliveryTag(tag))
    }

    private func at(_ milliseconds: Int) -> MonotonicTime { start.advanced(by: .milliseconds(milliseconds)) }

    @Test func aFullRunLeavesAtOnceWithOneAcknowledgement() {
        let ring = ring(of: 6)
        for tag in [2, 4, 3, 1] as [UInt64] { #expect(ring.settle(id(tag), .acknowledge, at: start) == .settled) }
        #expect(ring.instructions(at: start) == [.acknowledge(DeliveryTag(4), multiple: true)])
        #expect(ring.instructions(at: start).isEmpty)
        #expect(ring.inFlight == 2)
    }

    @Test func aShortRunWaitsForItsAge() {
        let ring = ring(of: 2)
        _ = ring.settle(id(1), .acknowledge, at: start)
        #expect(ring.instructions(at: at(49)).isEmpty)
        #expect(ring.nextDeadline == at(50))
        #expect(ring.instructions(at: at(50)) == [.acknowledge(DeliveryTag(1), multiple: false)])
        #expect(ring.nextDeadline == nil)
    }

    /// The broker sends no more than the prefetch unacknowledged, and a third of that is at the sink at a time: a longer run would wait for
    /// its age, or for the next batch.
    @Test(arguments: [(1, 1), (2, 1), (10, 3), (64, 21), (300, 32)])
    func runsAreNoLongerThanAThirdOfThePrefetch(prefetch: Int, run: Int) {
        let policy = SettlementRing.Policy().within(prefetch: prefetch)
        #expect(policy == SettlementRing.Policy(run: run))
        var ring = SettlementRing(epoch: ConnectionEpoch(1), policy: policy)
        for tag in 1...UInt64(run) {
            #expect(ring.instructions(at: start).isEmpty && ring.receive(DeliveryTag(tag)))
            _ = ring.settle(id(tag), .acknowledge, at: start)
        }
        #expect(ring.instructions(at: start) == [.acknowledge(DeliveryTag(UInt64(run)), multiple: run > 1)])
    }

    @Test func anOpenHeadHoldsOthersOnlyForAWhile() {
        let ring = ring(of: 3)
        _ = ring.settle(id(2), .acknowledge, at: start)
        _ = ring.settle(id(3), .acknowledge, at: at(500))
        #expect(ring.instructions(at: at(999)).isEmpty)
        #expect(ring.nextDeadline == at(1000))
        #expect(ring.instructions(at: at(1000)) == [.acknowledge(DeliveryTag(2), multiple: false)])
        _ = ring.settle(id(1), .acknowledge, at: at(1001))
        #expect(ring.instructions(at: at(1051)) == [.acknowledge(DeliveryTag(3), multiple: true)])
        #expect(ring.tally.isBalanced && ring.inFlight == 0)
    }

    @Test func aRetryBreaksTheRunAndReturnsWhenItsTimeHasCome() {
        let ring = ring(of: 3)
        for tag in [1, 3] as [UInt64] { _ = ring.settle(id(tag), .acknowledge, at: start) }
        _ = ring.settle(id(2), .requeue(at: at(200)), at: start)
        #expect(ring.instructions(at: at(60)) == [.acknowledge(DeliveryTag(1), multiple: false)])
        #expect(ring.nextDeadline == at(200))
        #expect(
            ring.instructions(at: at(200)) == [.requeue(DeliveryTag(2), multiple: false), .acknowledge(DeliveryTag(3), multiple: false)])
    }

    @Test func aDiscardIsToldByItself() {
        let ring = ring(of: 2)
        _ = ring.settle(id(2), .discard, at: start)
        #expect(ring.instructions(at: start) == [.discard(DeliveryTag(2))])
    }

    @Test(arguments: [Settlement.acknowledge, .discard, .requeue(at: MonotonicTime(sinceStart: .zero))])
    func theFirstSettlementCounts(second: Settlement) {
        let ring = ring(of: 1)
        #expect(ring.settle(id(1), .acknowledge, at: start) == .settled)
        #expect(ring.settle(id(1), second, at: start) == .notInFlight)
        #expect(ring.settle(id(2), second, at: start) == .notInFlight)
        #expect(ring.settle(id(0), second, at: start) == .notInFlight)
        #expect(ring.settle(id(.max), second, at: start) == .notInFlight)
        #expect(ring.settle(id(1, epoch: 2), second, at: start) == .otherEpoch)
    }

    @Test func aNewEpochTurnsOldSettlementsAway() {
        let ring = ring(of: 3)
        _ = ring.settle(id(1), .acknowledge, at: start)
        ring.begin(ConnectionEpoch(2))
        #expect(ring.receive(DeliveryTag(1)))
        #expect(ring.settle(id(1), .acknowledge, at: start) == .otherEpoch)
        #expect(ring.instructions(at: at(5000)).isEmpty)
        #expect(ring.tally.returned == 3 && ring.inFlight == 1 && ring.tally.isBalanced)
    }

    @Test func tagsThatDoNotFollowAreRefused() {
        let ring = ring(of: 3)
        #expect(!ring.receive(DeliveryTag(3)))
        #expect(!ring.receive(DeliveryTag(0)))
        #expect(ring.receive(DeliveryTag(900)))
        #expect(ring.settle(id(900), .acknowledge, at: start) == .settled)
        #expect(ring.settle(id(5), .acknowledge, at: start) == .notInFlight)
    }

    @Test func drainingAcknowledgesWhatIsDoneAndReturnsTheRest() {
        let ring = ring(of: 5)
        for tag in [1, 4] as [UInt64] { _ = ring.settle(id(tag), .acknowledge, at: start) }
        _ = ring.settle(id(3), .requeue(at: at(60_000)), at: start)
        #expect(
            ring.drain() == [
                .acknowledge(DeliveryTag(1), multiple: false), .acknowledge(DeliveryTag(4), multiple: false),
                .requeue(DeliveryTag(5), multiple: true),
            ])
        #expect(ring.settle(id(2), .acknowledge, at: start) == .notInFlight)
        #expect(ring.inFlight == 0 && ring.tally.requeued == 3 && ring.tally.isBalanced)
        #expect(ring.drain().isEmpty)
    }
}
