import TestSupport
import Testing

/// Memory mounts in the short form.
@Suite struct TmpfsTests {
    private let subject = Subject.service("tmpfs")

    @Test(
        arguments: table(
            #"""
            /run
                ["/run"]
            [/run, /tmp]
                ["/run","/tmp"]
            ["/run:size=64m,mode=1777"]
                ["/run:size=64m,mode=1777"]
            [/run, /run]
                ["/run"]
            []
                absent
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            5
                ! compose.type
            [5]
                ! compose.type
            {a: b}
                ! compose.type
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
