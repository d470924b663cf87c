import TestSupport
import Testing

/// Health checks of tasks.
@Suite struct HealthTests {
    @Test(
        arguments: table(
            #"""
            healthcheck: {test: curl x, interval: 5s, timeout: 1s, retries: 3, start_period: 1m, start_interval: 2s}
                {"Interval":5000000000,"Retries":3,"StartInterval":2000000000,"StartPeriod":60000000000,"Test":["CMD-SHELL","curl x"],"Timeout":1000000000}
            healthcheck: {disable: true}
                {"Test":["NONE"]}
            healthcheck: {test: [CMD, a], disable: true}
                ! swarm.healthcheck.disable
            healthcheck: {test: [NONE]}
                {"Test":["NONE"]}
            user: root
                absent
            """#))
    func sent(_ row: Row) throws {
        #expect(try Translated(service: row.input).wire("TaskTemplate.ContainerSpec.Healthcheck") == row.expected)
    }
}
