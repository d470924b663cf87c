import Diagnostics
import Testing

@Suite struct TextRenderingTests {
    @Test func showsPlaceLineAndHelp() {
        let map = sources(("compose.yaml", "services:\n  web:\n    ports:\n      - \"70000:80\"\n    devices: [x]\n"), ("b.yaml", "{}"))
        let report = DiagnosticReport(
            [
                Diagnostic(
                    .warning, "swarm.devices", "devices cannot be given to swarm services", at: range(5, 5, 12),
                    help: ["use `skep up`", "a\nb"]),
                Diagnostic(.error, "compose.port.range", "published port 70000 is out of range 1...65535", at: range(4, 10, 15)),
            ], sources: map)
        #expect(
            report.text() == """
                compose.yaml:4:10: error: published port 70000 is out of range 1...65535 [compose.port.range]
                 4 |       - "70000:80"
                   |          ^^^^^
                compose.yaml:5:5: warning: devices cannot be given to swarm services [swarm.devices]
                 5 |     devices: [x]
                   |     ^^^^^^^
                   = help: use `skep up`
                   = help: a
                           b
                1 error, 1 warning in 2 files.

                """)
    }

    @Test func showsSecondPlaces() {
        let map = sources(("a.yaml", "a: 1\nb: 2, c: 3\n" + String(repeating: "\n", count: 8) + "a: 3\n"), ("b.yaml", "x: y"))
        let diagnostic = Diagnostic(
            .error, "yaml.key.duplicate", "the key \"a\" is already defined", at: range(11, 1, 2),
            labels: [
                .init("the same line", at: range(11, 4, 5)), .init("first defined here", at: range(1, 1, 2)),
                .init("elsewhere", at: range(1, 4, 5, file: 1)),
            ])
        #expect(
            DiagnosticReport([diagnostic], sources: map).text() == """
                a.yaml:11:1: error: the key "a" is already defined [yaml.key.duplicate]
                 11 | a: 3
                    | ^
                    |    - the same line
                  1 | a: 1
                    | - first defined here
                    --> b.yaml:1:4
                  1 | x: y
                    |    - elsewhere
                1 error in 2 files.

                """)
    }

    /// The mark stands below what is meant, whatever stands before it.
    @Test(
        arguments: [
            ("\tkey: x", 7, 8, "    key: x", "         ^"),
            ("a\tb: x", 3, 4, "a   b: x", "    ^"),
            ("日本: x", 5, 6, "日本: x", "      ^"),
            ("日本: x", 1, 3, "日本: x", "^^^^"),
            ("e\u{301}e: x", 5, 6, "e\u{301}e: x", "   ^"),
            ("😀 x", 3, 4, "😀 x", "   ^"),
            ("a: \u{1B}[31mx", 9, 10, "a: \u{FFFD}[31mx", "        ^"),
            ("a: \u{202E}x", 5, 6, "a: \u{FFFD}x", "    ^"),
            ("abc", 4, 4, "abc", "   ^"),
            ("abc", 40, 50, "abc", "   ^"),
            ("", 1, 1, "", "^"),
        ] as [(String, UInt32, UInt32, String, String)])
    func alignsMarks(_ line: String, _ from: UInt32, _ to: UInt32, _ shown: String, _ mark: String) {
        let report = DiagnosticReport([Diagnostic(.error, "x", "m", at: range(1, from, to))], sources: sources(("f", line)))
        let lines = report.text().split(separator: "\n").map(String.init)
        #expect(lines[1...2] == [shown.isEmpty ? " 1 |" : " 1 | \(shown)", "   | \(mark)"])
    }

    @Test func underlinesOnlyTheFirstOfSeveralLines() {
        let place = SourceRange(
            file: SourceFileID(index: 0), start: SourcePosition(line: 1, column: 4), end: SourcePosition(line: 2, column: 3))
        let report = DiagnosticReport([Diagnostic(.error, "x", "m", at: place)], sources: sources(("f", "a: |bc\n  d\n")))
        #expect(report.text().contains(" 1 | a: |bc\n   |    ^^^\n"))
    }

    @Test(arguments: [1, 60, 299])
    func cutsLongLinesAroundThePlace(_ position: UInt32) throws {
        var scalars = Array(repeating: Character("x"), count: 300)
        scalars[Int(position) - 1] = "!"
        let report = DiagnosticReport(
            [Diagnostic(.error, "x", "m", at: range(1, position, position + 1))], sources: sources(("f", String(scalars))))
        let lines = report.text(ReportStyle(lineWidth: 40)).split(separator: "\n").map(Array.init)
        #expect(lines[1].count == 5 + 40)
        let mark = try #require(lines[2].firstIndex(of: "^"))
        #expect(lines[1][mark] == "!")
        #expect((lines[1].last == "…") == (position < 280))
        #expect((lines[1][5] == "…") == (position > 20))
    }

    @Test func keepsMarksInsideACutLine() {
        let line = "key: " + String(repeating: "日", count: 500)
        let report = DiagnosticReport([Diagnostic(.error, "x", "m", at: range(1, 6, 506))], sources: sources(("f", line)))
        let lines = report.text(ReportStyle(lineWidth: 50)).split(separator: "\n")
        #expect(DisplayText.width(of: lines[1]) <= 55)
        #expect(DisplayText.width(of: lines[2]) <= 55)
    }

    @Test func quotesNoSecretFile() {
        var map = SourceMap()
        let file = map.add(SourceFile(path: ".env", bytes: Array("PASSWORD='hunter2".utf8), isQuotable: false))
        let diagnostic = Diagnostic(
            .error, "dotenv.quote", "the quotes are never closed",
            at: SourceRange(file: file, start: SourcePosition(line: 1, column: 10), end: SourcePosition(line: 1, column: 11)),
            labels: [.init("here", at: range(1, 1, 2))], help: ["close them"])
        let report = DiagnosticReport([diagnostic], sources: map)
        #expect(
            report.text() == """
                .env:1:10: error: the quotes are never closed [dotenv.quote]
                  .env:1:1: here
                  help: close them
                1 error in 1 file.

                """)
        #expect(!report.json.contains("hunter2"))
    }

    @Test func colours() {
        let report = DiagnosticReport([Diagnostic(.error, "x", "m", at: range(1, 1, 2))], sources: sources(("f", "abc")))
        let text = report.text(ReportStyle(usesColor: true))
        #expect(text.contains("\u{1B}[1;31merror:\u{1B}[0m"))
        #expect(text.contains("\u{1B}[1;31m^\u{1B}[0m"))
        #expect(!report.text().contains("\u{1B}"))
    }

    @Test func showsWhatHasNoPlace() {
        let nowhere = range(0, 0, 0, file: .max)
        let report = DiagnosticReport(
            [Diagnostic(.error, "a", "no place", help: ["h"]), Diagnostic(.note, "b", "made up", at: nowhere)], sources: SourceMap())
        #expect(report.text() == "note: made up [b]\nerror: no place [a]\n  help: h\n1 error.\n")
    }

    @Test(
        arguments: [
            (0, 0, 0, "No problems."), (0, 0, 3, "No problems in 3 files."), (1, 0, 1, "1 error in 1 file."),
            (2, 1, 2, "2 errors, 1 warning in 2 files."), (0, 2, 1, "2 warnings in 1 file."),
        ] as [(Int, Int, Int, String)])
    func sumsUp(_ errors: Int, _ warnings: Int, _ files: Int, _ expected: String) {
        var map = SourceMap()
        for index in 0..<files { _ = map.add(SourceFile(path: "\(index)", bytes: [])) }
        let diagnostics =
            (0..<errors).map { Diagnostic(.error, "e", "\($0)") } + (0..<warnings).map { Diagnostic(.warning, "w", "\($0)") }
        #expect(DiagnosticReport(diagnostics, sources: map).summary == expected)
    }
}
