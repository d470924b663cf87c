import TestSupport
import Testing

/// Configs of a service.
@Suite struct ServiceConfigsTests {
    private let subject = Subject.service(
        "configs", with: "secrets: {cert: {file: s.txt}, key: {file: s.txt}}\nconfigs: {conf: {file: s.txt}, other: {file: s.txt}}\n")

    @Test(
        arguments: table(
            #"""
            [conf]
                [{"source":"conf"}]
            [{source: conf, target: /etc/app.conf, mode: 0444}]
                [{"mode":292,"source":"conf","target":"/etc/app.conf"}]
            [{source: conf, mode: "444"}]
                [{"mode":292,"source":"conf"}]
            [conf, other]
                [{"source":"conf"},{"source":"other"}]
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            [cnf]
                ! compose.config.undefined
            [{target: x}]
                ! compose.key.missing
            conf
                ! compose.type
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
