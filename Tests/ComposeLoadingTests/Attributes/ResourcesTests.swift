import TestSupport
import Testing

/// Limits and reservations.
@Suite struct ResourcesTests {
    private let subject = Subject(
        "name: p\nservices:\n  web:\n    image: i\n    deploy: {resources: @}\n", path: ["services", "web", "deploy", "resources"])

    @Test(
        arguments: table(
            #"""
            {limits: {cpus: "0.5", memory: 50M, pids: 100}}
                {"limits":{"cpus":0.5,"memory":"52428800","pids":100}}
            {limits: {cpus: 0.5}}
                {"limits":{"cpus":0.5}}
            {limits: {cpus: 2}}
                {"limits":{"cpus":2}}
            {limits: {cpus: "0.000000001"}}
                {"limits":{"cpus":1e-09}}
            {limits: {cpus: ".5"}}
                {"limits":{"cpus":0.5}}
            {limits: {cpus: "1.50"}}
                {"limits":{"cpus":1.5}}
            {limits: {memory: "1073741824"}}
                {"limits":{"memory":"1073741824"}}
            {limits: {memory: 1073741824}}
                ! compose.type
            {reservations: {memory: 1.5}}
                ! compose.type
            {reservations: {generic_resources: [{discrete_resource_spec: {}}]}}
                {"reservations":{"generic_resources":[{"discrete_resource_spec":{"kind":"","value":0}}]}}
            {limits: {memory: 1.5g}}
                {"limits":{"memory":"1610612736"}}
            {limits: {memory: 2GiB}}
                {"limits":{"memory":"2147483648"}}
            {limits: {pids: 0}}
                {"limits":{}}
            {limits: {pids: -1}}
                {"limits":{"pids":-1}}
            {limits: {}}
                {"limits":{}}
            {reservations: {cpus: "0.25", memory: 20m}}
                {"reservations":{"cpus":0.25,"memory":"20971520"}}
            {reservations: {generic_resources: [{discrete_resource_spec: {kind: gpu, value: 2}}]}}
                {"reservations":{"generic_resources":[{"discrete_resource_spec":{"kind":"gpu","value":2}}]}}
            {reservations: {devices: [{capabilities: [gpu], count: 1}]}}
                {"reservations":{"devices":[{"capabilities":["gpu"],"count":1}]}}
            {reservations: {devices: [{capabilities: [gpu], count: all}]}}
                {"reservations":{"devices":[{"capabilities":["gpu"],"count":-1}]}}
            {reservations: {devices: [{capabilities: [gpu]}]}}
                {"reservations":{"devices":[{"capabilities":["gpu"],"count":-1}]}}
            {reservations: {devices: [{capabilities: [gpu], device_ids: ["0", "3"], driver: nvidia, options: {a: b}}]}}
                {"reservations":{"devices":[{"capabilities":["gpu"],"device_ids":["0","3"],"driver":"nvidia","options":{"a":"b"}}]}}
            {}
                absent
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            {limits: {cpus: half}}
                ! compose.cpus
            {limits: {cpus: "0.0000000001"}}
                ! compose.cpus
            {limits: {cpus: [1]}}
                ! compose.type
            {limits: {memory: lots}}
                ! compose.size
            {limits: {memory: 5x}}
                ! compose.size
            {limits: {memory: ""}}
                ! compose.size
            {limits: {pids: many}}
                ! compose.integer
            {limit: {}}
                ! compose.key.unknown
            {limits: {devices: []}}
                ! compose.key.unknown
            {reservations: {pids: 5}}
                ! compose.key.unknown
            {reservations: {devices: [{capabilities: [gpu], count: 1, device_ids: ["0"]}]}}
                ! compose.key.exclusive
            {reservations: {devices: [{capabilities: [gpu], count: some}]}}
                ! compose.integer
            {reservations: {generic_resources: [{kind: gpu}]}}
                ! compose.key.unknown
            {reservations: {devices: {}}}
                ! compose.type
            [1]
                ! compose.type
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
