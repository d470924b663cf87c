import EngineModel
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", Int64(0), Int32(0)),
        ("2026-11-21T02:10:42.123456789Z", 1_795_227_042, 123_456_789),
        ("2026-11-21T04:10:42.5+02:00", 1_795_227_042, 500_000_000),
        ("2000-02-29T23:59:59Z", 951_868_799, 0),
        ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
        ("1969-12-31T23:59:59.000000001Z", -1, 1),
    ])
    func reads(text: String, seconds: Int64, nanoseconds: Int32) {
        #expect(Timestamp(text) == Timestamp(seconds: seconds, nanoseconds: nanoseconds))
    }

    @Test(arguments: ["", "2026", "2026-13-01T00:00:00Z", "2026-11-21T02:10:42", "2026-11-21T02:10:42.Z", "2026-11-21T02:10:42Zx"])
    func refuses(text: String) { #expect(Timestamp(text) == nil) }

    @Test(arguments: [
        "1970-01-01T00:00:00Z", "2026-11-21T02:10:42.12Z", "2024-02-29T00:00:00Z", "0001-01-01T00:00:00Z", "1900-03-01T12:00:00.000000001Z",
    ])
    func writesWhatItRead(text: String) { #expect(Timestamp(text)?.description == text) }

    @Test func theEnginesMissingTimeIsZero() {
        #expect(Timestamp("0001-01-01T00:00:00Z")?.isZero == true)
        #expect(Timestamp("1970-01-01T00:00:00Z")?.isZero == false)
    }
}
