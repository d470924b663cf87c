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
        let isCancelled = Task.isCancelled
        let answer: [Delivery]?? = state.withLock { state in
            if isCancelled { return .some(nil) }
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

    // MARK: The reader's side

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
        state.withLock { state in
            state.liveEpochs.remove(old)
            if let new { state.liveEpochs.insert(new) }
            state.ready.removeAll { $0.id.epoch == old }
        }
    }

    /// Takes back what nobody has taken yet.
    func withdraw() { state.withLock { $0.ready = [] } }

    func isLive(_ epoch: ConnectionEpoch) -> Bool { state.withLock { $0.liveEpochs.contains(epoch) } }

    func report(_ status: ConsumerStatus) { state.withLock { $0.status = status } }

    func finish() {
        let (waiters, enders) = state.withLock { state in
            state.isFinished = true
            defer {
                state.waiters = []
                state.enders = []
            }
            return (state.waiters, state.enders)
        }
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
