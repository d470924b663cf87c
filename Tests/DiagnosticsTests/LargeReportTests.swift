import Diagnostics
import Testing

/// What is shown of far too much.
@Suite struct LargeReportTests {
    private static func range(_ line: UInt32, _ column: UInt32) -> SourceRange {
        SourceRange(
            file: SourceFileID(index: 0), start: SourcePosition(line: line, column: column),
            end: SourcePosition(line: line, column: column + 1))
    }

    private static func sources(_ text: String) -> SourceMap {
        var sources = SourceMap()
        _ = sources.add(SourceFile(path: "f", bytes: Array(text.utf8)))
        return sources
    }

    @Test func showsErrorsBeforeWarningsAndCountsTheRest() {
        let warnings = (0..<1500).map { Diagnostic(.warning, "w", "warning \($0)") }
        let report = DiagnosticReport(warnings + [Diagnostic(.error, "e", "the error")], sources: SourceMap())
        #expect(report.entries.count == 1000)
        #expect(report.entries.contains { $0.message == "the error" })
        #expect(report.summary == "1 error, 1500 warnings; 501 more problems not shown.")
        #expect(report.json.contains("\"omitted\": 501"))
    }

    /// The mark stands below its place however far into the line that is.
    @Test(arguments: [UInt32(1), 900, 1001, 1002, 5000, 9999])
    func marksAPlaceInALongLine(_ column: UInt32) {
        var line = Array(repeating: Character("ü"), count: 9999)
        line[Int(column) - 1] = "X"
        let report = DiagnosticReport([Diagnostic(.error, "e", "here", at: Self.range(1, column))], sources: Self.sources(String(line)))
        let shown = report.text().split(separator: "\n").map(Array.init)
        #expect(shown[1].firstIndex(of: "X") == shown[2].firstIndex(of: "^"))
        #expect(report.text().count < 500)
        #expect(report.json.utf8.count < 10_000)
    }

    @Test func cutsALongMessage() {
        let report = DiagnosticReport([Diagnostic(.error, "e", String(repeating: "9", count: 100_000))], sources: SourceMap())
        #expect(report.text().utf8.count < 1000)
    }
}
