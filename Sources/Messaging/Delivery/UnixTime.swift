/// A point in time by the wall clock: nanoseconds since 1970-01-01T00:00:00Z, good from 1677 to 2262.
public struct UnixTime: Hashable, Comparable, Sendable {
    public let nanoseconds: Int64

    /// That many nanoseconds after 1970.
    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// That many seconds after 1970; `nil` beyond what nanoseconds can hold.
    public init?(seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return nil }
        self.init(nanoseconds: product)
    }

    public static func < (left: UnixTime, right: UnixTime) -> Bool { left.nanoseconds < right.nanoseconds }
}
