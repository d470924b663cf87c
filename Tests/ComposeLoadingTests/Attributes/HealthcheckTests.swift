import TestSupport
import Testing

/// Health checks: test forms, durations, retries.
@Suite struct HealthcheckTests {
    private let subject = Subject.service("healthcheck")

    @Test(
        arguments: table(
            #"""
            {test: curl -f http://localhost}
                {"test":["CMD-SHELL","curl -f http://localhost"]}
            {test: [CMD, curl, -f]}
                {"test":["CMD","curl","-f"]}
            {test: ["CMD-SHELL", "a || b"]}
                {"test":["CMD-SHELL","a || b"]}
            {test: [NONE]}
                {"test":["NONE"]}
            {test: none}
                {"test":["CMD-SHELL","none"]}
            {test: [CMD, a], interval: 30s, timeout: 1m30s, retries: 3, start_period: 1h}
                {"interval":"30s","retries":3,"start_period":"1h0m0s","test":["CMD","a"],"timeout":"1m30s"}
            {test: [CMD, a], start_period: 10s, start_interval: 500ms}
                {"start_interval":"500ms","start_period":"10s","test":["CMD","a"]}
            {test: [CMD, a], retries: "5"}
                {"retries":5,"test":["CMD","a"]}
            {test: [CMD, a], retries: 0}
                {"retries":0,"test":["CMD","a"]}
            {disable: true}
                {"disable":true}
            {disable: "yes"}
                {"disable":true}
            {disable: false}
                {}
            {test: [CMD, a], disable: true}
                {"disable":true,"test":["CMD","a"]}
            {interval: 5s}
                {"interval":"5s"}
            {}
                {}
            {test: []}
                {}
            {test: ""}
                {"test":["CMD-SHELL",""]}
            {test: [CMD, a], interval: 0s}
                {"interval":"0s","test":["CMD","a"]}
            {test: [CMD, a], x-why: because}
                {"test":["CMD","a"],"x-why":"because"}
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            {test: [curl, -f]}
                ! compose.healthcheck.test
            {test: [CMD, 5]}
                ! compose.type
            {test: 5}
                ! compose.type
            {test: {a: b}}
                ! compose.type
            {test: [CMD, a], interval: 30}
                ! compose.type
            {test: [CMD, a], interval: 30 seconds}
                ! compose.duration
            {test: [CMD, a], interval: soon}
                ! compose.duration
            {test: [CMD, a], timeout: ""}
                ! compose.duration
            {test: [CMD, a], retries: many}
                ! compose.integer
            {test: [CMD, a], retries: 1.5}
                ! compose.type
            {test: [CMD, a], retries: -1}
                ! compose.integer.range
            {tests: [CMD, a]}
                ! compose.key.unknown
            {disable: sometimes}
                ! compose.boolean
            [CMD, a]
                ! compose.type
            curl
                ! compose.type
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
