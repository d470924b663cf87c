/// How a sink is doing.
package struct SinkStatus: Sendable, Equatable {
    /// Acknowledgements wait for it.
    package let isRequired: Bool
    /// Since when it takes nothing, by the steady clock; nil while it is well.
    package private(set) var troubledSince: Instant?
    /// What it answered last when it took nothing.
    package private(set) var cause: String?
    /// Seconds of the last exchange.
    package private(set) var seconds = 0.0
    /// Requests that were answered well, and those that were not.
    package private(set) var accepted: UInt64 = 0
    package private(set) var failed: UInt64 = 0
    /// Points that it stored or refused for good without being asked again (beyond its retention).
    package private(set) var unkept: UInt64 = 0
    /// Points that a best-effort sink lost.
    package internal(set) var dropped = 0

    init(isRequired: Bool) { self.isRequired = isRequired }

    mutating func note(_ outcome: SinkOutcome, seconds: Double, at now: Instant) {
        self.seconds = seconds
        switch outcome {
        case .retry(_, let cause), .misconfigured(let cause):
            failed += 1
            self.cause = cause
            if troubledSince == nil { troubledSince = now }
        case .acceptedExcept(let count, _):
            // A server may say any number, and again.
            unkept += min(UInt64(clamping: count), .max - unkept)
            wentWell()
        case .accepted, .tooLarge, .rejected, .rejectedSomewhere: wentWell()
        }
    }

    private mutating func wentWell() {
        accepted += 1
        troubledSince = nil
        cause = nil
    }
}

/// Everything that a worker counts, at one moment.
package struct WorkFigures: Sendable {
    package let ledger: WorkLedger
    package let sinks: [SinkName: SinkStatus]
    /// All deliveries are back with the broker until the sinks are well.
    package let isParked: Bool
}
