import Messaging

/// One lane of a consumer on the reader's connection: its channel, its consumer and its ring.
struct LaneReader {
    let lane: Lane
    let queue: String
    let channel: UInt16
    let prefetch: UInt16
    var ring: SettlementRing
    var isOpen = false
    var isConsuming = false
    var retryAt = MonotonicTime(sinceStart: .zero)
    var backoff: Backoff
    /// Deliveries of the epochs before this one.
    var receivedBefore: UInt64 = 0

    var consumerTag: String { "skep-\(channel)" }

    /// The channel is gone, and with it every tag.
    mutating func lose(_ handover: Handover) {
        isOpen = false
        isConsuming = false
        handover.replace(ring.epoch, with: nil)
        ring.begin(ring.epoch)
    }

    /// Opens the channel if need be, and consumes.
    mutating func attach(to connection: Connection, epoch: () -> ConnectionEpoch, _ handover: Handover) throws(BrokerError) {
        if !isOpen {
            try connection.openChannel(channel)
            let next = epoch()
            handover.replace(ring.epoch, with: next)
            ring.begin(next)
            receivedBefore = ring.tally.received
            isOpen = true
            try connection.limitPrefetch(prefetch, on: channel)
        }
        try connection.consume(queue, tag: consumerTag, on: channel)
        isConsuming = true
    }

    mutating func detach(from connection: Connection) throws(BrokerError) {
        guard isConsuming else { return }
        isConsuming = false
        try connection.cancel(consumer: consumerTag, on: channel)
    }

    /// A delivery that came on this lane; nil for one that was on its way when the consumer was cancelled, which goes back.
    mutating func take(_ wire: WireDelivery, at now: MonotonicTime, _ received: UnixTime) throws(BrokerError) -> Delivery? {
        guard ring.receive(wire.tag) else { throw .protocolViolation }
        let id = DeliveryID(epoch: ring.epoch, tag: wire.tag)
        guard isConsuming else {
            _ = ring.settle(id, .requeue(at: now), at: now)
            return nil
        }
        backoff.succeeded()
        return Delivery(id: id, lane: lane, isRedelivered: wire.isRedelivered, content: wire.content, receivedAt: received)
    }
}
