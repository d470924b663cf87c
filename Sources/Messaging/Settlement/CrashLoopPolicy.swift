/// Keeps a message that kills its reader from taking its neighbours down with it.
///
/// After a crash every delivery that was in flight comes again, marked as redelivered, and only one of them is the culprit.
/// Counting deliveries cannot tell them apart (they all count up together, and a quorum queue then drops them all at its limit),
/// so the main lane hands none of them to a worker: each goes, untouched, to a second queue that is read one at a time. There a
/// redelivered message is one that was alone in its reader's hands when it died; only its count grows.
public struct CrashLoopPolicy: Hashable, Sendable {
    /// How often a message may take its reader down, alone, before it is set aside.
    public let attempts: Int

    /// The header that carries the count between attempts.
    public static let attemptsHeader = "x-attempts"

    /// Sets aside after that many attempts, at least one.
    public init(attempts: Int = 3) { self.attempts = max(1, attempts) }

    /// What to do with a delivery before anything looks into it.
    public enum Decision: Hashable, Sendable {
        /// Hand it to the worker.
        case handle
        /// Publish it, as it is, to the queue of suspects, then acknowledge it here.
        case moveToSuspects
        /// Publish it to the queue of suspects again with that count, then acknowledge it here.
        case countAttempt(Int)
        /// Set it aside, unread.
        case setAside(RejectReason)
    }

    /// The decision for a delivery that came through that lane.
    public func decision(for delivery: Delivery) -> Decision {
        decision(
            lane: delivery.lane, isRedelivered: delivery.isRedelivered,
            attempts: delivery.content.properties.headers[CrashLoopPolicy.attemptsHeader]?.integerValue ?? 0)
    }

    /// The decision by what it depends on. A count below zero is taken as zero: anybody can publish a header.
    public func decision(lane: Lane, isRedelivered: Bool, attempts made: Int64) -> Decision {
        switch (lane, isRedelivered) {
        case (.main, false), (.suspect, false): return .handle
        case (.main, true): return .moveToSuspects
        case (.suspect, true):
            let count = Int(clamping: max(0, made)).addingReportingOverflow(1)
            guard !count.overflow, count.partialValue < attempts else {
                return .setAside(RejectReason(.redeliveryLimit, "its reader stopped \(attempts) times while it had only this message"))
            }
            return .countAttempt(count.partialValue)
        }
    }
}
