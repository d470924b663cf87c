import TestSupport
import Testing

/// Variables of a container: list, mapping, inherited ones, numbers as Go writes them.
@Suite struct EnvironmentTests {
    private let subject = Subject.service("environment")

    @Test(
        arguments: table(
            #"""
            {A: b}
                {"A":"b"}
            [A=b]
                {"A":"b"}
            [A=b=c]
                {"A":"b=c"}
            ["A="]
                {"A":""}
            {A: ""}
                {"A":""}
            {A: 1, B: 1.10, C: true, D: false}
                {"A":"1","B":"1.1","C":"true","D":"false"}
            {A: 1e3, B: 0x1f, C: 0o17, D: 017}
                {"A":"1000","B":"31","C":"15","D":"15"}
            {A: .5, B: 5., C: -0}
                {"A":"0.5","B":"5","C":"0"}
            {A: 1000000, B: 1e21, C: 123456789012345678}
                {"A":"1000000","B":"1e+21","C":"123456789012345678"}
            {A: 21474836.5, B: 1.0}
                {"A":"2.14748365e+07","B":"1"}
            {A: "1.10", B: 'yes', C: yes, D: on}
                {"A":"1.10","B":"yes","C":"yes","D":"on"}
            {A: ~}
                {"A":null}
            [A]
                {"A":null}
            [SHELLVAR]
                {"SHELLVAR":"from-shell"}
            {SHELLVAR: }
                {"SHELLVAR":"from-shell"}
            [EMPTY]
                {"EMPTY":""}
            ["SHELLVAR=mine"]
                {"SHELLVAR":"mine"}
            [A=1, A=2]
                {"A":"2"}
            [A=1, B=2, A=3]
                {"A":"3","B":"2"}
            ["A=a b"]
                {"A":"a b"}
            ["A='quoted'"]
                {"A":"'quoted'"}
            {A: 2026-11-21}
                {"A":"2026-11-21"}
            {A: "line\nbreak"}
                {"A":"line\nbreak"}
            []
                absent
            {}
                absent
            {B: 1, A: 2}
                {"A":"2","B":"1"}
            {A: "ä€"}
                {"A":"ä€"}
            {A: 22:22}
                {"A":"22:22"}
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            A=b
                ! compose.type
            [{A: b}]
                ! compose.type
            {A: [b]}
                ! compose.type
            {A: {b: c}}
                ! compose.type
            [5]
                ! compose.type
            [true]
                ! compose.type
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
