/// One message as the broker handed it over, to be settled exactly once with an ``Outcome``.
public struct Delivery: Sendable {
    /// What it is settled by.
    public let id: DeliveryID
    /// The queue's lane that it came through.
    public let lane: Lane
    /// The broker delivered it before and got no settlement: perhaps it was never seen, perhaps it took its reader down.
    public let isRedelivered: Bool
    /// When this process read it.
    public let receivedAt: UnixTime
    /// What was published: the same object all the way, since a delivery is handed on a dozen times.
    public let content: MessageContent

    /// Where it was published to; empty for the default exchange.
    public var exchange: String { content.exchange }
    /// What it was published with. An MQTT topic arrives with dots for slashes.
    public var routingKey: String { content.routingKey }
    /// What it was published with, beside the body.
    public var properties: MessageProperties { content.properties }
    /// The payload, untouched.
    public var body: [UInt8] { content.body }

    /// The delivery of a message that was read.
    public init(id: DeliveryID, lane: Lane, isRedelivered: Bool, content: MessageContent, receivedAt: UnixTime) {
        self.id = id
        self.lane = lane
        self.isRedelivered = isRedelivered
        self.receivedAt = receivedAt
        self.content = content
    }

    /// A delivery with all that the broker said about it.
    public init(
        id: DeliveryID, lane: Lane = .main, isRedelivered: Bool = false, exchange: String = "", routingKey: String,
        properties: MessageProperties = MessageProperties(), body: [UInt8], receivedAt: UnixTime
    ) {
        let content = MessageContent(exchange: exchange, routingKey: routingKey, properties: properties, body: body)
        self.init(id: id, lane: lane, isRedelivered: isRedelivered, content: content, receivedAt: receivedAt)
    }
}

/// Which of a worker's two queues a delivery came from.
public enum Lane: Hashable, Sendable, CaseIterable {
    /// The queue itself, read many at a time.
    case main
    /// The queue of messages that were delivered before, read one at a time (see ``CrashLoopPolicy``).
    case suspect
}
