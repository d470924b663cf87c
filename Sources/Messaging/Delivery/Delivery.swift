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
    /// What does not change on its way through the worker, behind one reference: a delivery is handed on a dozen times.
    private let content: Content

    private final class Content: Sendable {
        let exchange: String
        let routingKey: String
        let properties: MessageProperties
        let body: ArraySlice<UInt8>

        init(exchange: String, routingKey: String, properties: MessageProperties, body: ArraySlice<UInt8>) {
            self.exchange = exchange
            self.routingKey = routingKey
            self.properties = properties
            self.body = body
        }
    }

    /// Where it was published to; empty for the default exchange.
    public var exchange: String { content.exchange }
    /// What it was published with. An MQTT topic arrives with dots for slashes.
    public var routingKey: String { content.routingKey }
    /// What it was published with, beside the body.
    public var properties: MessageProperties { content.properties }
    /// The payload, untouched.
    public var body: ArraySlice<UInt8> { content.body }

    /// A delivery with all that the broker said about it.
    public init(
        id: DeliveryID, lane: Lane = .main, isRedelivered: Bool = false, exchange: String = "", routingKey: String,
        properties: MessageProperties = MessageProperties(), body: ArraySlice<UInt8>, receivedAt: UnixTime
    ) {
        self.id = id
        self.lane = lane
        self.isRedelivered = isRedelivered
        self.receivedAt = receivedAt
        content = Content(exchange: exchange, routingKey: routingKey, properties: properties, body: body)
    }
}

/// Which of a worker's two queues a delivery came from.
public enum Lane: Hashable, Sendable, CaseIterable {
    /// The queue itself, read many at a time.
    case main
    /// The queue of messages that were delivered before, read one at a time (see ``CrashLoopPolicy``).
    case suspect
}
