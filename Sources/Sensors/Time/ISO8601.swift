extension StatedTime {
    /// `2026-11-21T02:33:00`, with `T` or a space, optional fraction, optional `Z`, `+01:00`, `+0100` or `+01`.
    ///
    /// Without an offset it is the local time of `zone`. Second 60 counts as the next minute's first. Nil for anything else.
    package init?(iso8601 bytes: [UInt8], zone: LocalZone) {
        var scan = FixedDigits(bytes: bytes)
        guard let year = scan.number(4), scan.skip("-"), let month = scan.number(2), scan.skip("-"), let day = scan.number(2),
            let date = CivilDate(year: year, month: month, day: day), scan.skip("T") || scan.skip("t") || scan.skip(" "),
            let hour = scan.number(2), hour <= 23, scan.skip(":"), let minute = scan.number(2), minute <= 59
        else { return nil }
        var second = 0
        var fraction: Int64?
        if scan.skip(":") {
            guard let value = scan.number(2), value <= 60 else { return nil }
            second = value
            if scan.skip(".") || scan.skip(",") {
                guard let value = scan.fraction() else { return nil }
                fraction = value
            }
        }
        let local = date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second
        guard let utc = scan.offset(local: local, zone: zone), scan.isAtEnd,
            let start = Instant(Int64(utc), scale: 1_000_000_000), start.nanoseconds < Int64.max - 1_000_000_000
        else { return nil }
        self.init(Instant(nanoseconds: start.nanoseconds + (fraction ?? 0)), fraction == nil ? .seconds : .subsecond)
    }
}

private struct FixedDigits {
    let bytes: [UInt8]
    var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    mutating func digit() -> Int? {
        guard index < bytes.count, bytes[index] &- 0x30 < 10 else { return nil }
        index += 1
        return Int(bytes[index - 1] &- 0x30)
    }

    mutating func number(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// Nanoseconds; digits past the ninth are dropped.
    mutating func fraction() -> Int64? {
        var value: Int64 = 0
        var scale: Int64 = 100_000_000
        guard let first = digit() else { return nil }
        value += Int64(first) * scale
        while let next = digit() {
            scale /= 10
            value += Int64(next) * scale
        }
        return value
    }

    /// Seconds since 1970 of the local second, by the offset that stands here or else by the zone.
    mutating func offset(local: Int, zone: LocalZone) -> Int? {
        if isAtEnd { return zone.utc(ofLocal: local) }
        if skip("Z") || skip("z") { return local }
        let isWest = skip("-")
        guard isWest || skip("+"), let hours = number(2), hours <= 23 else { return nil }
        var minutes = 0
        if !isAtEnd {
            _ = skip(":")
            guard let value = number(2), value <= 59 else { return nil }
            minutes = value
        }
        let offset = hours * 3600 + minutes * 60
        return isWest ? local + offset : local - offset
    }
}
