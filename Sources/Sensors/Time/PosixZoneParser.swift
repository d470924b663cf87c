/// Takes a POSIX time zone rule apart.
struct PosixZoneParser {
    let bytes: [UInt8]
    private var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    /// `CET`, or `<+03>`; at least three characters.
    mutating func name() -> Bool {
        let start = index
        if skip("<") {
            while index < bytes.count, bytes[index] != UInt8(ascii: ">") { index += 1 }
            return skip(">") && index - start >= 5
        }
        while index < bytes.count, (bytes[index] | 0x20) >= UInt8(ascii: "a"), (bytes[index] | 0x20) <= UInt8(ascii: "z") { index += 1 }
        return index - start >= 3
    }

    /// `-1`, `5:30`, `+167:00:00`: seconds.
    mutating func offset() -> Int? {
        let isNegative = skip("-")
        if !isNegative { _ = skip("+") }
        guard let hours = number(upTo: 167) else { return nil }
        var seconds = hours * 3600
        if skip(":") {
            guard let minutes = number(upTo: 59) else { return nil }
            seconds += minutes * 60
            if skip(":") {
                guard let rest = number(upTo: 59) else { return nil }
                seconds += rest
            }
        }
        return isNegative ? -seconds : seconds
    }

    /// `M3.5.0/2`; without a time it is two o'clock.
    mutating func moment() -> YearlyMoment? {
        guard let day = day() else { return nil }
        guard skip("/") else { return YearlyMoment(day: day, second: 7200) }
        return offset().map { YearlyMoment(day: day, second: $0) }
    }

    private mutating func day() -> YearlyMoment.Day? {
        if skip("M") {
            guard let month = number(upTo: 12), month >= 1, skip("."), let week = number(upTo: 5), week >= 1, skip("."),
                let weekday = number(upTo: 6)
            else { return nil }
            return .week(month: month, week: week, weekday: weekday)
        }
        if skip("J") {
            guard let day = number(upTo: 365), day >= 1 else { return nil }
            return .julian(day)
        }
        return number(upTo: 365).map { .ordinal($0) }
    }

    private mutating func number(upTo limit: Int) -> Int? {
        let start = index
        var value = 0
        while index < bytes.count, bytes[index] &- 0x30 < 10, index - start < 4 {
            value = value * 10 + Int(bytes[index] &- 0x30)
            index += 1
        }
        return index > start && value <= limit ? value : nil
    }
}
