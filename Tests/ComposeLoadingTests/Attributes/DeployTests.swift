import TestSupport
import Testing

/// The deploy section but for resources.
@Suite struct DeployTests {
    private let subject = Subject.service("deploy")

    @Test(
        arguments: table(
            #"""
            {mode: global}
                {"mode":"global"}
            {mode: replicated, replicas: 3}
                {"mode":"replicated","replicas":3}
            {mode: replicated-job, replicas: 3}
                {"mode":"replicated-job","replicas":3}
            {replicas: 0}
                {"replicas":0}
            {replicas: "3"}
                {"replicas":3}
            {labels: [a=b]}
                {"labels":{"a":"b"}}
            {labels: {a: 1}}
                {"labels":{"a":"1"}}
            {endpoint_mode: dnsrr}
                {"endpoint_mode":"dnsrr"}
            {update_config: {parallelism: 2, delay: 10s, failure_action: rollback, monitor: 1m, max_failure_ratio: 0.3, order: start-first}}
                {"update_config":{"delay":"10s","failure_action":"rollback","max_failure_ratio":0.3,"monitor":"1m0s","order":"start-first","parallelism":2}}
            {rollback_config: {parallelism: 0, delay: 0s, failure_action: pause, order: stop-first}}
                {"rollback_config":{"failure_action":"pause","order":"stop-first","parallelism":0}}
            {update_config: {}}
                {"update_config":{}}
            {update_config: {parallelism: 0}}
                {"update_config":{"parallelism":0}}
            {update_config: {max_failure_ratio: 1}}
                {"update_config":{"max_failure_ratio":1}}
            {restart_policy: {condition: on-failure, delay: 5s, max_attempts: 3, window: 2m}}
                {"restart_policy":{"condition":"on-failure","delay":"5s","max_attempts":3,"window":"2m0s"}}
            {restart_policy: {}}
                {"restart_policy":{}}
            {restart_policy: {max_attempts: 0}}
                {"restart_policy":{"max_attempts":0}}
            {placement: {constraints: [node.role == manager, node.labels.a != b]}}
                {"placement":{"constraints":["node.role == manager","node.labels.a != b"]}}
            {placement: {preferences: [{spread: node.labels.zone}]}}
                {"placement":{"preferences":[{"spread":"node.labels.zone"}]}}
            {placement: {max_replicas_per_node: 0}}
                absent
            {placement: {max_replicas_per_node: 2}}
                {"placement":{"max_replicas_per_node":2}}
            {placement: {}}
                absent
            {x-a: 1, mode: global}
                {"mode":"global","x-a":1}
            {}
                absent
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            {replicas: many}
                ! compose.integer
            {replicas: 1.5}
                ! compose.type
            {mode: [global]}
                ! compose.type
            {labels: a}
                ! compose.type
            {update_config: {order: both}}
                ! compose.value.choice
            {update_config: {delay: 10}}
                ! compose.type
            {update_config: {delay: 10 s}}
                ! compose.duration
            {update_config: {parallelism: -1}}
                ! compose.integer.range
            {update_config: {parallelism: x}}
                ! compose.integer
            {update_config: {max_failure_ratio: lots}}
                ! compose.type
            {update_config: {paralelism: 1}}
                ! compose.key.unknown
            {restart_policy: {delay: x}}
                ! compose.duration
            {restart_policy: {max_attempts: x}}
                ! compose.integer
            {placement: {constraints: node.role == manager}}
                ! compose.type
            {placement: {preferences: [node.labels.zone]}}
                ! compose.type
            {placement: {constraint: []}}
                ! compose.key.unknown
            {replica: 2}
                ! compose.key.unknown
            [global]
                ! compose.type
            3
                ! compose.type
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
