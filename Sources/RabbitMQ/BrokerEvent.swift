package import Messaging

/// What happens between a worker and its broker, for logs and counters.
package enum BrokerEvent: Hashable, Sendable {
    /// Which of the two connections it is about.
    package enum Role: String, Hashable, Sendable { case consuming, publishing }

    case connected(Role, BrokerAddress)
    /// The connection could not be made or is lost; the next attempt comes after that time.
    case disconnected(Role, BrokerError, retryAfter: Duration)
    case differs(TopologyDifference)
    case attached(Lane, queue: String)
    /// The broker ended the consumer, mostly because the queue was deleted.
    case cancelled(Lane, queue: String)
    /// The broker closed the channel, or refused to let us consume.
    case refused(Lane, queue: String, BrokerError.CloseReason)
    /// Attached but without deliveries while the queue has some, or has no consumer: the connection is made anew.
    case deaf(queue: String)
    /// The broker takes no messages for now.
    case blocked(reason: String)
    case unblocked
    /// A message was confirmed in another queue and left its own.
    case moved(Lane, to: String, RejectReason.Code?)
    /// It could not be moved yet and stays where it is; another attempt follows.
    case notMoved(Lane, to: String, PublishError)
    /// A body beyond the limit was left to the broker's dead-lettering.
    case oversized(Lane)
}
