import TestSupport
import Testing

/// How many tasks a service has.
@Suite struct ModeTests {
    @Test(
        arguments: table(
            #"""
            user: root
                {"Replicated":{}}
            scale: 3
                {"Replicated":{"Replicas":3}}
            deploy: {replicas: 0}
                {"Replicated":{"Replicas":0}}
            deploy: {mode: global}
                {"Global":{}}
            deploy: {mode: replicated-job, replicas: 2}
                {"ReplicatedJob":{"MaxConcurrent":2,"TotalCompletions":2}}
            deploy: {mode: global-job}
                {"GlobalJob":{}}
            deploy: {mode: swarm}
                ! swarm.deploy.mode
            deploy: {mode: global, replicas: 2}
                ! swarm.deploy.replicas
            deploy: {mode: replicated-job, update_config: {order: start-first}}
                ! swarm.deploy.job-update
            """#))
    func sent(_ row: Row) throws {
        #expect(try Translated(service: row.input).wire("Mode") == row.expected)
    }
}
