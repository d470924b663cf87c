/// A point in time by a clock that only goes forward; only differences mean anything.
///
/// The machines of this module are told the time and never ask for it, so a test counts it up itself.
public struct MonotonicTime: Hashable, Comparable, Sendable, InstantProtocol {
    /// Since the clock's own start.
    public let sinceStart: Duration

    /// That long after the clock's start.
    public init(sinceStart: Duration) { self.sinceStart = sinceStart }

    public func advanced(by duration: Duration) -> MonotonicTime { MonotonicTime(sinceStart: sinceStart + duration) }
    public func duration(to other: MonotonicTime) -> Duration { other.sinceStart - sinceStart }
    public static func < (left: MonotonicTime, right: MonotonicTime) -> Bool { left.sinceStart < right.sinceStart }
}
