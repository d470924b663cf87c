/// A time as its sender wrote it.
public struct StatedTime: Sendable, Equatable {
    /// How finely it was written.
    public enum Resolution: String, Sendable {
        case seconds, subsecond
    }

    public let instant: Instant
    public let resolution: Resolution

    public init(_ instant: Instant, _ resolution: Resolution) {
        self.instant = instant
        self.resolution = resolution
    }

    /// A Unix time whose unit is told by its size: below 1e11 seconds, below 1e14 milliseconds, below 1e17 microseconds, else
    /// nanoseconds (each unambiguous from 1973 to 5138). Nil below zero and beyond the reach.
    package init?(unix count: Double) {
        guard count >= 0 else { return nil }
        let scale: Double = count < 1e11 ? 1e9 : count < 1e14 ? 1e6 : count < 1e17 ? 1e3 : 1
        // Whole and fraction apart: the product of both has too few bits for a microsecond.
        let whole = count.rounded(.down)
        guard let start = Instant(whole, scale: scale) else { return nil }
        let fraction = ((count - whole) * 1e6).rounded() / 1e6
        instant = Instant(nanoseconds: start.nanoseconds &+ Int64((fraction * scale).rounded()))
        resolution = scale == 1e9 && whole == count ? .seconds : .subsecond
    }

    /// As above, exact for whole numbers.
    package init?(unix count: Int64) {
        guard count >= 0 else { return nil }
        let scale: Int64 =
            count < 100_000_000_000 ? 1_000_000_000 : count < 100_000_000_000_000 ? 1_000_000 : count < 100_000_000_000_000_000 ? 1000 : 1
        guard let instant = Instant(count, scale: scale) else { return nil }
        self.init(instant, scale == 1_000_000_000 ? .seconds : .subsecond)
    }

    /// A JSON number or ISO 8601 string.
    package init?(_ value: JSONValue, zone: LocalZone) {
        if let count = value.integer {
            self.init(unix: count)
        } else if let count = value.number {
            self.init(unix: count)
        } else if let text = value.string {
            self.init(iso8601: Array(text.utf8), zone: zone)
        } else {
            return nil
        }
    }
}
