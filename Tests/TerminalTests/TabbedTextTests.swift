import Testing

@testable import Terminal

@Suite("Tables") struct TabbedTextTests {
    @Test("columns share the width of their widest cell plus three, at least ten; the last cell is not padded")
    func alignment() {
        let text = TabbedText().align(["NAME\tSERVICES", "a-rather-long-name\t12", "x\t3"])
        #expect(
            text == """
                NAME                 SERVICES
                a-rather-long-name   12
                x                    3

                """)
    }

    @Test("short cells fill ten columns") func minimumWidth() {
        #expect(TabbedText().align(["ID\tX", "a\tb"]) == "ID        X\na         b\n")
    }

    @Test("a line without the column ends the run, as with elastic tab stops") func runs() {
        #expect(TabbedText().align(["wide-cell-here\tx", "plain", "b\ty"]) == "wide-cell-here   x\nplain\nb         y\n")
    }

    @Test("cells are measured in columns, not in bytes", arguments: [("é", 9), ("日本", 6), ("\u{1B}[31mab\u{1B}[0m", 8)])
    func measuresColumns(cell: String, blanks: Int) {
        #expect(TabbedText().align([cell + "\tx"]) == cell + String(repeating: " ", count: blanks) + "x\n")
    }

    @Test(
        "an ellipsis takes one of the columns",
        arguments: [
            ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abcde…"), ("abc", 1, "a"), ("abc", 0, ""), ("日本語", 4, "日…"),
        ])
    func truncation(text: String, columns: Int, expected: String) {
        #expect(text.truncated(toColumns: columns) == expected)
    }
}
