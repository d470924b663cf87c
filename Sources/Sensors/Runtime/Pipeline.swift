import Messaging

/// What is between the broker and the sinks: which deliveries are open, what each sink still has to take, and where everything
/// went. A delivery leaves when every required sink has all of its points, and not before.
actor Pipeline {
    /// What a sink's loop does next.
    enum SinkWork {
        case store(SinkFanout.Batch)
        /// Nothing is due; at that moment something will be.
        case idle(until: Instant?)
        /// There will be no more.
        case finished
    }

    /// How the outside is told; all of these return at once.
    struct Effects: Sendable {
        let settle: @Sendable ([(delivery: Delivery, outcome: Outcome)]) -> Void
        let limitReached: @Sendable (WorkLimit) -> Void
        let pause: @Sendable () -> Void
        let resume: @Sendable () -> Void
        /// Has a state kept that contains deliveries of that epoch, and says later whether it is.
        var keep: @Sendable ([UInt8], ConnectionEpoch, @escaping @Sendable (Bool) -> Void) -> Void = { _, _, report in report(false) }
        /// A state has no bytes: nothing more can be settled.
        var cannotKeep: @Sendable (any Error) -> Void = { _ in }
    }

    private var fanout: SinkFanout
    private var open = NumberedItems<Delivery>()
    private var openSuspects = 0
    private var admitted = 0
    private var surplus: [Delivery] = []
    private var nextNumber: UInt64 = 0
    private var latestEpoch: [Lane: ConnectionEpoch] = [:]
    private var counts = WorkLedger()
    private var sinks: [SinkName: SinkStatus]
    private var isDraining = false
    private var isFinishing = false
    private var isParked = false
    /// For a worker whose state the broker keeps: what is done waits here for that.
    private var line: CheckpointLine<any PointHandler>?
    /// The state that the broker has, where it is known.
    private var keptState: [UInt8]?
    /// A delivery travels alone, and others wait for it.
    private var isUrgent = false
    private var isOver = false
    private let idleBell = Doorbell()
    private let drainedBell = Doorbell()
    private let window: Int
    private let limits: WorkLimits
    private let effects: Effects
    private let started = SystemClock.steady
    private var loops: [Loop]

    /// A sink's loop, and whether it would hear anything new.
    private struct Loop {
        enum State {
            /// On its way here, or at its sink: it asks by itself.
            case busy
            /// Waits for points, or for the moment when those that are there are due.
            case waiting(knowsWhen: Bool)
        }

        let sink: SinkName
        let bell: Doorbell
        var state = State.busy
    }

    /// `window` is how many deliveries the broker lets out at most. With `keepsState` nothing is settled before a state that
    /// contains it is kept.
    init(
        sinks: [ConfiguredSink], batching: SinkFanout.Batching, window: Int, limits: WorkLimits, keepsState: Bool = false,
        effects: Effects
    ) {
        line = keepsState ? CheckpointLine() : nil
        var batching = batching
        // A third of the window is at the sink, a third waits for it, a third is on its way here.
        batching.deliveries = min(batching.deliveries, max(window / 3, 1))
        fanout = SinkFanout(Dictionary(sinks.map { ($0.name, $0.duty) }, uniquingKeysWith: { first, _ in first }), batching: batching)
        self.sinks = Dictionary(
            sinks.map { ($0.name, SinkStatus(isRequired: $0.duty == .required)) }, uniquingKeysWith: { first, _ in first })
        loops = sinks.map { Loop(sink: $0.name, bell: $0.bell) }
        self.window = max(window, 1)
        self.limits = limits
        self.effects = effects
    }

    // MARK: Deliveries in

    /// Counts deliveries in and answers with those to work on. Those beyond `--limit` wait for the end.
    func admit(_ deliveries: [Delivery]) -> [Delivery] {
        forgetLost(deliveries)
        // The end of the connection gives them back, in their order.
        if isDraining, line != nil { return [] }
        counts.received += UInt64(deliveries.count)
        let room = limits.room(after: tally, inFlight: UInt64(open.count + admitted)).map { Int(clamping: $0) } ?? deliveries.count
        surplus += deliveries.dropFirst(room)
        if isDraining { returnSurplus() }
        let taken = Array(deliveries.prefix(room))
        admitted += taken.count
        return taken
    }

    /// Takes over what was admitted, after it was worked on, with the state behind it where that is kept. What is urgent goes to
    /// the sinks at once.
    func take(_ items: [Prepared], at moment: Instant, state: (any PointHandler)? = nil, isUrgent: Bool = false) {
        admitted -= items.count
        self.isUrgent = isUrgent
        if let state { line?.begin(items.map(\.delivery), state: state) }
        var outcomes: [(delivery: Delivery, outcome: Outcome)] = []
        let now = SystemClock.steady
        for item in items {
            nextNumber &+= 1
            fanout.pass(nextNumber)
            switch item.fate {
            case .ignore(let rule):
                counts.ignored[rule, default: 0] += 1
                outcomes.append((item.delivery, .accept))
            case .reject(let reason):
                counts.dead[reason.code, default: 0] += 1
                outcomes.append((item.delivery, .reject(reason)))
            case .store(let points):
                if item.usesArrivalTime { counts.arrivalTimes += 1 }
                counts.points += UInt64(points.count)
                if let last = points.last { counts.lag = moment.seconds(since: last.time) }
                submit(item.delivery, points, at: now)
            }
        }
        conclude(outcomes)
        wakeLoops()
    }

    /// Wakes the loops that have to hear of new points: those that knew of none, and those whose batch leaves now. Under load
    /// points come in hundreds of small groups a second, and a loop that woke for each would do nothing else.
    private func wakeLoops() {
        for index in loops.indices {
            guard case .waiting(let knowsWhen) = loops[index].state else { continue }
            let sink = loops[index].sink
            guard fanout.waiting(for: sink) > 0, !knowsWhen || isPressed || fanout.isFull(sink) else { continue }
            ring(index)
        }
    }

    private func ring(_ index: Int) {
        loops[index].state = .busy
        loops[index].bell.ring()
    }

    private func submit(_ delivery: Delivery, _ points: [Point], at now: Instant) {
        open[nextNumber] = delivery
        if delivery.lane == .suspect { openSuspects += 1 }
        fanout.submit(nextNumber, points, at: now)
    }

    /// A lane that has a new epoch lost all that was open in the old one: the broker has it back.
    private func forgetLost(_ deliveries: [Delivery]) {
        for delivery in deliveries where latestEpoch[delivery.lane].map({ $0 < delivery.id.epoch }) ?? true {
            latestEpoch[delivery.lane] = delivery.id.epoch
            forget { $0.lane == delivery.lane && $0.id.epoch < delivery.id.epoch }
            forgetState()
        }
    }

    private func forget(where picks: (Delivery) -> Bool) {
        let numbers = Set(open.numbers(where: picks))
        guard !numbers.isEmpty else { return }
        for number in numbers { remove(number) }
        fanout.forget(numbers)
        counts.requeued += UInt64(numbers.count)
    }

    @discardableResult private func remove(_ number: UInt64) -> Delivery? {
        guard let delivery = open.removeItem(under: number) else { return nil }
        if delivery.lane == .suspect { openSuspects -= 1 }
        return delivery
    }

    // MARK: Points out

    /// What the loop of a sink does next. A batch leaves early when more cannot come: the whole window is open, a suspect travels alone, the
    /// limit is in hand, or the worker ends.
    func work(for sink: SinkName) -> SinkWork {
        guard let index = loops.firstIndex(where: { $0.sink == sink }) else { return .finished }
        loops[index].state = .busy
        if let batch = fanout.takeBatch(for: sink, at: SystemClock.steady, flush: isPressed) { return .store(batch) }
        if isFinishing { return .finished }
        let due = fanout.nextDue(for: sink)
        loops[index].state = .waiting(knowsWhen: due != nil)
        return .idle(until: due)
    }

    private var isPressed: Bool {
        (line?.count ?? open.count) >= window || openSuspects > 0 || isUrgent || isDraining || isLimitInHand
    }

    /// Whether what is in hand is all that the limit lets in.
    private var isLimitInHand: Bool {
        limits.messages != nil && limits.room(after: tally, inFlight: UInt64(open.count + admitted)) == 0
    }

    /// Takes the verdicts on a batch, one for each point.
    func finish(_ batch: SinkFanout.Batch, _ verdicts: [BatchDelivery.Verdict]) {
        fanout.finish(batch, verdicts)
        conclude([])
    }

    private func conclude(_ decided: [(delivery: Delivery, outcome: Outcome)]) {
        var outcomes = decided
        for (number, settlement) in fanout.takeSettled() {
            guard let delivery = remove(number) else { continue }
            switch settlement {
            case .accepted:
                counts.acknowledged += 1
                outcomes.append((delivery, .accept))
            case .rejected(let sink, let cause):
                counts.dead[.sinkRejected, default: 0] += 1
                outcomes.append((delivery, .reject(RejectReason(.sinkRejected, cause, origin: sink.text))))
            }
        }
        guard !outcomes.isEmpty else { return }
        if line == nil { effects.settle(outcomes) } else { finish(outcomes) }
        if let limit = limits.reached(by: tally) { effects.limitReached(limit) }
    }

    // MARK: The sinks' health

    /// Notes an answer of a sink and how long it took; parked deliveries come back when no required sink is in trouble any more.
    func note(_ sink: SinkName, _ outcome: SinkOutcome, seconds: Double) {
        sinks[sink]?.note(outcome, seconds: seconds, at: SystemClock.steady)
        guard isParked, sinks.values.allSatisfy({ !$0.isRequired || $0.troubledSince == nil }) else { return }
        isParked = false
        effects.resume()
    }

    /// Gives all deliveries back to the broker when a required sink has been in trouble for that long: the broker takes back by
    /// itself what is held for half an hour, and closes the channel. The batch that the sink has stays there as the probe.
    func park(after patience: Duration) {
        guard !isParked, !isDraining else { return }
        let now = SystemClock.steady
        let isTooLong = sinks.values.contains { status in
            status.isRequired && status.troubledSince.map { .seconds(now.seconds(since: $0)) >= patience } ?? false
        }
        guard isTooLong else { return }
        isParked = true
        effects.pause()
        forget { _ in true }
        forgetState()
    }

    // MARK: The end

    /// Sends what is there without waiting for full batches, and gives back what was never worked on.
    func drain() {
        isDraining = true
        returnSurplus()
        for index in loops.indices { ring(index) }
    }

    /// After the broker is gone: what is still open is with it again, and loops end when they have nothing left.
    func finish() {
        forget { _ in true }
        giveUp(admitted)
        forgetState()
        isFinishing = true
        for index in loops.indices { ring(index) }
    }

    private func returnSurplus() {
        guard !surplus.isEmpty else { return }
        if line == nil { effects.settle(surplus.map { ($0, .retry(after: .zero)) }) }
        counts.requeued += UInt64(surplus.count)
        surplus = []
    }

    // MARK: The state that the broker keeps

    private func finish(_ outcomes: [(delivery: Delivery, outcome: Outcome)]) {
        for (delivery, outcome) in outcomes { line?.finish(delivery, outcome) }
        keepNewest()
    }

    /// Has the newest state kept of which all is done; one that the broker has already settles what waits for it.
    private func keepNewest() {
        while let epoch = latestEpoch[.main], let state = line?.takeDue() {
            do {
                let bytes = try state.kept(attempt: nil)
                guard bytes == keptState else {
                    return effects.keep(bytes, epoch) { isKept in Task { await self.note(bytes, isKept: isKept, at: epoch) } }
                }
                settleKept()
            } catch {
                return effects.cannotKeep(error)
            }
        }
    }

    private func note(_ state: [UInt8], isKept: Bool, at epoch: ConnectionEpoch) {
        guard epoch == latestEpoch[.main] else { return }
        guard isKept else {
            // Its connection is gone: all comes again, and begins from what is kept.
            forget { _ in true }
            return forgetState()
        }
        keptState = state
        settleKept()
        keepNewest()
    }

    private func settleKept() {
        guard let outcomes = line?.confirm() else { return }
        effects.settle(outcomes)
        ringWhenIdle()
    }

    private func forgetState() {
        line?.reset()
        keptState = nil
        ringWhenIdle()
    }

    /// Has a state kept while nothing is in hand; whether it is.
    func keep(_ state: [UInt8], at epoch: ConnectionEpoch) async -> Bool {
        keptState = nil
        let effects = effects
        return await withCheckedContinuation { continuation in
            effects.keep(state, epoch) { continuation.resume(returning: $0) }
        }
    }

    /// Waits until nothing is in hand; whether more may be taken on then.
    func isIdleAndOpen() async -> Bool {
        while !isIdle && !isOver { await idleBell.wait() }
        return !isDraining && !isOver
    }

    /// Waits until nothing is in hand, that long at most.
    func drained(within time: Duration) async {
        let end = SystemClock.steady.advanced(bySeconds: time.inSeconds)
        while !isIdle, SystemClock.steady < end {
            await drainedBell.wait(atMost: .seconds(max(0, end.seconds(since: SystemClock.steady))))
        }
    }

    /// Deliveries that were admitted are not worked on after all.
    func giveUp(_ count: Int) {
        admitted -= count
        counts.requeued += UInt64(max(0, count))
    }

    /// Nobody has to wait any more: the broker is gone.
    func release() {
        isOver = true
        idleBell.ring()
    }

    private var isIdle: Bool { open.isEmpty && line?.isEmpty ?? true }

    private func ringWhenIdle() {
        guard isIdle else { return }
        idleBell.ring()
        drainedBell.ring()
    }

    // MARK: Figures

    /// The work so far, for the limits.
    var tally: WorkTally {
        WorkTally(
            messages: counts.acknowledged + counts.deadTotal + counts.ignoredTotal, failures: counts.deadTotal,
            time: .seconds(SystemClock.steady.seconds(since: started)))
    }

    /// Everything that is counted.
    var figures: WorkFigures {
        var ledger = counts
        ledger.inFlight = UInt64(open.count + admitted + surplus.count)
        var statuses = sinks
        for name in statuses.keys { statuses[name]?.dropped = fanout.dropped(by: name) }
        return WorkFigures(ledger: ledger, sinks: statuses, isParked: isParked)
    }

    /// Whether a limit of time or memory is reached.
    func checkLimits(memory: UInt64) {
        var now = tally
        now.memory = memory
        if let limit = limits.reached(by: now) { effects.limitReached(limit) }
    }
}
