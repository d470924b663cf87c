import Foundation
import TestSupport
import Testing

@Suite("A reader that goes away") struct ClosedOutputTests {
    /// More than a pipe holds, for a reader that reads nothing: the program would never end if it went on.
    @Test("the program ends as by SIGPIPE, without a word") func ends() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("skep-closed-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let services = (0..<3_000).map { "  s\($0): {image: some/image}\n" }.joined()
        try Data(("services:\n" + services).utf8).write(to: folder.appendingPathComponent("compose.yaml"))
        let skep = try Program.skep().path
        let script = "set -o pipefail; '\(skep)' config | true"
        let result = try await #require(Program.onPath("bash")).run(["--norc", "-c", script], folder: folder.path)
        #expect(result.status == 128 + SIGPIPE && result.errors.isEmpty, "\(result)")
    }
}
