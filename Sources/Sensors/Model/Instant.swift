/// A moment: nanoseconds since 1970-01-01T00:00:00Z, leap seconds not counted. Reaches from 1677 to 2262.
public struct Instant: Sendable, Equatable, Hashable, Comparable, Codable {
    public let nanoseconds: Int64

    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// A count of `scale` nanoseconds each; nil when it is not finite or beyond the reach.
    public init?(_ count: Double, scale: Double) {
        let nanoseconds = (count * scale).rounded()
        guard nanoseconds.isFinite, abs(nanoseconds) < 9.2e18 else { return nil }
        self.nanoseconds = Int64(nanoseconds)
    }

    /// A whole count of `scale` nanoseconds each; nil beyond the reach.
    public init?(_ count: Int64, scale: Int64) {
        let (product, overflow) = count.multipliedReportingOverflow(by: scale)
        guard !overflow else { return nil }
        nanoseconds = product
    }

    /// The moment `seconds` later, held at the ends of the reach.
    public func advanced(bySeconds seconds: Double) -> Instant {
        let shift = (seconds * 1e9).rounded()
        guard shift.isFinite, abs(shift) < 9.2e18 else { return Instant(nanoseconds: seconds < 0 ? .min : .max) }
        let (sum, overflow) = nanoseconds.addingReportingOverflow(Int64(shift))
        return Instant(nanoseconds: overflow ? (shift < 0 ? .min : .max) : sum)
    }

    /// Seconds from `earlier` to here.
    public func seconds(since earlier: Instant) -> Double {
        let (difference, overflow) = nanoseconds.subtractingReportingOverflow(earlier.nanoseconds)
        return overflow ? (Double(nanoseconds) - Double(earlier.nanoseconds)) / 1e9 : Double(difference) / 1e9
    }

    public static func < (left: Instant, right: Instant) -> Bool { left.nanoseconds < right.nanoseconds }
}
