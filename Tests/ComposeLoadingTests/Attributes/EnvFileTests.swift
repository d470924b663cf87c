import TestSupport
import Testing

/// Files of variables: forms and paths.
@Suite struct EnvFileTests {
    private let subject = Subject(
        "name: p\nservices:\n  web:\n    image: i\n    env_file: @\n", path: ["services", "web", "environment"],
        files: ["/p/a.env": "A=1\nB=2\n", "/p/b.env": "B=3\nC=4\n"])

    @Test(
        arguments: table(
            #"""
            a.env
                {"A":"1","B":"2"}
            ./a.env
                {"A":"1","B":"2"}
            [a.env, b.env]
                {"A":"1","B":"3","C":"4"}
            [{path: a.env}]
                {"A":"1","B":"2"}
            [{path: a.env, required: true}]
                {"A":"1","B":"2"}
            [{path: missing.env, required: false}]
                absent
            [{path: a.env}, b.env]
                {"A":"1","B":"3","C":"4"}
            []
                absent
            /p/a.env
                {"A":"1","B":"2"}
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            missing.env
                ! compose.file.unreadable
            [missing.env]
                ! compose.file.unreadable
            [{path: missing.env}]
                ! compose.file.unreadable
            [{required: true}]
                ! compose.key.missing
            {path: a.env}
                ! compose.type
            5
                ! compose.type
            [{path: a.env, requird: true}]
                ! compose.key.unknown
            [{path: a.env, required: perhaps}]
                ! compose.boolean
            [[a.env]]
                ! compose.type
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
