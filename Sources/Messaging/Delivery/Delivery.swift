/// One message as the broker handed it over, to be settled exactly once with an ``Outcome``.
public struct Delivery: Sendable {
    /// What it is settled by.
    public let id: DeliveryID
    /// The queue's lane that it came through.
    public let lane: Lane
    /// The broker delivered it before and got no settlement: perhaps it was never seen, perhaps it took its reader down.
    public let isRedelivered: Bool
    /// Where it was published to; empty for the default exchange.
    public let exchange: String
    /// What it was published with. An MQTT topic arrives with dots for slashes.
    public let routingKey: String
    public let properties: MessageProperties
    /// The payload, untouched.
    public let body: ArraySlice<UInt8>
    /// When this process read it.
    public let receivedAt: UnixTime

    /// A delivery with all that the broker said about it.
    public init(
        id: DeliveryID, lane: Lane = .main, isRedelivered: Bool = false, exchange: String = "", routingKey: String,
        properties: MessageProperties = MessageProperties(), body: ArraySlice<UInt8>, receivedAt: UnixTime
    ) {
        self.id = id
        self.lane = lane
        self.isRedelivered = isRedelivered
        self.exchange = exchange
        self.routingKey = routingKey
        self.properties = properties
        self.body = body
        self.receivedAt = receivedAt
    }
}

/// Which of a worker's two queues a delivery came from.
public enum Lane: Hashable, Sendable, CaseIterable {
    /// The queue itself, read many at a time.
    case main
    /// The queue of messages that were delivered before, read one at a time (see ``CrashLoopPolicy``).
    case suspect
}
