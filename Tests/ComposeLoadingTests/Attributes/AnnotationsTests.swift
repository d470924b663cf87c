import TestSupport
import Testing

/// Annotations, which have the forms of labels.
@Suite struct AnnotationsTests {
    private let subject = Subject.service("annotations")

    @Test(
        arguments: table(
            #"""
            {a: b}
                {"a":"b"}
            [a=b]
                {"a":"b"}
            [a]
                {"a":""}
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            a
                ! compose.type
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
