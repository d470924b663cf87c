package import Messaging

/// A message to publish.
package struct OutgoingMessage: Sendable {
    /// Empty for the default exchange, which takes the routing key as the name of a queue.
    package var exchange: String
    package var routingKey: String
    package var properties: MessageProperties
    package var body: ArraySlice<UInt8>
    /// A message that no queue takes is an error, not a loss.
    package var isMandatory: Bool

    /// A persistent, mandatory message unless said otherwise.
    package init(
        exchange: String = "", routingKey: String, properties: MessageProperties = MessageProperties(isPersistent: true),
        body: ArraySlice<UInt8>, isMandatory: Bool = true
    ) {
        self.exchange = exchange
        self.routingKey = routingKey
        self.properties = properties
        self.body = body
        self.isMandatory = isMandatory
    }
}

/// Why a message was not published; it may have arrived all the same in the cases that say so.
package enum PublishError: Error, Hashable, Sendable {
    /// No queue took it.
    case unroutable
    /// The broker refused it (`basic.nack`).
    case refused
    /// The connection broke before the broker answered: it may have arrived.
    case connectionLost
    /// There was no answer in time: it may arrive later.
    case timedOut
    /// The publisher was stopped.
    case stopped
}

extension PublishError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unroutable: "no queue takes it (is the one that it was in gone?)"
        case .refused: "the broker refuses it"
        case .connectionLost: "the connection broke; it may have arrived"
        case .timedOut: "the broker did not answer in time; it may still arrive"
        case .stopped: "publishing was ended"
        }
    }
}

/// How full a queue is.
package struct QueueDepth: Hashable, Sendable {
    /// Messages that wait for a consumer.
    package let ready: UInt32
    package let consumers: UInt32
}
