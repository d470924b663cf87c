import EngineClient
import EngineModel
import Foundation
import TestSupport
import Testing

@testable import Commands

/// The stacks that come with Skep are without a fault, for every target that they are meant for.
@Suite("stacks") struct StackTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("stacks").path
    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    /// Those that one host can run too: the others need a swarm's nodes, or what finds services in it.
    static let forOneHost = ["database", "home", "registry", "web"]

    private func skep(_ name: String, _ arguments: String..., engine: FakeEngine = FakeEngine()) async -> CommandResult {
        let folder = "\(Self.folder)/\(name)"
        return await CommandsTests.skep(arguments, engine: engine, directory: folder, environment: ["PWD": folder])
    }

    private func engine() async -> FakeEngine {
        let engine = FakeEngine()
        for name in ["host", "bridge", "none"] {
            await engine.addNetwork(Network(id: "id-\(name)", name: name, scope: "local", driver: name))
        }
        return engine
    }

    @Test("all are there") func all() {
        let wanted = ["database", "edge", "home", "home-pi", "portainer", "registry", "tick", "web"]
        #expect(Set(wanted).isSubset(of: Self.names), "\(Self.names)")
        #expect(Set(Self.forOneHost).isSubset(of: Self.names))
    }

    @Test("each says what it is for", arguments: names) func readme(name: String) throws {
        let text = try String(contentsOfFile: "\(Self.folder)/\(name)/README.md", encoding: .utf8)
        #expect(text.hasPrefix("# \(name)\n") && text.contains("skep deploy"))
    }

    @Test("check has nothing to say", arguments: names) func check(name: String) async {
        let result = await skep(name, "check", "compose.yml")
        #expect(result.code == 0 && (result.out + result.err).hasPrefix("No problems"), "\(result)")
    }

    @Test("check for one host finds no error", arguments: forOneHost) func checkHost(name: String) async {
        let result = await skep(name, "check", "--host", "compose.yml")
        #expect(result.code == 0, "\(result)")
    }

    @Test("config understands it, and what it prints is understood alike", arguments: names) func config(name: String) async throws {
        let first = await skep(name, "config", "compose.yml")
        #expect(first.code == 0, "\(first)")
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("skep-stack-\(UUID().uuidString).yml").path
        try first.out.write(toFile: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: file) }
        let second = await skep(name, "config", file)
        #expect(second.code == 0 && second.out == first.out, "\(second)")
    }

    @Test("after deploy, plan has nothing to do", arguments: names) func fixpoint(name: String) async {
        let engine = await engine()
        let deployed = await skep(name, "deploy", "--resolve-image", "never", "--quiet", "--detach", "compose.yml", "s", engine: engine)
        #expect(deployed.code == 0, "\(deployed)")
        let planned = await skep(name, "plan", "--resolve-image", "never", "compose.yml", "s", engine: engine)
        #expect(planned.code == 0, "\(planned)")
    }

    @Test("no password is in a variable, a command or a label", arguments: names) func passwords(name: String) async throws {
        let engine = await engine()
        _ = await skep(name, "deploy", "--resolve-image", "never", "--quiet", "--detach", "compose.yml", "s", engine: engine)
        let services = try await engine.services(matching: .init())
        #expect(!services.isEmpty)
        for service in services {
            #expect(!"\(service.spec)".contains("change-me-before-use"), "\(name)")
        }
    }

    @Test("a plan for one host creates every service", arguments: forOneHost) func host(name: String) async {
        let result = await skep(name, "plan", "--host", "compose.yml", engine: await engine())
        #expect(result.code == 2, "\(result)")
    }

    @Test("the web for one host is a file of format 2") func formatTwo() async {
        let checked = await skep("web", "check", "--host", "compose.v2.yml")
        #expect(checked.code == 0 && (checked.out + checked.err).hasPrefix("No problems"), "\(checked)")
        let planned = await skep("web", "plan", "--host", "-f", "compose.v2.yml", engine: await engine())
        #expect(planned.code == 2 && planned.out.contains("web-app-2"), "\(planned)")
    }

    @Test("the home without what cannot be had offline") func offline() async {
        let result = await skep("home", "config", "--services", "-f", "compose.yml", "-f", "offline.yml")
        #expect(result.code == 0 && !result.out.contains("grafana") && result.out.contains("influxdb"), "\(result)")
    }
}
