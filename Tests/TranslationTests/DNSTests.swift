import TestSupport
import Testing

/// Name servers of tasks.
@Suite struct DNSTests {
    @Test(
        arguments: table(
            #"""
            dns: 1.1.1.1
                {"Nameservers":["1.1.1.1"]}
            dns: [1.1.1.1], dns_search: a.b, dns_opt: [use-vc]
                {"Nameservers":["1.1.1.1"],"Options":["use-vc"],"Search":["a.b"]}
            dns: [1.1.1.1, resolver], dns_opt: [use-vc]
                ! swarm.dns.address
            user: root
                absent
            """#))
    func sent(_ row: Row) throws {
        #expect(try Translated(service: row.input).wire("TaskTemplate.ContainerSpec.DNSConfig") == row.expected)
    }
}
