import Testing

@testable import Terminal

@Suite("Durations in words") struct HumanDurationTests {
    @Test(
        "docker's words",
        arguments: [
            (0, "Less than a second"), (1, "1 second"), (59, "59 seconds"), (60, "About a minute"), (119, "About a minute"),
            (120, "2 minutes"), (3599, "59 minutes"), (3600, "About an hour"), (5399, "About an hour"), (5400, "2 hours"),
            (47 * 3600, "47 hours"), (48 * 3600, "2 days"), (13 * 86400, "13 days"), (14 * 86400, "2 weeks"), (60 * 86400, "2 months"),
            (729 * 86400, "24 months"), (730 * 86400, "2 years"), (-5, "Less than a second"),
        ] as [(Int64, String)])
    func words(seconds: Int64, expected: String) {
        #expect(Duration.seconds(seconds).humanText == expected)
    }

    @Test(
        "short",
        arguments: [(0, "0.0 s"), (450, "0.4 s"), (12_400, "12.4 s"), (59_999, "59.9 s"), (60_000, "1 min 0 s"), (7_440_000, "2 h 4 min")])
    func short(milliseconds: Int, expected: String) {
        #expect(Duration.milliseconds(milliseconds).shortText == expected)
    }
}
