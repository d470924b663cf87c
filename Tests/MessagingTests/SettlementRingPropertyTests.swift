import Messaging
import Testing

/// Random interleavings of deliver, settle, tell, drain and reconnect against a broker that knows what it may be told.
@Suite struct SettlementRingPropertyTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func nothingIsToldTwiceOrAcrossEpochsOrForgotten(seed: UInt64) throws {
        var run = InterleavedRun(seed: seed)
        for step in 0..<600 {
            run.step()
            #expect(run.violations.isEmpty, "seed \(seed), step \(step): \(run.violations)")
            guard run.violations.isEmpty else { return }
        }
        run.finish()
        #expect(run.violations.isEmpty, "seed \(seed), at the end: \(run.violations)")
        #expect(run.broker.open.isEmpty, "seed \(seed): forgotten \(run.broker.open.keys)")
        #expect(run.ring.inFlight == 0, "seed \(seed)")
    }
}

/// What RabbitMQ does with instructions: an unknown tag is a channel error, `multiple` covers all open tags up to the named one.
private struct ModelBroker {
    var open: [UInt64: UInt64] = [:]  // tag -> the message's number
    var lastTag: UInt64 = 0

    /// The messages that the instruction named, or `nil` where the channel would have been closed.
    mutating func take(_ tag: DeliveryTag, multiple: Bool) -> [UInt64]? {
        guard open[tag.number] != nil else { return nil }
        let tags = multiple ? open.keys.filter { $0 <= tag.number } : [tag.number]
        return tags.compactMap { open.removeValue(forKey: $0) }
    }
}

private struct InterleavedRun {
    private var random: SeededGenerator
    private var now = MonotonicTime(sinceStart: .zero)
    private var epoch = ConnectionEpoch(1)
    private var nextMessage: UInt64 = 0
    /// The settlement that counted, by message.
    private var decided: [UInt64: Settlement] = [:]
    /// Everything ever delivered: ids of past epochs are settled too.
    private var ids: [(id: DeliveryID, message: UInt64)] = []
    private(set) var ring: SettlementRing
    private(set) var broker = ModelBroker()
    private(set) var violations: [String] = []

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        let policy = SettlementRing.Policy(
            run: Int.random(in: 1...40, using: &random), age: .milliseconds(Int.random(in: 0...80, using: &random)),
            patience: .milliseconds(Int.random(in: 0...400, using: &random)))
        ring = SettlementRing(epoch: epoch, policy: policy)
    }

    mutating func step() {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<40: deliver(Int.random(in: 1...12, using: &random))
        case 40..<85: for _ in 0..<8 { settleOne() }
        case 85..<97:
            now = now.advanced(by: .milliseconds(Int.random(in: 0...90, using: &random)))
            tell(ring.instructions(at: now), draining: false)
        case 97..<99: reconnect()
        default: tell(ring.drain(), draining: true)
        }
        if !ring.tally.isBalanced { violations.append("unbalanced \(ring.tally)") }
        if UInt64(broker.open.count) != ring.tally.inFlight { violations.append("in flight differs") }
    }

    /// Settles all that is left and waits long enough.
    mutating func finish() {
        for (id, message) in ids where id.epoch == epoch { settle(id, message, .acknowledge) }
        now = now.advanced(by: .seconds(60))
        tell(ring.instructions(at: now), draining: false)
        if let deadline = ring.nextDeadline { violations.append("still a deadline: \(deadline)") }
    }

    private mutating func deliver(_ count: Int) {
        for _ in 0..<count {
            nextMessage += 1
            broker.lastTag += Int.random(in: 0..<20, using: &random) == 0 ? 2 : 1
            let tag = DeliveryTag(broker.lastTag)
            broker.open[tag.number] = nextMessage
            ids.append((DeliveryID(epoch: epoch, tag: tag), nextMessage))
            if !ring.receive(tag) { violations.append("refused \(tag)") }
        }
    }

    private mutating func settleOne() {
        guard let (id, message) = ids.suffix(120).randomElement(using: &random) else { return }
        switch Int.random(in: 0..<10, using: &random) {
        case 0: settle(id, message, .requeue(at: now.advanced(by: .milliseconds(Int.random(in: 0...300, using: &random)))))
        case 1: settle(id, message, .discard)
        default: settle(id, message, .acknowledge)
        }
    }

    private mutating func settle(_ id: DeliveryID, _ message: UInt64, _ settlement: Settlement) {
        let result = ring.settle(id, settlement, at: now)
        let isOpen = id.epoch == epoch && broker.open[id.tag.number] == message
        let expected: SettlementResult =
            id.epoch != epoch ? .otherEpoch : (isOpen && decided[message] == nil ? .settled : .notInFlight)
        if result != expected { violations.append("\(id) \(settlement): \(result) for \(expected)") }
        if result == .settled { decided[message] = settlement }
    }

    private mutating func tell(_ instructions: [BrokerInstruction], draining: Bool) {
        for instruction in instructions {
            switch instruction {
            case .acknowledge(let tag, let multiple): expect(instruction, broker.take(tag, multiple: multiple)) { $0 == .acknowledge }
            case .discard(let tag): expect(instruction, broker.take(tag, multiple: false)) { $0 == .discard }
            case .requeue(let tag, let multiple):
                let now = now
                expect(instruction, broker.take(tag, multiple: multiple)) { settlement in
                    if draining { return settlement != .acknowledge && settlement != .discard }
                    if case .requeue(let time) = settlement { return time <= now }
                    return false
                }
            }
        }
    }

    private mutating func expect(_ instruction: BrokerInstruction, _ messages: [UInt64]?, _ allows: (Settlement?) -> Bool) {
        guard let messages else { return violations.append("channel error on \(instruction)") }
        for message in messages where !allows(decided[message]) {
            violations.append("\(instruction) took \(message), which was \(String(describing: decided[message]))")
        }
    }

    private mutating func reconnect() {
        epoch = epoch.next
        broker.open = [:]
        broker.lastTag = 0
        ring.begin(epoch)
    }
}
