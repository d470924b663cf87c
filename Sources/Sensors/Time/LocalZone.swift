/// The local time of a place by the rule that holds there now, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.
///
/// No file and no Foundation: a worker's image need not carry the time zone database, and years of history are not asked for.
/// (IEEE Std 1003.1-2017, 8.3; the same text is the last line of a zone's file, RFC 8536, 3.3.)
public struct LocalZone: Sendable, Equatable {
    /// Coordinated universal time.
    public static let utc = LocalZone(fixedOffset: 0)

    /// Seconds east of Greenwich in winter.
    let standardOffset: Int
    /// Summer time, if any.
    let summer: Summer?

    struct Summer: Sendable, Equatable {
        let offset: Int
        let start: YearlyMoment
        let end: YearlyMoment
    }

    /// A place without summer time; seconds east of Greenwich, brought into ±26 hours.
    public init(fixedOffset: Int) {
        standardOffset = min(max(fixedOffset, -93_600), 93_600)
        summer = nil
    }

    /// Reads a POSIX rule; nil when it is none.
    public init?(posix text: String) {
        var parser = PosixZoneParser(bytes: Array(text.utf8))
        guard parser.name(), let west = parser.offset() else { return nil }
        standardOffset = -west
        guard !parser.isAtEnd else {
            summer = nil
            return
        }
        guard parser.name() else { return nil }
        let summerOffset = parser.offset().map { -$0 } ?? standardOffset + 3600
        guard parser.skip(","), let start = parser.moment(), parser.skip(","), let end = parser.moment(), parser.isAtEnd else { return nil }
        summer = Summer(offset: summerOffset, start: start, end: end)
    }

    /// Seconds east of Greenwich at a moment, in seconds since 1970.
    public func offset(atUTC seconds: Int) -> Int {
        guard let summer else { return standardOffset }
        let seconds = Self.withinCalendar(seconds)
        let year = CivilDate(daysSince1970: Self.floorDivide(seconds + standardOffset, 86_400)).year
        let start = summer.start.localSeconds(in: year) - standardOffset
        let end = summer.end.localSeconds(in: year) - summer.offset
        let isSummer = start < end ? start <= seconds && seconds < end : seconds >= start || seconds < end
        return isSummer ? summer.offset : standardOffset
    }

    /// The moment of a local second. Of an hour that comes twice it takes the first, and in one that is skipped it goes on
    /// with the offset from before (as Python's `fold=0`).
    public func utc(ofLocal local: Int) -> Int {
        let local = Self.withinCalendar(local)
        guard let summer else { return local - standardOffset }
        let inSummer = local - summer.offset
        return offset(atUTC: inSummer) == summer.offset ? inSummer : local - standardOffset
    }

    /// The local day of a moment, counted from 1970-01-01.
    public func day(atUTC seconds: Int) -> Int {
        let seconds = Self.withinCalendar(seconds)
        return Self.floorDivide(seconds + offset(atUTC: seconds), 86_400)
    }

    /// Years 1 to 9999, so that no sum below can overflow.
    private static func withinCalendar(_ seconds: Int) -> Int { min(max(seconds, -62_135_596_800), 253_402_300_799) }

    static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }
}

/// A moment of each year in local time.
struct YearlyMoment: Sendable, Equatable {
    enum Day: Sendable, Equatable {
        /// `Mm.w.d`: week 5 is the last.
        case week(month: Int, week: Int, weekday: Int)
        /// `Jn`: 1...365, February 29 is never counted.
        case julian(Int)
        /// `n`: 0...365, February 29 is counted.
        case ordinal(Int)
    }
    let day: Day
    /// Seconds after midnight; may be negative or past a day.
    let second: Int

    /// Local seconds since 1970.
    func localSeconds(in year: Int) -> Int { daysSince1970(in: year) * 86_400 + second }

    private func daysSince1970(in year: Int) -> Int {
        let newYear = CivilDate(year: year, month: 1, day: 1)?.daysSince1970 ?? 0
        switch day {
        case .ordinal(let number): return newYear + number
        case .julian(let number): return newYear + number - 1 + (CivilDate.isLeap(year) && number >= 60 ? 1 : 0)
        case .week(let month, let week, let weekday):
            guard let first = CivilDate(year: year, month: month, day: 1) else { return newYear }
            var day = 1 + (weekday - first.weekday + 7) % 7 + (week - 1) * 7
            while day > CivilDate.days(inMonth: month, of: year) { day -= 7 }
            return first.daysSince1970 + day - 1
        }
    }
}
