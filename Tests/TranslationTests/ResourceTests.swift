import TestSupport
import Testing

/// What tasks may use, and what is reserved for them.
@Suite struct ResourceTests {
    @Test(
        arguments: table(
            #"""
            deploy: {resources: {limits: {cpus: "0.5", memory: 64m, pids: 5}}}
                {"Limits":{"MemoryBytes":67108864,"NanoCPUs":500000000,"Pids":5}}
            deploy: {resources: {reservations: {cpus: "0.25", memory: 1m, generic_resources: [{discrete_resource_spec: {kind: gpu, value: 2}}]}}}
                {"Reservations":{"GenericResources":[{"DiscreteResourceSpec":{"Kind":"gpu","Value":2}}],"MemoryBytes":1048576,"NanoCPUs":250000000}}
            cpus: 1.5
                {"Limits":{"NanoCPUs":1500000000}}
            mem_limit: 64m
                {"Limits":{"MemoryBytes":67108864}}
            pids_limit: 7
                {"Limits":{"Pids":7}}
            mem_reservation: 32m
                {"Reservations":{"MemoryBytes":33554432}}
            mem_limit: 64m, deploy: {resources: {limits: {cpus: "1", memory: 64m}}}
                {"Limits":{"MemoryBytes":67108864,"NanoCPUs":1000000000}}
            user: root
                {}
            """#))
    func sent(_ row: Row) throws {
        #expect(try Translated(service: row.input).wire("TaskTemplate.Resources") == row.expected)
    }
}
