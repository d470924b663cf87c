import Messaging
import Synchronization

/// Between the reader thread and the tasks: deliveries one way, settlements the other, in batches.
///
/// It is bounded by the prefetch: the broker sends no more than that unsettled.
final class Handover: Sendable {
    /// What the reader is to do.
    enum Intent: Equatable {
        case consume
        /// Hold no messages: they go back to the queue.
        case pause
        /// Take no more messages, and end when all are settled or that time has come.
        case stop(by: MonotonicTime)
    }

    private struct State {
        var ready: [Delivery] = []
        var waiters: [(number: UInt64, continuation: CheckedContinuation<[Delivery]?, Never>)] = []
        var nextWaiter: UInt64 = 0
        var settlements: [(id: DeliveryID, settlement: Settlement)] = []
        var liveEpochs: Set<ConnectionEpoch> = []
        /// What the broker kept of the worker's state when the epoch began.
        var kept: (epoch: ConnectionEpoch, state: [UInt8])?
        var checkpoints: [Checkpoint] = []
        /// Deliveries on their way to another queue.
        var moving: Set<DeliveryID> = []
        var intent = Intent.consume
        var isFinished = false
        var enders: [CheckedContinuation<Void, Never>] = []
        var status = ConsumerStatus()
    }

    private let state = Mutex(State())
    private let wakeup: Wakeup

    init(wakeup: Wakeup) { self.wakeup = wakeup }

    // MARK: The tasks' side

    /// All deliveries that are ready, at least one; `nil` when there will be no more, or the task is cancelled.
    func nextBatch() async -> [Delivery]? {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in wait(number, continuation) }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiters.firstIndex { $0.number == number }.map { state.waiters.remove(at: $0) }
            }
            waiter?.continuation.resume(returning: nil)
        }
    }

    private func wait(_ number: UInt64, _ continuation: CheckedContinuation<[Delivery]?, Never>) {
        let answer: [Delivery]?? = state.withLock { state in
            // Under the lock: a cancellation that comes later finds the waiter.
            if Task.isCancelled { return .some(nil) }
            if !state.ready.isEmpty {
                defer { state.ready = [] }
                return state.ready
            }
            if state.isFinished { return .some(nil) }
            state.waiters.append((number, continuation))
            return nil
        }
        if let answer { continuation.resume(returning: answer) }
    }

    func settle(_ settlements: [(id: DeliveryID, settlement: Settlement)]) {
        let wasEmpty = state.withLock { state in
            defer { state.settlements += settlements }
            return state.settlements.isEmpty
        }
        if wasEmpty { wakeup.signal() }
    }

    /// A stop is never taken back, nor put off.
    func want(_ intent: Intent) {
        state.withLock { state in
            if case .stop = state.intent { return }
            state.intent = intent
        }
        wakeup.signal()
    }

    func finished() async {
        await withCheckedContinuation { continuation in
            let isFinished = state.withLock { state in
                if !state.isFinished { state.enders.append(continuation) }
                return state.isFinished
            }
            if isFinished { continuation.resume() }
        }
    }

    var status: ConsumerStatus { state.withLock { $0.status } }

    /// Has a state kept; one of an epoch that has ended is refused at once.
    func keep(_ checkpoint: Checkpoint) {
        let isTaken = state.withLock { state in
            guard !state.isFinished, state.liveEpochs.contains(checkpoint.epoch) else { return false }
            state.checkpoints.append(checkpoint)
            return true
        }
        if isTaken { wakeup.signal() } else { checkpoint.report(false) }
    }

    /// The state that was kept when that epoch began; nil when there was none.
    func keptState(at epoch: ConnectionEpoch) -> [UInt8]? {
        state.withLock { state in state.kept.flatMap { $0.epoch == epoch ? $0.state : nil } }
    }

    func isMoving(_ delivery: DeliveryID, _ isMoving: Bool) {
        state.withLock { state in
            if isMoving { state.moving.insert(delivery) } else { state.moving.remove(delivery) }
        }
    }

    // MARK: The reader's side

    /// Whether a delivery is on its way to another queue.
    var isMovingAny: Bool { state.withLock { !$0.moving.isEmpty } }

    func takeCheckpoints() -> [Checkpoint] {
        state.withLock { state in
            defer { state.checkpoints = [] }
            return state.checkpoints
        }
    }

    func note(kept state: [UInt8]?, at epoch: ConnectionEpoch) {
        self.state.withLock { $0.kept = state.map { (epoch, $0) } }
    }

    var intent: Intent { state.withLock { $0.intent } }

    func offer(_ deliveries: [Delivery]) {
        let waiter = state.withLock { state -> CheckedContinuation<[Delivery]?, Never>? in
            guard !state.waiters.isEmpty else {
                state.ready += deliveries
                return nil
            }
            return state.waiters.removeFirst().continuation
        }
        waiter?.resume(returning: deliveries)
    }

    func takeSettlements() -> [(id: DeliveryID, settlement: Settlement)] {
        state.withLock { state in
            defer { state.settlements.removeAll(keepingCapacity: true) }
            return state.settlements
        }
    }

    /// Ends an epoch (what nobody has taken yet goes with it) and begins another.
    func replace(_ old: ConnectionEpoch, with new: ConnectionEpoch?) {
        let late = state.withLock { state in
            state.liveEpochs.remove(old)
            if let new { state.liveEpochs.insert(new) }
            state.ready.removeAll { $0.id.epoch == old }
            state.moving = state.moving.filter { $0.epoch != old }
            let late = state.checkpoints.filter { $0.epoch == old }
            state.checkpoints.removeAll { $0.epoch == old }
            return late
        }
        for checkpoint in late { checkpoint.report(false) }
    }

    /// Takes back what nobody has taken yet.
    func withdraw() { state.withLock { $0.ready = [] } }

    func isLive(_ epoch: ConnectionEpoch) -> Bool { state.withLock { $0.liveEpochs.contains(epoch) } }

    func report(_ status: ConsumerStatus) { state.withLock { $0.status = status } }

    func finish() {
        let (waiters, enders, late) = state.withLock { state in
            state.isFinished = true
            defer {
                state.waiters = []
                state.enders = []
                state.checkpoints = []
            }
            return (state.waiters, state.enders, state.checkpoints)
        }
        for checkpoint in late { checkpoint.report(false) }
        for waiter in waiters { waiter.continuation.resume(returning: nil) }
        for ender in enders { ender.resume() }
    }
}

/// Where a consumer stands.
package struct ConsumerStatus: Hashable, Sendable {
    package var isConnected = false
    /// The broker sends messages of the main queue to it.
    package var isAttached = false
    /// Messages that were ready in the main queue when it was attached last.
    package var waitingAtAttach: UInt32 = 0
    /// Settlements of both lanes since the start.
    package var tally = ConsumerTally()

    package init() {}
}

/// The sums of both lanes' `SettlementTally`; at every moment `received` is the sum of the others.
package struct ConsumerTally: Hashable, Sendable {
    package var received: UInt64 = 0
    package var acknowledged: UInt64 = 0
    package var requeued: UInt64 = 0
    package var discarded: UInt64 = 0
    package var returned: UInt64 = 0
    package var inFlight: UInt64 = 0

    package init() {}
}
