import Foundation
import TestSupport
import Testing

/// `skep --compat` sends to an engine what docker's client sent, and prints what it printed.
///
/// The recordings are made by scripts/record-goldens, which knows nothing of compose files; Tests/Goldens/RECORDED says
/// with which client.
@Suite struct GoldenTests {
    @Test("enough cases are there") func enoughCases() {
        #expect(Golden.all.count >= 50)
    }

    /// Each case starts several programs; all at once, they would only wait for each other.
    private static let gate = Gate(limit: 4)

    @Test(arguments: Golden.all) func agrees(_ golden: Golden) async throws {
        let folder = try await Self.gate.enter { try await golden.recordSkep() }
        defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
        let errors = try String(contentsOf: folder.appendingPathComponent("errors.txt"), encoding: .utf8)
        for file in ["exit.json", "requests.json", "config.yml"] {
            let expected = try golden.expected(file)
            let actual = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            #expect(actual == expected, "\(file) differs:\n\(difference(expected, actual))\n\(errors)")
        }
    }

    /// The lines that only one side has, with their numbers; enough to see what is wrong.
    private func difference(_ expected: String, _ actual: String) -> String {
        let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
        let changes = new.difference(from: old).map { change in
            switch change {
            case .remove(let line, let text, _): (line, "-\(line + 1) \(text)")
            case .insert(let line, let text, _): (line, "+\(line + 1) \(text)")
            }
        }
        return changes.sorted { $0.0 < $1.0 }.prefix(40).map(\.1).joined(separator: "\n")
    }
}
