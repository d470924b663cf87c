/// The deliveries of one channel that are not settled at the broker, in the order of their tags.
///
/// Acknowledging each by itself costs about half the throughput, so the settled run at the head leaves with one `multiple`
/// acknowledgement. What stands in between (a delivery still at work, one that waits for its retry) ends the run; behind a head
/// that stays at work for long, settled deliveries leave one by one. Nothing is ever told twice or outside its epoch: RabbitMQ
/// closes a channel on an unknown tag (406), and a tag of an older epoch names another message.
public struct SettlementRing: Sendable {
    /// When settled deliveries are told to the broker.
    public struct Policy: Hashable, Sendable {
        /// A run of this many leaves at once.
        public let run: Int
        /// A shorter run leaves when its first delivery was settled this long ago.
        public let age: Duration
        /// Settled deliveries behind an open one leave one by one when they were settled this long ago.
        public let patience: Duration

        /// Runs of 32, after 50 ms, with a second of patience, unless said otherwise.
        public init(run: Int = 32, age: Duration = .milliseconds(50), patience: Duration = .seconds(1)) {
            self.run = max(1, run)
            self.age = max(.zero, age)
            self.patience = max(.zero, patience)
        }

        /// The same with runs of a third of that many at most: the broker sends no more than `prefetch` unacknowledged, and what is
        /// stored at a time is a third of that. A longer run would wait for its age, or for what is stored next.
        public func within(prefetch: Int) -> Policy {
            Policy(run: min(run, prefetch / 3), age: age, patience: patience)
        }
    }

    private enum State {
        case atWork
        case acknowledged(at: MonotonicTime)
        case discarded
        case waiting(until: MonotonicTime)
        /// Told to the broker already; kept only until the deliveries before it are gone.
        case told
    }

    private struct Slot {
        let tag: DeliveryTag
        var state: State
    }

    public let policy: Policy
    public private(set) var epoch: ConnectionEpoch
    public private(set) var tally = SettlementTally()
    private var slots: [Slot] = []
    /// Slots before this index are done; they are removed in bulk, so that leaving costs no shift per delivery.
    private var head = 0
    private var lastTag = DeliveryTag(0)
    /// How many slots behind `head` want an instruction of their own (retries, discards).
    private var singles = 0
    private var settledRun = 0

    /// An empty ring for that epoch.
    public init(epoch: ConnectionEpoch, policy: Policy = Policy()) {
        self.epoch = epoch
        self.policy = policy
    }

    /// Deliveries not told to the broker yet.
    public var inFlight: Int { Int(clamping: tally.inFlight) }

    /// Ends the epoch: what is open goes back to the broker by itself, and later settlements of it are turned away.
    public mutating func begin(_ next: ConnectionEpoch) {
        tally.returned += tally.inFlight
        tally.inFlight = 0
        slots.removeAll(keepingCapacity: true)
        head = 0
        lastTag = DeliveryTag(0)
        singles = 0
        settledRun = 0
        epoch = next
    }

    /// Takes in a delivery of the present epoch. `false` when the tag does not follow the last one: the broker and we no longer
    /// mean the same thing by a tag, so the channel has to be given up.
    public mutating func receive(_ tag: DeliveryTag) -> Bool {
        guard tag > lastTag else { return false }
        lastTag = tag
        slots.append(Slot(tag: tag, state: .atWork))
        tally.received += 1
        tally.inFlight += 1
        return true
    }

    /// Notes how a delivery leaves; the first settlement counts.
    public mutating func settle(_ id: DeliveryID, _ settlement: Settlement, at now: MonotonicTime) -> SettlementResult {
        guard id.epoch == epoch else { return .otherEpoch }
        guard let index = index(of: id.tag), case .atWork = slots[index].state else { return .notInFlight }
        switch settlement {
        case .acknowledge: slots[index].state = .acknowledged(at: now)
        case .requeue(let time):
            slots[index].state = .waiting(until: time)
            singles += 1
        case .discard:
            slots[index].state = .discarded
            singles += 1
        }
        extendRun()
        return .settled
    }

    /// What is to be told to the broker now, in the order in which it has to be sent.
    public mutating func instructions(at now: MonotonicTime) -> [BrokerInstruction] {
        var found: [BrokerInstruction] = []
        if singles > 0 { tellSingles(at: now, into: &found) }
        extendRun()
        if runIsDue(at: now) { tellRun(into: &found) }
        if let first = firstBehindHead, first.advanced(by: policy.patience) <= now { tellBehindHead(at: now, into: &found) }
        dropTold()
        return found
    }

    /// Everything at once: what is settled is acknowledged, and what is open goes back to the queue. The ring is empty after it.
    public mutating func drain() -> [BrokerInstruction] {
        var found: [BrokerInstruction] = []
        extendRun()
        if settledRun > 0 { tellRun(into: &found) }
        for index in head..<slots.count {
            switch slots[index].state {
            case .acknowledged: tell(index, &found, acknowledging)
            case .discarded: tell(index, &found, discarding)
            case .atWork, .waiting, .told: break
            }
        }
        // All that is left is open: one instruction returns it.
        if let last = slots[head...].last(where: { if case .told = $0.state { false } else { true } }) {
            found.append(.requeue(last.tag, multiple: true))
            tally.requeued += tally.inFlight
            tally.inFlight = 0
        }
        slots.removeAll(keepingCapacity: true)
        head = 0
        singles = 0
        settledRun = 0
        return found
    }

    /// When ``instructions(at:)`` has something to say if nothing else happens; `nil` for not at all.
    public var nextDeadline: MonotonicTime? {
        var deadline: MonotonicTime?
        func consider(_ time: MonotonicTime) { deadline = deadline.map { min($0, time) } ?? time }
        if settledRun > 0, case .acknowledged(let time) = slots[head].state { consider(time.advanced(by: policy.age)) }
        if let first = firstBehindHead { consider(first.advanced(by: policy.patience)) }
        guard singles > 0 else { return deadline }
        for slot in slots[head...] {
            if case .waiting(let time) = slot.state { consider(time) }
            if case .discarded = slot.state { consider(MonotonicTime(sinceStart: .zero)) }
        }
        return deadline
    }
}

// MARK: - The parts of a round of instructions

extension SettlementRing {
    private func index(of tag: DeliveryTag) -> Int? {
        guard head < slots.count, tag >= slots[head].tag, tag <= lastTag else { return nil }
        // RabbitMQ counts without gaps, so the first guess is right; the search is for brokers that do not.
        let distance = tag.number - slots[head].tag.number
        if distance < UInt64(slots.count - head), slots[head + Int(distance)].tag == tag { return head + Int(distance) }
        var low = head
        var high = slots.count
        while low < high {
            let middle = (low + high) / 2
            if slots[middle].tag < tag { low = middle + 1 } else { high = middle }
        }
        return low < slots.count && slots[low].tag == tag ? low : nil
    }

    /// The run that one `multiple` acknowledgement covers: settled, or told already.
    private mutating func extendRun() {
        while head + settledRun < slots.count {
            switch slots[head + settledRun].state {
            case .acknowledged: settledRun += 1
            case .told where settledRun > 0: settledRun += 1
            case .told: head += 1
            case .atWork, .waiting, .discarded: return
            }
        }
    }

    private func runIsDue(at now: MonotonicTime) -> Bool {
        guard settledRun > 0, case .acknowledged(let first) = slots[head].state else { return false }
        return settledRun >= policy.run || first.advanced(by: policy.age) <= now
    }

    private mutating func tellRun(into found: inout [BrokerInstruction]) {
        let run = slots[head..<(head + settledRun)]
        let open = run.filter { if case .acknowledged = $0.state { true } else { false } }
        if let last = open.last { found.append(.acknowledge(last.tag, multiple: open.count > 1)) }
        tally.acknowledged += UInt64(open.count)
        tally.inFlight -= UInt64(open.count)
        head += settledRun
        settledRun = 0
    }

    private mutating func tellSingles(at now: MonotonicTime, into found: inout [BrokerInstruction]) {
        for index in head..<slots.count {
            switch slots[index].state {
            case .discarded: tell(index, &found, discarding)
            case .waiting(let time) where time <= now: tell(index, &found, requeueing)
            case .atWork, .acknowledged, .waiting, .told: continue
            }
            singles -= 1
        }
    }

    /// When the first delivery behind an open head was settled. Settlements come in any order, so this is where the list is
    /// searched; it is as long as the prefetch at most.
    private var firstBehindHead: MonotonicTime? {
        var first: MonotonicTime?
        for slot in slots[min(head + settledRun, slots.count)...] {
            guard case .acknowledged(let time) = slot.state else { continue }
            first = first.map { min($0, time) } ?? time
        }
        return first
    }

    private mutating func tellBehindHead(at now: MonotonicTime, into found: inout [BrokerInstruction]) {
        for index in (head + settledRun)..<slots.count {
            guard case .acknowledged(let time) = slots[index].state, time.advanced(by: policy.patience) <= now else { continue }
            tell(index, &found, acknowledging)
        }
    }

    private func acknowledging(_ tag: DeliveryTag) -> BrokerInstruction { .acknowledge(tag, multiple: false) }
    private func requeueing(_ tag: DeliveryTag) -> BrokerInstruction { .requeue(tag, multiple: false) }
    private func discarding(_ tag: DeliveryTag) -> BrokerInstruction { .discard(tag) }

    private mutating func tell(_ index: Int, _ found: inout [BrokerInstruction], _ instruction: (DeliveryTag) -> BrokerInstruction) {
        let said = instruction(slots[index].tag)
        found.append(said)
        slots[index].state = .told
        tally.inFlight -= 1
        switch said {
        case .acknowledge: tally.acknowledged += 1
        case .requeue: tally.requeued += 1
        case .discard: tally.discarded += 1
        }
    }

    private mutating func dropTold() {
        extendRun()
        guard head > 256, head > slots.count / 2 else { return }
        slots.removeSubrange(..<head)
        head = 0
    }
}
