import TestSupport
import Testing

/// Amounts of memory, at mem_limit.
@Suite struct SizesTests {
    private let subject = Subject.service("mem_limit")

    @Test(
        arguments: table(
            #"""
            512
                "512"
            "512"
                "512"
            1000.5
                "1000"
            "1e3"
                ! compose.size
            512b
                "512"
            64k
                "65536"
            64kb
                "65536"
            64K
                "65536"
            64KiB
                "65536"
            1.5g
                "1610612736"
            1 g
                "1073741824"
            1gb
                "1073741824"
            1t
                "1099511627776"
            1p
                "1125899906842624"
            0
                absent
            "0"
                absent
            1.9b
                "1"
            .5m
                "524288"
            5.m
                "5242880"
            -1
                "-1"
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            x
                ! compose.size
            1x
                ! compose.size
            1gbb
                ! compose.size
            1 gb b
                ! compose.size
            ""
                ! compose.size
            "-5m"
                ! compose.size
            [1]
                ! compose.type
            1kk
                ! compose.size
             1,5g
                ! compose.size
            true
                ! compose.type
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
