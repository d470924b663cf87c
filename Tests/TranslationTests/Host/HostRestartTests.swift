import TestSupport
import Testing
import Translation

/// When containers are started again.
@Suite struct HostRestartTests {
    @Test(
        arguments: table(
            #"""
            restart: "no"
                {"Name":"no"}
            restart: always
                {"Name":"always"}
            restart: unless-stopped
                {"Name":"unless-stopped"}
            restart: "on-failure:3"
                {"MaximumRetryCount":3,"Name":"on-failure"}
            deploy: {restart_policy: {condition: none}}
                {"Name":"no"}
            deploy: {restart_policy: {condition: any}}
                {"Name":"always"}
            deploy: {restart_policy: {delay: 5s}}
                {"Name":"always"}
            deploy: {restart_policy: {condition: on-failure, max_attempts: 3, window: 1m}}
                {"MaximumRetryCount":3,"Name":"on-failure"}
            deploy: {restart_policy: {condition: any, max_attempts: 3}}
                {"Name":"always"}
            restart: always, deploy: {restart_policy: {condition: on-failure}}
                {"Name":"on-failure"}
            user: root
                absent
            """#))
    func sent(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.RestartPolicy") == row.expected)
    }

    @Test func warnsOfAttemptsThatNobodyCounts() {
        let restart = "deploy: {restart_policy: {condition: any, max_attempts: 3}}"
        #expect(HostTranslated(service: restart).warnings == ["host.restart.attempts"])
        #expect(HostTranslated(service: "deploy: {restart_policy: {condition: on-failure, max_attempts: 3}}").warnings.isEmpty)
    }
}
