extension Instant {
    /// `2025-11-21`, UTC.
    package var dateText: String {
        let date = CivilDate(daysSince1970: LocalZone.floorDivide(wholeSeconds, 86_400))
        return "\(date.year)-\(Self.two(date.month))-\(Self.two(date.day))"
    }

    /// `03:30:00`, UTC.
    package var clockText: String {
        let second = wholeSeconds - LocalZone.floorDivide(wholeSeconds, 86_400) * 86_400
        return "\(Self.two(second / 3600)):\(Self.two(second / 60 % 60)):\(Self.two(second % 60))"
    }

    /// Seconds since 1970, rounded down.
    package var wholeSeconds: Int { LocalZone.floorDivide(Int(nanoseconds), 1_000_000_000) }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
