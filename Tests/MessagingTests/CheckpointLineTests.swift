import Messaging
import Testing

/// What a worker that remembers may settle: nothing before a state that contains it is kept.
@Suite struct CheckpointLineTests {
    private func delivery(_ tag: UInt64) -> Delivery {
        Delivery(
            id: DeliveryID(epoch: ConnectionEpoch(1), tag: DeliveryTag(tag)), routingKey: "k", body: [],
            receivedAt: UnixTime(nanoseconds: 0))
    }

    private func line(_ groups: [ClosedRange<UInt64>]) -> CheckpointLine<String> {
        var line = CheckpointLine<String>()
        for group in groups { line.begin(group.map(delivery), state: "after \(group.upperBound)") }
        return line
    }

    private func tags(_ outcomes: [(delivery: Delivery, outcome: Outcome)]) -> [UInt64] { outcomes.map(\.delivery.id.tag.number) }

    @Test func nothingIsDueBeforeItsGroupAndThoseBeforeAreDone() {
        var line = line([1...2, 3...3])
        line.finish(delivery(3), .accept)
        #expect(line.takeDue() == nil)
        line.finish(delivery(2), .accept)
        #expect(line.takeDue() == nil)
        line.finish(delivery(1), .accept)
        #expect(line.takeDue() == "after 3")
        #expect(tags(line.confirm()) == [2, 1, 3])
        #expect(line.isEmpty)
    }

    @Test func oneStateIsOnItsWayAtATimeAndSettlesOnlyWhatItContains() {
        var line = line([1...1, 2...2])
        line.finish(delivery(1), .accept)
        #expect(line.takeDue() == "after 1")
        line.finish(delivery(2), .reject(RejectReason(.schema)))
        #expect(line.takeDue() == nil)
        #expect(tags(line.confirm()) == [1])
        #expect(!line.isEmpty && line.takeDue() == "after 2")
        #expect(line.confirm().map(\.outcome) == [.reject(RejectReason(.schema))])
        #expect(line.confirm().isEmpty && line.takeDue() == nil)
    }

    @Test func aLostChannelLeavesNothingToSettle() {
        var line = line([1...2])
        line.finish(delivery(1), .accept)
        line.finish(delivery(2), .accept)
        #expect(line.takeDue() == "after 2")
        line.reset()
        #expect(line.isEmpty && line.confirm().isEmpty && line.takeDue() == nil)
        line.finish(delivery(2), .accept)
        #expect(line.takeDue() == nil)
    }

    @Test(arguments: 1...50) func inAnyOrderNothingIsSettledTwiceOrTooEarly(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var line = CheckpointLine<UInt64>()
        var (next, open, settled, done): (UInt64, [UInt64], [UInt64], Set<UInt64>) = (1, [], [], [])
        var kept: UInt64?
        for _ in 0..<400 {
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                let group = next..<(next + UInt64.random(in: 1...5, using: &random))
                line.begin(group.map(delivery), state: group.upperBound - 1)
                open += group
                next = group.upperBound
            case 1, 2:
                guard let index = open.indices.randomElement(using: &random) else { continue }
                let tag = open.remove(at: index)
                done.insert(tag)
                line.finish(delivery(tag), .accept)
            default:
                if let state = kept {
                    let told = tags(line.confirm())
                    #expect(Set(told).isSubset(of: done) && told.allSatisfy { $0 <= state })
                    settled += told
                    kept = nil
                } else if let state = line.takeDue() {
                    #expect((1...state).allSatisfy(done.contains), "a state that contains what is not done")
                    kept = state
                }
            }
        }
        #expect(Set(settled).count == settled.count)
    }
}
