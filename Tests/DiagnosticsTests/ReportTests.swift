import Diagnostics
import Testing

@Suite struct ReportTests {
    @Test func ordersAndDropsRepetitions() {
        let map = sources(("a", "1\n2\n"), ("b", "1\n"))
        let expected = [
            Diagnostic(.error, "x", "1", at: range(1, 1, 2)),
            Diagnostic(.warning, "a", "2", at: range(1, 1, 2)),
            Diagnostic(.error, "x", "3", at: range(1, 2, 3)),
            Diagnostic(.error, "x", "4", at: range(2, 1, 2)),
            Diagnostic(.error, "x", "5", at: range(1, 1, 2, file: 1)),
            Diagnostic(.error, "z", "6"),
            Diagnostic(.error, "y", "7"),
        ]
        let placed = expected.dropLast(2)
        let report = DiagnosticReport(placed.reversed() + expected.suffix(2) + expected, sources: map)
        #expect(report.entries.map(\.message) == ["1", "2", "3", "4", "5", "6", "7"])
        #expect(report.errorCount == 6)
        #expect(report.warningCount == 1)
    }

    @Test func writesJSON() {
        let report = DiagnosticReport(
            [
                Diagnostic(
                    .error, "yaml.key.duplicate", "\"a\" \\ é\n\u{1}", at: range(2, 1, 2),
                    labels: [.init("first", at: range(1, 1, 2))], help: ["do/this"])
            ],
            sources: sources(("dir/c.yaml", "a: 1\na: \"\t\"\n")))
        #expect(
            report.json == #"""
                {
                  "diagnostics": [
                    {
                      "severity": "error",
                      "id": "yaml.key.duplicate",
                      "message": "\"a\" \\ é\n\u0001",
                      "place": {
                        "file": "dir/c.yaml",
                        "line": 2,
                        "column": 1,
                        "endLine": 2,
                        "endColumn": 2,
                        "source": "a: \"\t\""
                      },
                      "labels": [
                        {
                          "text": "first",
                          "place": {
                            "file": "dir/c.yaml",
                            "line": 1,
                            "column": 1,
                            "endLine": 1,
                            "endColumn": 2,
                            "source": "a: 1"
                          }
                        }
                      ],
                      "help": [
                        "do/this"
                      ]
                    }
                  ],
                  "errors": 1,
                  "warnings": 0,
                  "files": 1
                }

                """#)
    }

    @Test func writesAnEmptyReport() {
        #expect(
            DiagnosticReport([], sources: SourceMap()).json == """
                {
                  "diagnostics": [],
                  "errors": 0,
                  "warnings": 0,
                  "files": 0
                }

                """)
    }

    @Test(arguments: ["a\nb\nc", "a\r\nb\r\nc", "a\rb\rc", "\u{FEFF}a\nb\nc", "a\u{85}b\u{2028}c"])
    func findsLines(_ text: String) {
        let diagnostics = (1...4).map { Diagnostic(.error, "x", "\($0)", at: range($0, 1, 2)) }
        let report = DiagnosticReport(diagnostics, sources: sources(("f", text)))
        #expect(report.entries.map { $0.place?.line } == ["a", "b", "c", nil])
    }

    @Test(arguments: [false, true])
    func quotesUTF16(bigEndian: Bool) {
        let bytes = "\u{FEFF}é: 😀".utf16.flatMap { bigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(SourceFile(path: "f", bytes: bytes).bytes == Array("é: 😀".utf8))
        #expect(SourceFile(path: "f", bytes: Array(bytes.dropLast())).bytes.starts(with: "é: ".utf8))
    }
}
