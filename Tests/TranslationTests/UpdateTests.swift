import TestSupport
import Testing

/// How tasks are replaced.
@Suite struct UpdateTests {
    @Test(
        arguments: table(
            #"""
            deploy: {update_config: {parallelism: 2, delay: 10s, failure_action: rollback, monitor: 1m, max_failure_ratio: 0.25, order: start-first}}
                {"Delay":10000000000,"FailureAction":"rollback","MaxFailureRatio":0.25,"Monitor":60000000000,"Order":"start-first","Parallelism":2}
            deploy: {update_config: {}}
                {"Parallelism":1}
            deploy: {update_config: {parallelism: 0}}
                {"Parallelism":0}
            """#))
    func sent(_ row: Row) throws {
        #expect(try Translated(service: row.input).wire("UpdateConfig") == row.expected)
    }
}
