import Foundation
import Sensors
import Testing

@Suite("Times")
struct TimeTests {
    static let berlin = LocalZone(posix: "CET-1CEST,M3.5.0,M10.5.0/3")

    static let stated: [(String, Int64?)] = [
        ("2025-11-21T02:33:00Z", 1_763_692_380_000_000_000), ("2025-11-21T02:33Z", 1_763_692_380_000_000_000),
        ("2025-11-21 03:33:00", 1_763_692_380_000_000_000), ("2025-11-21T03:33:00+01:00", 1_763_692_380_000_000_000),
        ("2025-11-21T03:33:00+0100", 1_763_692_380_000_000_000), ("2025-11-21T03:33:00+01", 1_763_692_380_000_000_000),
        ("2025-11-20T21:33:00.25-05:00", 1_763_692_380_250_000_000), ("2025-11-21T02:33:00.1234567891Z", 1_763_692_380_123_456_789),
        ("1970-01-01T00:00:00Z", 0), ("2000-02-29T00:00:00Z", 951_782_400_000_000_000), ("2016-12-31T23:59:60Z", 1_483_228_800_000_000_000),
        ("1900-02-29T00:00:00Z", nil), ("2025-13-01T00:00:00Z", nil), ("2025-11-31T00:00:00Z", nil), ("2025-11-21T24:00:00Z", nil),
        ("2025-11-21T02:60:00Z", nil), ("2025-11-21", nil), ("2025-11-21T02:33:00Zx", nil), ("2025-11-21T02:33:00.Z", nil),
        ("2025-11-21T02:33:00+1", nil), ("9999-12-31T23:59:59Z", nil), ("yesterday", nil), ("", nil), ("0000-01-01T00:00:00Z", nil),
    ]

    @Test("ISO 8601", arguments: stated)
    func iso(text: String, nanoseconds: Int64?) throws {
        let zone = try #require(Self.berlin)
        #expect(StatedTime(iso8601: Array(text.utf8), zone: zone)?.instant.nanoseconds == nanoseconds)
    }

    @Test("Unix times tell their unit by their size")
    func unix() {
        #expect(StatedTime(unix: Int64(1_763_692_380)) == StatedTime(Instant(nanoseconds: 1_763_692_380_000_000_000), .seconds))
        #expect(StatedTime(unix: Int64(1_763_692_380_123))?.instant.nanoseconds == 1_763_692_380_123_000_000)
        #expect(StatedTime(unix: Int64(1_763_692_380_123_456))?.instant.nanoseconds == 1_763_692_380_123_456_000)
        #expect(StatedTime(unix: Int64.max)?.instant.nanoseconds == Int64.max)
        #expect(StatedTime(unix: 1_763_692_380.62) == StatedTime(Instant(nanoseconds: 1_763_692_380_620_000_000), .subsecond))
        #expect(StatedTime(unix: Int64(-1)) == nil && StatedTime(unix: -0.5) == nil && StatedTime(unix: 1e300) == nil)
    }

    @Test("days of the calendar go round over 800 years")
    func calendar() throws {
        for day in stride(from: -140_000, through: 150_000, by: 1) {
            let date = CivilDate(daysSince1970: day)
            #expect(date.daysSince1970 == day)
            guard CivilDate(year: date.year, month: date.month, day: date.day) == date else {
                Issue.record("\(date) is no day")
                return
            }
        }
        #expect(CivilDate(daysSince1970: 0).weekday == 4)
    }

    @Test(
        "POSIX rules give the offsets that Foundation's zones give now",
        arguments: [
            ("CET-1CEST,M3.5.0,M10.5.0/3", "Europe/Berlin"), ("EST5EDT,M3.2.0,M11.1.0", "America/New_York"),
            ("AEST-10AEDT,M10.1.0,M4.1.0/3", "Australia/Sydney"), ("<+0545>-5:45", "Asia/Kathmandu"), ("UTC0", "UTC"),
            ("GMT0BST,M3.5.0/1,M10.5.0", "Europe/London"), ("IST-1GMT0,M10.5.0,M3.5.0/1", "Europe/Dublin"),
        ])
    func zones(rule: String, name: String) throws {
        let zone = try #require(LocalZone(posix: rule))
        let known = try #require(TimeZone(identifier: name))
        for hour in 0..<(3 * 366 * 24) {
            let seconds = 1_704_067_200 + hour * 3600
            let wanted = known.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
            #expect(zone.offset(atUTC: seconds) == wanted, "\(name) at \(seconds)")
        }
    }

    @Test(
        "what is no rule is none",
        arguments: ["", "C", "CET", "CET-1CEST", "CET-1CEST,M13.1.0,M1.1.0", "CET-1CEST,M3.5.0", "CET-200", "<+1>", "CET-1x"])
    func noZone(rule: String) {
        #expect(LocalZone(posix: rule) == nil)
    }

    @Test("no second traps a zone")
    func extremes() throws {
        let zone = try #require(Self.berlin)
        for seconds in [Int.min, Int.max, 0] {
            _ = zone.offset(atUTC: seconds)
            _ = zone.utc(ofLocal: seconds)
            _ = zone.day(atUTC: seconds)
        }
        _ = Instant(nanoseconds: .min).advanced(bySeconds: -.infinity)
        _ = Instant(nanoseconds: .max).advanced(bySeconds: 1e300).seconds(since: Instant(nanoseconds: .min))
    }

    @Test("the future is refused or taken as now")
    func future() throws {
        let now = Instant(nanoseconds: 1_763_692_380_000_000_000)
        let message = SensorMessage(routingKey: "a", body: [], receivedAt: now)
        let ahead = StatedTime(now.advanced(bySeconds: 601), .subsecond)
        #expect(throws: Undecodable(.futureTime, "time.payload-ahead")) { try EventTimeRules().time(stated: ahead, of: message) }
        #expect(try EventTimeRules(futurePolicy: .clamp).time(stated: ahead, of: message) == EventTime(now, from: .arrival))
        let near = StatedTime(now.advanced(bySeconds: 600), .subsecond)
        #expect(try EventTimeRules().time(stated: near, of: message) == EventTime(near.instant, from: .payload))
    }
}
