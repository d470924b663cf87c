/// How long something has been open, occupied or on. Serialisable; a repeated or older message changes nothing.
public struct StateDuration: Sendable, Equatable, Codable {
    /// A time of being on that is over.
    public struct Interval: Sendable, Equatable {
        public let start: Instant
        public let end: Instant

        /// Its length in seconds.
        public var seconds: Double { end.seconds(since: start) }
    }

    /// Start of the present state; nil before the first message.
    public private(set) var since: Instant?
    /// The present state; nil before the first message.
    public private(set) var isOn: Bool?
    /// How often it went on.
    public private(set) var count = 0
    private var latest: Instant?

    public init() {}

    /// Takes a state; answers with the interval when this ends one. Times that are not after the latest are passed over.
    public mutating func observe(_ isOn: Bool, at time: Instant) -> Interval? {
        guard latest.map({ time > $0 }) ?? true else { return nil }
        latest = time
        guard isOn != self.isOn else { return nil }
        let ended = self.isOn == true ? since.map { Interval(start: $0, end: time) } : nil
        self.isOn = isOn
        since = time
        if isOn { count += 1 }
        return ended
    }

    /// Seconds that it has been on at a moment; 0 when it is off.
    public func secondsOn(at now: Instant) -> Double {
        guard isOn == true, let since else { return 0 }
        return max(0, now.seconds(since: since))
    }
}
