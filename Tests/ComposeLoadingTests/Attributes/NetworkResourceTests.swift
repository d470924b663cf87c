import TestSupport
import Testing

/// Networks of the project.
@Suite struct NetworkResourceTests {
    private let subject = Subject.resource("networks", "net", use: "networks: [net]")

    @Test(
        arguments: table(
            #"""
            {}
                {"name":"p_net"}
            ~
                {"name":"p_net"}
            {driver: overlay, driver_opts: {a: 1, b: "2"}}
                {"driver":"overlay","driver_opts":{"a":"1","b":"2"},"name":"p_net"}
            {driver_opts: {a: ~}}
                ! compose.type
            {driver_opts: {com.docker.network.bridge.enable_icc: true}}
                ! compose.type
            {ipam: {options: {a: 1}}}
                ! compose.type
            {ipam: {config: [{aux_addresses: {a: ~}}]}}
                ! compose.type
            {ipam: {config: [{subnet: "", ip_range: ""}]}}
                {"ipam":{"config":[{}]},"name":"p_net"}
            {name: other}
                {"name":"other"}
            {internal: true, attachable: true}
                {"attachable":true,"internal":true,"name":"p_net"}
            {internal: "yes"}
                {"internal":true,"name":"p_net"}
            {internal: false}
                {"name":"p_net"}
            {enable_ipv6: true}
                {"enable_ipv6":true,"name":"p_net"}
            {enable_ipv6: false}
                {"enable_ipv6":false,"name":"p_net"}
            {labels: [a=b]}
                {"labels":{"a":"b"},"name":"p_net"}
            {external: true}
                {"external":true,"name":"net"}
            {external: true, name: other}
                {"external":true,"name":"other"}
            {external: {name: other}}
                {"external":true,"name":"other"}
            {external: false}
                {"name":"p_net"}
            {ipam: {driver: default, config: [{subnet: 10.1.0.0/16, gateway: 10.1.0.1, ip_range: 10.1.5.0/24, aux_addresses: {a: 10.1.0.9}}], options: {a: b}}}
                {"ipam":{"config":[{"aux_addresses":{"a":"10.1.0.9"},"gateway":"10.1.0.1","ip_range":"10.1.5.0/24","subnet":"10.1.0.0/16"}],"driver":"default","options":{"a":"b"}},"name":"p_net"}
            {ipam: {config: []}}
                {"name":"p_net"}
            {ipam: {}}
                {"name":"p_net"}
            {x-a: 1}
                {"name":"p_net","x-a":1}
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            {driver: 5}
                ! compose.type
            {driver_opts: [a]}
                ! compose.type
            {external: perhaps}
                ! compose.boolean
            {internal: perhaps}
                ! compose.boolean
            {ipam: {config: [{subnet: 10.1.0.0}]}}
                ! compose.cidr
            {ipam: {config: [{subnet: 10.1.0.0/33}]}}
                ! compose.cidr
            {ipam: {config: {subnet: 10.1.0.0/16}}}
                ! compose.type
            {ipam: {cfg: []}}
                ! compose.key.unknown
            {driverr: x}
                ! compose.key.unknown
            {labels: a}
                ! compose.type
            overlay
                ! compose.type
            [a]
                ! compose.type
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
