import TestSupport
import Testing

/// When tasks are started again.
@Suite struct RestartTests {
    @Test(
        arguments: table(
            #"""
            restart: "no"
                {"Condition":"none"}
            restart: always
                {"Condition":"any"}
            restart: unless-stopped
                {"Condition":"any"}
            restart: on-failure
                {"Condition":"on-failure"}
            restart: "on-failure:3"
                {"Condition":"on-failure","MaxAttempts":3}
            restart: sometimes
                ! swarm.restart
            restart: "on-failure:x"
                ! swarm.restart
            deploy: {restart_policy: {condition: on-failure, delay: 5s, max_attempts: 3, window: 1m}}
                {"Condition":"on-failure","Delay":5000000000,"MaxAttempts":3,"Window":60000000000}
            restart: always, deploy: {restart_policy: {condition: none}}
                {"Condition":"none"}
            user: root
                absent
            """#))
    func sent(_ row: Row) throws {
        #expect(try Translated(service: row.input).wire("TaskTemplate.RestartPolicy") == row.expected)
    }
}
