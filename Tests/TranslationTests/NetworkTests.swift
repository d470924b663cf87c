import TestSupport
import Testing

/// Networks that tasks join.
@Suite struct NetworkTests {
    @Test(
        arguments: table(
            #"""
            user: root
                [{"Aliases":["web"],"Target":"s_default"}]
            networks: [front]
                [{"Aliases":["web"],"Target":"s_front"}]
            networks: {front: {aliases: [a], driver_opts: {b: c}}, default: }
                [{"Aliases":["web"],"Target":"s_default"},{"Aliases":["a","web"],"DriverOpts":{"b":"c"},"Target":"s_front"}]
            networks: [outside]
                [{"Aliases":["web"],"Target":"outside"}]
            network_mode: host
                [{"Target":"host"}]
            network_mode: none
                [{"Target":"none"}]
            network_mode: "service:db"
                absent
            """#))
    func sent(_ row: Row) throws {
        #expect(try Translated(service: row.input).wire("TaskTemplate.Networks") == row.expected)
    }
}
