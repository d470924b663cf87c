import EngineClient
import EngineModel
import Foundation
import TestSupport
import Testing

@testable import Commands

/// After deploy the plan is empty, whatever is in the file.
@Suite("Fixpoint") struct FixpointTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The compose files of the stacks that come with Skep, and those that docker's client was recorded with.
    static let files: [String] = ["stacks", "Tests/Goldens"].flatMap { place -> [String] in
        let folder = root.appendingPathComponent(place).path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().map { "\(place)/\($0)/compose.yml" }.filter {
            FileManager.default.fileExists(atPath: root.appendingPathComponent($0).path)
        }
    }

    @Test("there are files") func enough() {
        #expect(Self.files.contains { $0.hasPrefix("stacks/") } && Self.files.count >= 50)
    }

    @Test("after deploy, plan has nothing to do", arguments: files) func specification(file: String) async throws {
        let engine = FakeEngine()
        for name in ["host", "bridge", "none"] {
            await engine.addNetwork(Network(id: "id-\(name)", name: name, scope: "local", driver: name))
        }
        let folder = Self.root.appendingPathComponent(file).deletingLastPathComponent().path
        let arguments = ["--resolve-image", "never", "--quiet", "--allow-lost-keys", "--detach", "compose.yml", "home"]
        let environment = ["PWD": folder]
        // That of engine 26, to which more is sent than to 20.10 (1.41).
        let version = "1.45"
        let deployed = await skep(["deploy"] + arguments, engine: engine, directory: folder, environment: environment, apiVersion: version)
        // Files that are wrong on purpose, and those that name external objects, are not deployed; nothing is done for them.
        guard deployed.code == 0 else {
            #expect([64, 1].contains(deployed.code), "\(deployed)")
            #expect(await engine.writes.isEmpty, "\(deployed)")
            return
        }
        await engine.forgetCalls()
        let planned = await skep(["plan"] + arguments, engine: engine, directory: folder, environment: environment, apiVersion: version)
        #expect(planned.code == 0, "\(planned.out)\(planned.err)")
        let again = await skep(["deploy"] + arguments, engine: engine, directory: folder, environment: environment, apiVersion: version)
        #expect(again.code == 0, "\(again)")
        #expect(await engine.writes.isEmpty)
    }
}
