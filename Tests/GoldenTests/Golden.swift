import Foundation
import TestSupport
import Testing

/// A folder of Tests/Goldens: a compose file, and what docker's client sent to an engine for it.
struct Golden: Sendable, CustomTestStringConvertible {
    let name: String

    var testDescription: String { name }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let folder = root.appendingPathComponent("Tests/Goldens")

    static let all: [Golden] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let cases = names.filter { FileManager.default.fileExists(atPath: folder.appendingPathComponent("\($0)/compose.yml").path) }
        return cases.sorted().map(Golden.init(name:))
    }()

    /// A file that the recorder wrote.
    func expected(_ file: String) throws -> String {
        try String(contentsOf: Self.folder.appendingPathComponent("\(name)/expected/\(file)"), encoding: .utf8)
    }

    /// Lets the recorder run `skep --compat` on the same case against the same fake engine.
    ///
    /// - Returns: the folder with what it wrote; the caller removes it.
    func recordSkep() async throws -> URL {
        guard let python = Program.onPath("python3") else { throw ProgramError.notFound("python3 (scripts/setup installs it)") }
        let out = FileManager.default.temporaryDirectory.appendingPathComponent("skep-golden-\(UUID().uuidString)")
        let recorder = Self.root.appendingPathComponent("scripts/record-goldens").path
        let arguments = [recorder, "--skep", try Program.skep().path, "--only", name, "--out", out.path]
        let run = try await python.run(arguments, limit: .seconds(300))
        guard run.status == 0 else {
            try? FileManager.default.removeItem(at: out)
            throw RecorderFailed(output: run.all)
        }
        return out.appendingPathComponent(name)
    }
}

/// The recorder itself went wrong, which says nothing about the case.
struct RecorderFailed: Error {
    let output: String
}
