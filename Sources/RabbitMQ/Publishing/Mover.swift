import Messaging

/// Moves deliveries to another queue: published there, confirmed, and only then acknowledged where they came from.
final class Mover: Sendable {
    private let topology: Topology
    private let worker: String
    private let handover: Handover
    private let outbox: Outbox
    private let observe: @Sendable (BrokerEvent) -> Void

    init(
        topology: Topology, worker: String, handover: Handover, outbox: Outbox, observe: @escaping @Sendable (BrokerEvent) -> Void
    ) {
        self.topology = topology
        self.worker = worker
        self.handover = handover
        self.outbox = outbox
        self.observe = observe
    }

    /// To the queue of suspects, untouched; with a count when its reader died on it alone.
    func moveToSuspects(_ delivery: Delivery, attempts: Int?) {
        var properties = delivery.properties
        if let attempts { properties.headers[CrashLoopPolicy.attemptsHeader] = .integer(Int64(attempts)) }
        properties.headers.keepOrigin(of: delivery)
        move(delivery, properties, to: topology.suspectQueue, nil)
    }

    /// To the dead-letter queue, with the reason in its headers.
    func setAside(_ delivery: Delivery, _ reason: RejectReason) {
        var properties = delivery.properties
        properties.headers["x-error-reason"] = .string(reason.code.rawValue)
        properties.headers["x-error-message"] = reason.message.isEmpty ? nil : .string(reason.message)
        properties.headers["x-error-origin"] = reason.origin.map { .string($0) }
        properties.headers["x-error-at"] = .integer(UnixTime.now.nanoseconds / 1_000_000)
        properties.headers["x-error-worker"] = .string(worker)
        properties.headers.keepOrigin(of: delivery)
        move(delivery, properties, to: topology.deadQueue, reason.code)
    }

    private func move(_ delivery: Delivery, _ original: MessageProperties, to queue: String, _ reason: RejectReason.Code?) {
        var properties = original
        properties.isPersistent = true
        // RabbitMQ refuses a user that is not ours, and an expiry would lose the message after all.
        properties.userID = nil
        properties.expiration = nil
        let message = OutgoingMessage(routingKey: queue, properties: properties, body: delivery.body[...])
        let handover = handover
        let observe = observe
        handover.isMoving(delivery.id, true)
        outbox.submit(
            Publication(message: message, isWanted: { handover.isLive(delivery.id.epoch) }) { result in
                switch result {
                case .success:
                    handover.settle([(delivery.id, .acknowledge)])
                    handover.isMoving(delivery.id, false)
                    observe(.moved(delivery.lane, to: queue, reason))
                case .failure(let error): observe(.notMoved(delivery.lane, to: queue, error))
                }
            })
    }
}

extension MessageHeaders {
    /// Where the message was first published to (Spring's spelling); a second move keeps what the first one wrote.
    fileprivate mutating func keepOrigin(of delivery: Delivery) {
        if self["x-original-exchange"] == nil { self["x-original-exchange"] = .string(delivery.exchange) }
        if self["x-original-routingKey"] == nil { self["x-original-routingKey"] = .string(delivery.routingKey) }
    }
}
