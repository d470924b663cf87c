package import Messaging

/// A worker's side of a RabbitMQ broker: deliveries come in batches, each is settled with an outcome, and whatever breaks in
/// between is mended here.
///
/// A delivery that is still open when its connection breaks comes again; settling it then does nothing.
package final class Broker: Sendable {
    private let handover: Handover
    private let outbox: Outbox
    private let mover: Mover

    /// Starts connecting at once, on two threads of its own. The observer is called on those threads and must not block. One that
    /// is paused takes no messages before ``resume()``: it is there to publish.
    package init(
        _ configuration: BrokerConfiguration, isPaused: Bool = false, observe: @escaping @Sendable (BrokerEvent) -> Void = { _ in }
    ) throws(BrokerError) {
        let readerWakeup = try Wakeup()
        let publisherWakeup = try Wakeup()
        let handover = Handover(wakeup: readerWakeup)
        if isPaused { handover.want(.pause) }
        let outbox = Outbox(wakeup: publisherWakeup)
        let mover = Mover(
            topology: configuration.topology, worker: configuration.name, handover: handover, outbox: outbox, observe: observe)
        self.handover = handover
        self.outbox = outbox
        self.mover = mover
        try Thread.start {
            Reader(configuration, handover: handover, mover: mover, wakeup: readerWakeup, observe: observe).run()
        }
        do {
            try Thread.start { Publisher(configuration, outbox: outbox, wakeup: publisherWakeup, observe: observe).run() }
        } catch {
            handover.want(.stop(by: .now))
            throw error
        }
    }

    deinit {
        handover.want(.stop(by: .now))
        outbox.stop()
    }

    /// The deliveries that are ready, at least one, in the order of their arrival; `nil` after a stop, or when the task is
    /// cancelled. Those of the suspects' lane come one at a time.
    package func nextBatch() async -> [Delivery]? { await handover.nextBatch() }

    /// Settles a delivery. A second settlement, or one of a past connection, does nothing. A rejected message leaves its queue
    /// once it is confirmed in the dead-letter queue, and is held until then.
    package func settle(_ delivery: Delivery, _ outcome: Outcome) { settle([(delivery, outcome)]) }

    /// Settles many at once, which is cheaper.
    package func settle(_ outcomes: [(delivery: Delivery, outcome: Outcome)]) {
        var settlements: [(id: DeliveryID, settlement: Settlement)] = []
        settlements.reserveCapacity(outcomes.count)
        for (delivery, outcome) in outcomes {
            switch outcome {
            case .accept: settlements.append((delivery.id, .acknowledge))
            case .retry(let wait): settlements.append((delivery.id, .requeue(at: MonotonicTime.now.advanced(by: max(wait, .zero)))))
            case .reject(let reason): mover.setAside(delivery, reason)
            }
        }
        if !settlements.isEmpty { handover.settle(settlements) }
    }

    /// Has the state of a worker that remembers kept in place of the one before; reports on the reader's thread whether it is. One
    /// of a past connection is not: the next one begins with what the broker had kept by then.
    package func keep(_ state: [UInt8], at epoch: ConnectionEpoch, report: @escaping @Sendable (Bool) -> Void) {
        handover.keep(Checkpoint(epoch: epoch, state: state, report: report))
    }

    /// What was kept when that epoch began; nil when there was nothing. Known when the first delivery of the epoch is here.
    package func keptState(at epoch: ConnectionEpoch) -> [UInt8]? { handover.keptState(at: epoch) }

    /// Publishes a message and returns when the broker has taken responsibility for it (publisher confirms).
    package func publish(_ message: OutgoingMessage, timeout: Duration = .seconds(30)) async throws(PublishError) {
        let result = await withCheckedContinuation { (continuation: CheckedContinuation<Result<Void, PublishError>, Never>) in
            publish(message, timeout: timeout) { continuation.resume(returning: $0) }
        }
        try result.get()
    }

    /// Publishes a message and reports once what became of it, on the publisher's thread.
    package func publish(
        _ message: OutgoingMessage, timeout: Duration, report: @escaping @Sendable (Result<Void, PublishError>) -> Void
    ) {
        outbox.submit(Publication(message: message, deadline: MonotonicTime.now.advanced(by: timeout), report: report))
    }

    /// Holds no messages until ``resume()``: all that are open go back to the queue, for other workers or for later. The
    /// connection stays.
    package func pause() { handover.want(.pause) }

    /// Takes messages again after ``pause()``.
    package func resume() { handover.want(.consume) }

    /// Takes no more messages, waits until those that are open are settled or the grace is over, puts the rest back and
    /// disconnects. ``nextBatch()`` still gives out what had arrived before.
    ///
    /// With a kept state it only waits for dead letters on their way: whoever reads next has to get all that is not settled, in
    /// its order, and nothing before that, so it is given back by the end of the connection itself.
    package func stop(grace: Duration) async {
        handover.want(.stop(by: MonotonicTime.now.advanced(by: max(grace, .zero))))
        await handover.finished()
        outbox.stop()
        await outbox.finished()
    }

    /// Where the consuming side stands.
    package var status: ConsumerStatus { handover.status }
}
