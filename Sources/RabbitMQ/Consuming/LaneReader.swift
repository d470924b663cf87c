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
}
