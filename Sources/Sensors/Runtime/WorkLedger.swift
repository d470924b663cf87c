package import Messaging

/// Where the deliveries of a worker went. At every moment `received` is the sum of the others.
///
/// A message that comes again is received again. Messages that the broker's side moves unread (to the suspects' lane, or to the
/// dead-letter queue at the redelivery limit) never reach the worker and are counted apart.
package struct WorkLedger: Sendable, Equatable {
    /// Taken from the broker to be worked on.
    package internal(set) var received: UInt64 = 0
    /// Every required sink has all of it.
    package internal(set) var acknowledged: UInt64 = 0
    /// Sent to the dead-letter queue, by reason.
    package internal(set) var dead: [RejectReason.Code: UInt64] = [:]
    /// Acknowledged because there was nothing to store, by rule.
    package internal(set) var ignored: [String: UInt64] = [:]
    /// Back with the broker: lost with their connection, parked, or open at the end.
    package internal(set) var requeued: UInt64 = 0
    /// In the worker's hands now.
    package internal(set) var inFlight: UInt64 = 0

    /// Moved to the suspects' lane, unread.
    package internal(set) var suspected: UInt64 = 0
    /// Moved to the dead-letter queue, unread (redelivery limit) or by the broker (too large).
    package internal(set) var setAsideUnread: UInt64 = 0
    /// Points handed to the sinks.
    package internal(set) var points: UInt64 = 0
    /// Points whose time is that of their arrival, because nothing else said one.
    package internal(set) var arrivalTimes: UInt64 = 0
    /// Seconds between the newest point's time and its arrival here.
    package internal(set) var lag = 0.0

    package init() {}

    /// All that went to the dead-letter queue after it was read.
    package var deadTotal: UInt64 { dead.values.reduce(0, &+) }
    /// All that was ignored.
    package var ignoredTotal: UInt64 { ignored.values.reduce(0, &+) }
    /// Whether nothing was forgotten or counted twice.
    package var isBalanced: Bool { received == acknowledged + deadTotal + ignoredTotal + requeued + inFlight }
}
