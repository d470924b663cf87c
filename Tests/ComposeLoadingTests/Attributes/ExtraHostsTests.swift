import TestSupport
import Testing

/// Extra host names.
@Suite struct ExtraHostsTests {
    private let subject = Subject.service("extra_hosts")

    @Test(
        arguments: table(
            #"""
            ["a=10.0.0.1"]
                ["a=10.0.0.1"]
            ["a:10.0.0.1"]
                ["a=10.0.0.1"]
            ["a=::1"]
                ["a=::1"]
            ["a:::1"]
                ["a=::1"]
            ["a=[::1]"]
                ["a=::1"]
            ["a:[::1]"]
                ["a=::1"]
            ["a=10.0.0.1", "a=10.0.0.2"]
                ["a=10.0.0.1","a=10.0.0.2"]
            ["a=10.0.0.1", "a=10.0.0.1"]
                ! compose.list.repeated
            ["a=host-gateway"]
                ["a=host-gateway"]
            {a: 10.0.0.1}
                ["a=10.0.0.1"]
            {a: [10.0.0.1, 10.0.0.2]}
                ["a=10.0.0.1","a=10.0.0.2"]
            {a: "[::1]"}
                ["a=::1"]
            {a: ~}
                ! compose.type
            {a: 5}
                ! compose.type
            {b: 10.0.0.1, a: 10.0.0.2}
                ["a=10.0.0.2","b=10.0.0.1"]
            ["a.example.com=10.0.0.1"]
                ["a.example.com=10.0.0.1"]
            ["a=10.0.0.1,10.0.0.2"]
                ["a=10.0.0.1","a=10.0.0.2"]
            ["b=1.1.1.1", "a=2.2.2.2", "b=3.3.3.3"]
                ["a=2.2.2.2","b=1.1.1.1","b=3.3.3.3"]
            []
                absent
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            ["a"]
                ! compose.extra-host
            ["=10.0.0.1"]
                ! compose.extra-host
            ["a="]
                ["a="]
            a=10.0.0.1
                ! compose.type
            {"a:b": 10.0.0.1}
                ! compose.extra-host
            {"": 10.0.0.1}
                ! compose.extra-host
            [5]
                ! compose.type
            {a: {b: c}}
                ! compose.type
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
