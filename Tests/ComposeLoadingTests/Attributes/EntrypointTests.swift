import TestSupport
import Testing

/// Entry points, which have the forms of commands.
@Suite struct EntrypointTests {
    private let subject = Subject.service("entrypoint")

    @Test(
        arguments: table(
            #"""
            [sh, -c, "a b"]
                ["sh","-c","a b"]
            sh -c "a b"
                ["sh","-c","a b"]
            []
                []
            ""
                []
            ~
                absent
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            sh 'a
                ! compose.command.quote
            5
                ! compose.type
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
