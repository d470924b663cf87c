import Foundation
import TestSupport
import Testing

/// What `scripts/test` says at its end when something failed.
@Suite("Report of scripts/test") struct TestReportTests {
    @Test("issues come with their detail, and nothing else") func issues() async throws {
        let report = try await report(
            """
            ◇ Test a() started.
            ✘ Test a() recorded an issue at A.swift:3:9: Expectation failed: (one → 1) == 2
            ↳ why,
              at length
            ✔ Test b() passed after 0.1 seconds.
            what a program said
            ✘ Test a() failed after 1.0 seconds with 1 issue.
            what another said
            B.swift:7: Fatal error: out of range
            """)
        #expect(
            report == """
                ✘ Test a() recorded an issue at A.swift:3:9: Expectation failed: (one → 1) == 2
                ↳ why,
                  at length
                B.swift:7: Fatal error: out of range

                """)
    }

    @Test("a transcript is cut") func length() async throws {
        let lines = Array(repeating: String(repeating: "x", count: 2_000), count: 100).joined(separator: "\n")
        let report = try await report("✘ Test a() recorded an issue at A.swift:3:9: no\n\(lines)")
        #expect(report.split(separator: "\n").count == 13 && report.utf8.count < 10_000)
    }

    private func report(_ printed: String) async throws -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("skep-report-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try (printed + "\n").write(to: file, atomically: true, encoding: .utf8)
        let run = try await Program(path: "/usr/bin/awk").run(
            ["-f", "scripts/lib/failures.awk", file.path], folder: PackageFolder.root.path)
        #expect(run.status == 0, "\(run.all)")
        return run.output
    }
}
