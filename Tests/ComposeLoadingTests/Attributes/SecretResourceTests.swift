import TestSupport
import Testing

/// Secrets of the project.
@Suite struct SecretResourceTests {
    private let subject = Subject.resource("secrets", "sec", use: "secrets: [sec]")

    @Test(
        arguments: table(
            #"""
            {file: ./s.txt}
                {"file":"/p/s.txt","name":"p_sec"}
            {file: /abs/s.txt}
                {"file":"/abs/s.txt","name":"p_sec"}
            {file: ~/s.txt}
                {"file":"/home/me/s.txt","name":"p_sec"}
            {environment: SHELLVAR}
                {"environment":"SHELLVAR","name":"p_sec"}
            {external: true}
                {"external":true,"name":"sec"}
            {external: true, name: other}
                {"external":true,"name":"other"}
            {external: {name: other}}
                {"external":true,"name":"other"}
            {file: s.txt, name: other, labels: [a=b], template_driver: golang}
                {"file":"/p/s.txt","labels":{"a":"b"},"name":"other","template_driver":"golang"}
            {driver: vault, driver_opts: {a: b}}
                {"driver":"vault","driver_opts":{"a":"b"},"name":"p_sec"}
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            {}
                ! compose.file-object.source
            ~
                ! compose.type
            {file: s.txt, environment: SHELLVAR}
                ! compose.file-object.sources
            {file: s.txt, external: true}
                {"external":true,"file":"/p/s.txt","name":"sec"}
            {environment: ""}
                ! compose.file-object.source
            {driver: vault, driver_opts: {a: true}}
                ! compose.type
            {content: x}
                ! compose.key.unknown
            {fil: x}
                ! compose.key.unknown
            {file: 5}
                ! compose.type
            x
                ! compose.type
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
