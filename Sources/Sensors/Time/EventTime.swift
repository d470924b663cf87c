/// The moment a point is filed under, and who said so.
public struct EventTime: Sendable, Equatable {
    /// From the most to the least telling.
    public enum Source: String, Sendable, CaseIterable {
        /// The device, in its payload.
        case payload
        /// The publisher, in header `x-timestamp-ns`.
        case publisher
        /// The broker, in header `timestamp_in_ms` (RabbitMQ's interceptor) or property `timestamp`.
        case broker
        /// Nobody: the time of arrival. A repeated delivery makes a second point then; count it.
        case arrival
    }

    public let instant: Instant
    public let source: Source

    public init(_ instant: Instant, from source: Source) {
        self.instant = instant
        self.source = source
    }
}

/// Which of several times counts, and which are believed.
public struct EventTimeRules: Sendable, Equatable {
    /// What happens to a time ahead of ours by more than the limit.
    public enum FuturePolicy: String, Sendable {
        /// The message is a dead letter (`future-time`).
        case reject
        /// The time of arrival is taken.
        case clamp
    }

    /// Seconds that a device's clock may be ahead.
    public var futureLimit: Double
    public var futurePolicy: FuturePolicy
    /// A time before this is a clock that was never set (1970 and 2000 are what firmware starts with); the next source counts.
    public var earliest: Instant

    public init(
        futureLimit: Double = 600, futurePolicy: FuturePolicy = .reject,
        earliest: Instant = Instant(nanoseconds: 1_262_304_000_000_000_000)
    ) {
        self.futureLimit = futureLimit
        self.futurePolicy = futurePolicy
        self.earliest = earliest
    }

    /// The first believable time of: payload, header `x-timestamp-ns`, header `timestamp_in_ms`, property `timestamp`, arrival.
    ///
    /// A time of whole seconds gets nanoseconds from the message's own bytes, so that two events of one second do not
    /// overwrite each other and a repeated delivery lands on the same point.
    public func time(stated: StatedTime?, of message: SensorMessage) throws(Undecodable) -> EventTime {
        if let found = try believed(stated, .payload, message) { return found }
        if case .integer(let count) = message.headers["x-timestamp-ns"],
            let found = try believed(StatedTime(Instant(nanoseconds: count), .subsecond), .publisher, message)
        {
            return found
        }
        if case .integer(let count) = message.headers["timestamp_in_ms"],
            let found = try believed(Instant(count, scale: 1_000_000).map { StatedTime($0, .subsecond) }, .broker, message)
        {
            return found
        }
        let seconds = message.timestamp.flatMap { Instant($0, scale: 1_000_000_000) }
        return try believed(seconds.map { StatedTime($0, .seconds) }, .broker, message) ?? EventTime(message.receivedAt, from: .arrival)
    }

    /// The time, when it can be believed; nil for one that is missing or too early.
    private func believed(
        _ candidate: StatedTime?, _ source: EventTime.Source, _ message: SensorMessage
    ) throws(Undecodable) -> EventTime? {
        guard let candidate, candidate.instant >= earliest else { return nil }
        if candidate.instant.seconds(since: message.receivedAt) > futureLimit {
            guard futurePolicy == .clamp else { throw Undecodable(.futureTime, "time.\(source.rawValue)-ahead") }
            return EventTime(message.receivedAt, from: .arrival)
        }
        return EventTime(candidate.resolution == .seconds ? spread(candidate.instant, message) : candidate.instant, from: source)
    }

    private func spread(_ instant: Instant, _ message: SensorMessage) -> Instant {
        let shift = Int64(MessageIdentity(of: message).hash % 1_000_000_000)
        let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(shift)
        return overflow ? instant : Instant(nanoseconds: sum)
    }
}
