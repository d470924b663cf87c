import TestSupport
import Testing

/// Configs of tasks.
@Suite struct ConfigTests {
    @Test(
        arguments: table(
            #"""
            configs: [conf]
                [{"ConfigName":"s_conf","File":{"GID":"0","Mode":292,"Name":"conf","UID":"0"}}]
            configs: [{source: conf, target: /etc/c, mode: 0400}]
                [{"ConfigName":"s_conf","File":{"GID":"0","Mode":256,"Name":"/etc/c","UID":"0"}}]
            credential_spec: {config: conf}
                [{"ConfigName":"s_conf","Runtime":{}}]
            """#))
    func sent(_ row: Row) throws {
        #expect(try Translated(service: row.input).wire("TaskTemplate.ContainerSpec.Configs") == row.expected)
    }
}
