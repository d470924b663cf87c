import TestSupport
import Testing

/// Labels: list, mapping, values of other types.
@Suite struct LabelsTests {
    private let subject = Subject.service("labels")

    @Test(
        arguments: table(
            #"""
            {a: b}
                {"a":"b"}
            [a=b]
                {"a":"b"}
            [a=b=c]
                {"a":"b=c"}
            [a]
                {"a":""}
            ["a="]
                {"a":""}
            {a: ~}
                {"a":""}
            {a: 1, b: true, c: 1.50}
                {"a":"1","b":"true","c":"1.5"}
            [a=1, a=2]
                {"a":"2"}
            {b: 1, a: 2}
                {"a":"2","b":"1"}
            {com.example.dotted-key: "x y"}
                {"com.example.dotted-key":"x y"}
            ["com.example.a=b"]
                {"com.example.a":"b"}
            {a: "$$x"}
                {"a":"$$x"}
            []
                absent
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            a=b
                ! compose.type
            {a: [b]}
                ! compose.type
            {a: {b: c}}
                ! compose.type
            [5]
                ! compose.type
            [{a: b}]
                ! compose.type
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
