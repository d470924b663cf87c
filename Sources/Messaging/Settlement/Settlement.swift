/// How one delivery leaves the ring.
public enum Settlement: Hashable, Sendable {
    /// Its effect is done, or it was confirmed in another queue.
    case acknowledge
    /// Back into its queue, once that time has come.
    case requeue(at: MonotonicTime)
    /// The broker's own dead-lettering takes it: for what cannot be read at all.
    case discard
}

/// What the ring made of a settlement.
public enum SettlementResult: Hashable, Sendable {
    /// It counts; the instruction leaves with one of the next batches.
    case settled
    /// The delivery belongs to an epoch that has ended: the broker delivers it again, and nothing is sent.
    case otherEpoch
    /// The delivery is unknown, or was settled before: nothing is sent.
    case notInFlight
}
