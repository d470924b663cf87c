import Foundation
import TestSupport
import Testing

/// `scripts/install`, with programs that are built already, below a prefix of its own.
@Suite("Installation") struct InstallTests {
    @Test func installsWhatItRemovesAgain() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("skep-install-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let prefix = folder.appendingPathComponent("prefix").path
        let configuration = folder.appendingPathComponent("docker").path
        let programs = URL(fileURLWithPath: try Program.skep().path).deletingLastPathComponent().path
        let installed = try await install(["--from", programs, "--prefix", prefix, "--plugin"], configuration)
        #expect(installed.status == 0, "\(installed.all)")

        let wanted = [
            "bin/skep", "bin/sensor-worker", "share/man/man1/skep.1", "share/man/man1/skep-deploy.1",
            "share/man/man1/sensor-worker.1",
            "share/bash-completion/completions/skep", "share/zsh/site-functions/_skep", "share/fish/vendor_completions.d/skep.fish",
        ]
        #expect(try Set(wanted).subtracting(files(in: prefix)).isEmpty)
        let version = try await Program(path: prefix + "/bin/skep").run(["version", "--short"])
        #expect(version.status == 0)
        let docker = try #require(Program.onPath("docker"), "docker is not installed (scripts/setup installs it)")
        let asPlugin = try await docker.run(["skep", "version", "--short"], environment: ["DOCKER_CONFIG": configuration])
        #expect(asPlugin.output == version.output, "\(asPlugin.all)")

        let removed = try await install(["--uninstall", "--prefix", prefix], configuration)
        #expect(removed.status == 0, "\(removed.all)")
        #expect(try files(in: prefix).isEmpty)
        #expect(try files(in: configuration).isEmpty)
    }

    @Test("a folder without programs is refused, and nothing is installed") func nothingToInstall() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("skep-install-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let result = try await install(["--from", "/nonexistent", "--prefix", folder], folder)
        #expect(result.status == 1)
        #expect(result.errors.contains("/nonexistent has no program skep"))
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    private func install(_ arguments: [String], _ configuration: String) async throws -> ProgramOutput {
        let script = PackageFolder.root.appendingPathComponent("scripts/install").path
        return try await Program(path: script).run(arguments, environment: ["DOCKER_CONFIG": configuration])
    }

    /// The files below a folder, by their paths in it; links count.
    private func files(in folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter { path in
            let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + path)
            return attributes[.type] as? FileAttributeType != .typeDirectory
        }
    }
}
