/// By how much a counter grew, with resets seen. Serialisable; a repeated or older message changes nothing.
public struct CounterIncrease: Sendable, Equatable, Codable {
    /// Growth between two messages.
    public struct Step: Sendable, Equatable {
        public let start: Instant
        public let end: Instant
        /// Never negative.
        public let amount: Double

        /// Growth in an hour at this pace.
        public var perHour: Double { amount * 3600 / end.seconds(since: start) }
    }

    private var value: Double?
    private var time: Instant?

    public init() {}

    /// Takes a counter's value. A value below the one before is a counter that began again at zero. Nil for the first value, for
    /// one that is not finite or negative, and for times that are not after the latest.
    public mutating func observe(_ next: Double, at now: Instant) -> Step? {
        guard next.isFinite, next >= 0, time.map({ now > $0 }) ?? true else { return nil }
        defer {
            value = next
            time = now
        }
        guard let value, let time else { return nil }
        return Step(start: time, end: now, amount: next >= value ? next - value : next)
    }
}
