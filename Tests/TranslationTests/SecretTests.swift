import TestSupport
import Testing

/// Secrets of tasks.
@Suite struct SecretTests {
    @Test(
        arguments: table(
            #"""
            secrets: [cert]
                [{"File":{"GID":"0","Mode":292,"Name":"cert","UID":"0"},"SecretName":"s_cert"}]
            secrets: [{source: cert, target: /etc/c, uid: "5", gid: "6", mode: 0400}]
                [{"File":{"GID":"6","Mode":256,"Name":"/etc/c","UID":"5"},"SecretName":"s_cert"}]
            secrets: [key, cert]
                [{"File":{"GID":"0","Mode":292,"Name":"key","UID":"0"},"SecretName":"real"},{"File":{"GID":"0","Mode":292,"Name":"cert","UID":"0"},"SecretName":"s_cert"}]
            """#))
    func sent(_ row: Row) throws {
        #expect(try Translated(service: row.input).wire("TaskTemplate.ContainerSpec.Secrets") == row.expected)
    }
}
