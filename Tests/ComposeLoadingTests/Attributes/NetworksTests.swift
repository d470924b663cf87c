import TestSupport
import Testing

/// Networks that a service joins.
@Suite struct NetworksTests {
    private let subject = Subject.service("networks", with: "networks: {front: {}, back: {}}\n")

    @Test(
        arguments: table(
            #"""
            [front]
                {"front":null}
            [front, back]
                {"back":null,"front":null}
            [front, front]
                ! compose.list.repeated
            {front: , back: }
                {"back":null,"front":null}
            {front: {}}
                {"front":{}}
            {front: {aliases: [a, b]}}
                {"front":{"aliases":["a","b"]}}
            {front: {aliases: [a, a]}}
                {"front":{"aliases":["a"]}}
            {front: {ipv4_address: 10.0.0.5, ipv6_address: "2001:db8::1"}}
                {"front":{"ipv4_address":"10.0.0.5","ipv6_address":"2001:db8::1"}}
            {front: {link_local_ips: [169.254.1.1], priority: 100, mac_address: "02:42:ac:11:00:02"}}
                {"front":{"link_local_ips":["169.254.1.1"],"mac_address":"02:42:ac:11:00:02","priority":100}}
            {front: {driver_opts: {a: 1, b: c}}}
                {"front":{"driver_opts":{"a":"1","b":"c"}}}
            {front: {x-a: 1}}
                {"front":{"x-a":1}}
            {front: {priority: 0}}
                {"front":{}}
            []
                {"default":null}
            {}
                {"default":null}
            [default]
                {"default":null}
            {default: {aliases: [a]}}
                {"default":{"aliases":["a"]}}
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            [frnt]
                ! compose.network.undefined
            [missing]
                ! compose.network.undefined
            {missing: }
                ! compose.network.undefined
            front
                ! compose.type
            [5]
                ! compose.type
            {front: [a]}
                ! compose.type
            {front: yes}
                ! compose.type
            {front: {alias: [a]}}
                ! compose.key.unknown
            {front: {aliases: a}}
                ! compose.type
            {front: {priority: high}}
                ! compose.integer
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
