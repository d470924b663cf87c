/// Where the deliveries of a ring went. At every moment `received` is the sum of the others.
public struct SettlementTally: Hashable, Sendable {
    public internal(set) var received: UInt64 = 0
    /// Told to the broker as done.
    public internal(set) var acknowledged: UInt64 = 0
    /// Told to the broker to keep.
    public internal(set) var requeued: UInt64 = 0
    /// Told to the broker to drop or to dead-letter.
    public internal(set) var discarded: UInt64 = 0
    /// Ended with their epoch: the broker keeps them and delivers them again.
    public internal(set) var returned: UInt64 = 0
    /// In the worker's hands, or settled and not yet told.
    public internal(set) var inFlight: UInt64 = 0

    /// Nothing received yet.
    public init() {}

    /// Whether nothing was forgotten or counted twice.
    public var isBalanced: Bool { received == acknowledged + requeued + discarded + returned + inFlight }
}
