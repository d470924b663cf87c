import TestSupport
import Testing

/// Secrets of a service.
@Suite struct ServiceSecretsTests {
    private let subject = Subject.service(
        "secrets", with: "secrets: {cert: {file: s.txt}, key: {file: s.txt}}\nconfigs: {conf: {file: s.txt}, other: {file: s.txt}}\n")

    @Test(
        arguments: table(
            #"""
            [cert]
                [{"source":"cert","target":"/run/secrets/cert"}]
            [cert, key]
                [{"source":"cert","target":"/run/secrets/cert"},{"source":"key","target":"/run/secrets/key"}]
            [{source: cert}]
                [{"source":"cert","target":"/run/secrets/cert"}]
            [{source: cert, target: c.pem}]
                [{"source":"cert","target":"c.pem"}]
            [{source: cert, target: /etc/c.pem, uid: "103", gid: "104", mode: 0440}]
                [{"gid":"104","mode":288,"source":"cert","target":"/etc/c.pem","uid":"103"}]
            [{source: cert, mode: "0440"}]
                [{"mode":288,"source":"cert","target":"/run/secrets/cert"}]
            [{source: cert, mode: 0o440}]
                [{"mode":288,"source":"cert","target":"/run/secrets/cert"}]
            [{source: cert, mode: 288}]
                [{"mode":288,"source":"cert","target":"/run/secrets/cert"}]
            [{source: cert, x-a: 1}]
                [{"source":"cert","target":"/run/secrets/cert","x-a":1}]
            [cert, cert]
                [{"source":"cert","target":"/run/secrets/cert"}]
            []
                absent
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            [crt]
                ! compose.secret.undefined
            [{source: crt}]
                ! compose.secret.undefined
            [{target: x}]
                ! compose.key.missing
            cert
                ! compose.type
            [5]
                ! compose.type
            [{source: cert, mode: rw}]
                ! compose.mode
            [{source: cert, mode: "0999"}]
                ! compose.mode
            [{source: cert, uid: 103}]
                ! compose.type
            [{source: cert, moe: 1}]
                ! compose.key.unknown
            [[cert]]
                ! compose.type
            {cert: }
                ! compose.type
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
