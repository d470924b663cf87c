import TestSupport
import Testing

/// Commands: lists, and texts cut into words as a shell would.
@Suite struct CommandTests {
    private let subject = Subject.service("command")

    @Test(
        arguments: table(
            #"""
            [echo, hi]
                ["echo","hi"]
            echo hi
                ["echo","hi"]
            echo 'a b' "c d"
                ["echo","a b","c d"]
            echo a\ b
                ["echo","a b"]
            echo ""
                ["echo",""]
            echo '' x
                ["echo","","x"]
            echo "a \"b\" c"
                ["echo","a \"b\" c"]
            echo 'a "b" c'
                ["echo","a \"b\" c"]
            echo "it's"
                ["echo","it's"]
            echo a"b c"d
                ["echo","ab cd"]
            echo  a   b
                ["echo","a","b"]
            "echo a\tb"
                ["echo","a","b"]
            "echo a\nb"
                ["echo","a","b"]
            "echo a #b"
                ["echo","a","#b"]
            "#a b"
                ["#a","b"]
            echo "a\\b"
                ["echo","a\\b"]
            echo a && b
                ["echo","a","&&","b"]
            echo a | b
                ["echo","a","|","b"]
            echo a; b
                ["echo","a;","b"]
            echo $$HOME
                ["echo","$$HOME"]
            echo `date`
                ["echo","`date`"]
            echo $$(date)
                ["echo","$$(date)"]
            echo a > b
                ["echo","a",">","b"]
            echo (a)
                ["echo","(a)"]
            "echo 'a\\b'"
                ["echo","a\\b"]
            []
                []
            ""
                []
            ~
                absent
            ["", a]
                ["","a"]
            '"a"'
                ["a"]
            echo "ä €"
                ["echo","ä €"]
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            echo 'a
                ! compose.command.quote
            echo "a
                ! compose.command.quote
            "echo a\\"
                ! compose.command.quote
            5
                ! compose.type
            {a: b}
                ! compose.type
            [5]
                ! compose.type
            [[a]]
                ! compose.type
            [a, ~]
                ! compose.type
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
