/// Energy of each hour (UTC) and each local day, from a meter's total. Serialisable.
///
/// Growth between two messages is spread evenly over the time between them, in quarters of an hour (every zone's offset is a
/// multiple of one), so that an hour or day boundary between them gets its share. After a silence of more than two days all of
/// it counts for the time of the message: nobody knows when it was used.
public struct EnergyByPeriod: Sendable, Equatable, Codable {
    /// A period that is over.
    public struct Closed: Sendable, Equatable {
        public enum Kind: String, Sendable { case hour, day }
        public let kind: Kind
        /// First second since 1970.
        public let start: Int
        public let kilowattHours: Double
    }

    private static let quarter = 900
    private static let longestGap = 172_800.0

    private var counter = CounterIncrease()
    private var hour: Int?
    private var hourSum = 0.0
    private var day: Int?
    private var daySum = 0.0

    public init() {}

    /// Energy of the present local day so far.
    public var today: Double { daySum }

    /// Takes a meter's total in kWh; answers with the periods that ended before this message.
    public mutating func observe(_ total: Double, at time: Instant, zone: LocalZone) -> [Closed] {
        guard let step = counter.observe(total, at: time) else {
            let seconds = Self.seconds(time)
            if hour == nil { (hour, day) = (LocalZone.floorDivide(seconds, 3600), zone.day(atUTC: seconds)) }
            return []
        }
        var closed: [Closed] = []
        let end = Self.seconds(step.end)
        let length = step.end.seconds(since: step.start)
        guard length <= Self.longestGap, length > 0 else {
            add(step.amount, at: end, zone, &closed)
            return closed
        }
        var from = Double(step.start.nanoseconds) / 1e9
        let until = from + length
        while from < until {
            let quarter = LocalZone.floorDivide(Int(from.rounded(.down)), Self.quarter)
            let to = min(until, Double((quarter + 1) * Self.quarter))
            add(step.amount * (to - from) / length, at: quarter * Self.quarter, zone, &closed)
            from = to
        }
        return closed
    }

    private mutating func add(_ amount: Double, at seconds: Int, _ zone: LocalZone, _ closed: inout [Closed]) {
        let newHour = LocalZone.floorDivide(seconds, 3600)
        if let hour, newHour > hour {
            closed.append(Closed(kind: .hour, start: hour * 3600, kilowattHours: hourSum))
            hourSum = 0
        }
        let newDay = zone.day(atUTC: seconds)
        if let day, newDay > day {
            closed.append(Closed(kind: .day, start: zone.utc(ofLocal: day * 86_400), kilowattHours: daySum))
            daySum = 0
        }
        hour = newHour
        day = newDay
        hourSum += amount
        daySum += amount
    }

    private static func seconds(_ time: Instant) -> Int { LocalZone.floorDivide(Int(time.nanoseconds), 1_000_000_000) }
}
