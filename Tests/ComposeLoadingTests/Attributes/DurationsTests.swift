import TestSupport
import Testing

/// Spans of time, at stop_grace_period.
@Suite struct DurationsTests {
    private let subject = Subject.service("stop_grace_period")

    @Test(
        arguments: table(
            #"""
            1s
                "1s"
            90s
                "1m30s"
            1m30s
                "1m30s"
            1h
                "1h0m0s"
            1.5h
                "1h30m0s"
            500ms
                "500ms"
            1us
                "1µs"
            1µs
                "1µs"
            1ns
                "1ns"
            0s
                "0s"
            0
                ! compose.type
            "0"
                "0s"
            1d
                "24h0m0s"
            1w
                "168h0m0s"
            2d12h
                "60h0m0s"
            1h1m1s1ms
                "1h1m1.001s"
            100h
                "100h0m0s"
            .5s
                "500ms"
            5.s
                "5s"
            -5s
                "-5s"
            +5s
                "5s"
            1h-5m
                ! compose.duration
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            5
                ! compose.type
            "5"
                ! compose.duration
            s
                ! compose.duration
            1
                ! compose.type
            1x
                ! compose.duration
            1 s
                ! compose.duration
            ""
                ! compose.duration
            soon
                ! compose.duration
            1e3s
                ! compose.duration
            1..5s
                ! compose.duration
            5S
                ! compose.duration
            9999999999h
                ! compose.duration
            [5s]
                ! compose.type
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
