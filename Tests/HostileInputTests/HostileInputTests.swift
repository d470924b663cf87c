import Foundation
import TestSupport
import Testing

/// Whatever a file does, `skep check` ends with an error that says so, soon and in little memory. The figures are printed.
@Suite(.serialized) struct HostileInputTests {
    /// Several times of what the largest file that is read needs in a debug build; a bomb would go through it at once.
    private static let memoryLimit = 600 * 1_048_576

    @Test(arguments: HostileInput.all)
    func isAnsweredInBounds(_ input: HostileInput) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("skep-hostile-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try input.write(HostileFolder(path: folder.path))
        let start = ContinuousClock.now
        let run = try await Program.skep().run(["check", "-f", folder.path + "/compose.yaml"], limit: .seconds(300))
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        print(
            "hostile input: \(input.name): \(String(format: "%.2f", seconds)) s, \(run.peakMemory / 1_048_576) MiB, \(run.all.utf8.count) bytes of text"
        )
        #expect(run.status == (input.error == nil ? 0 : 64))
        if let error = input.error { #expect(run.errors.contains("[\(error)]") || run.output.contains("[\(error)]")) }
        #expect(run.peakMemory < Self.memoryLimit)
        #expect(run.all.utf8.count < 1_000_000)
    }
}
