import Messaging
import RabbitMQ

/// Takes in the deliveries of a worker whose state the broker keeps: in the order of their queue, and each connection from the
/// state that was kept when it began.
///
/// What comes again after a crash is read alone, each message with an attempt written down first: a message that takes its reader
/// down is known by that, its neighbours never are, and none passes another.
struct RememberingIntake {
    private let broker: Broker
    private let pipeline: Pipeline
    private let log: WorkerLog
    /// How often a message may take its reader down, alone.
    private let attempts: Int
    private var preparation: Preparation
    private var epoch: ConnectionEpoch?
    private var lastAttempt: Attempt?
    /// What comes again may be what ended the process before this one. After a connection of this process broke, it is not.
    private var isCareful = true

    init(broker: Broker, pipeline: Pipeline, preparation: Preparation, attempts: Int, log: WorkerLog) {
        self.broker = broker
        self.pipeline = pipeline
        self.preparation = preparation
        self.attempts = attempts
        self.log = log
    }

    /// Until the broker has no more.
    mutating func run() async {
        while let batch = await broker.nextBatch() {
            guard let epoch = batch.first?.id.epoch else { continue }
            if epoch != self.epoch { begin(epoch) }
            var rest = await pipeline.admit(batch)[...]
            while isCareful, let next = rest.first, next.isRedelivered, await readAlone(next) { rest.removeFirst() }
            guard rest.first.map({ !isCareful || !$0.isRedelivered }) ?? true else {
                await pipeline.giveUp(rest.count)
                continue
            }
            if !rest.isEmpty {
                isCareful = false
                await take(Array(rest), isUrgent: false)
            }
        }
    }

    private mutating func begin(_ epoch: ConnectionEpoch) {
        if self.epoch != nil { isCareful = false }
        self.epoch = epoch
        do {
            lastAttempt = try preparation.goOn(from: broker.keptState(at: epoch))
        } catch {
            log.say(.warning, "the state that was kept has another shape than this worker's; beginning anew (\(error))")
        }
    }

    private mutating func take(_ deliveries: [Delivery], isUrgent: Bool) async {
        let items = deliveries.map { preparation.prepare($0) }
        await pipeline.take(items, at: SystemClock.wall, state: preparation.handler, isUrgent: isUrgent)
    }

    /// Whether it was read; not when the worker ends or the connection is gone.
    private mutating func readAlone(_ delivery: Delivery) async -> Bool {
        guard await pipeline.isIdleAndOpen() else { return false }
        let attempt = Attempt.next(at: delivery, after: lastAttempt)
        if attempt.count > attempts {
            let reason = RejectReason(.redeliveryLimit, "its reader stopped \(attempts) times while it had only this message")
            let item = Prepared(delivery: delivery, fate: .reject(reason))
            await pipeline.take([item], at: SystemClock.wall, state: preparation.handler, isUrgent: true)
            return true
        }
        guard let state = try? preparation.handler.kept(attempt: attempt), await pipeline.keep(state, at: delivery.id.epoch) else {
            return false
        }
        lastAttempt = attempt
        await take([delivery], isUrgent: true)
        return true
    }
}
