import EngineClient
import EngineModel
import Foundation
import TestSupport
import Testing

@testable import Commands

@Suite("What is made anew, pruned and removed") struct ReplacingTests {
    private static let file = """
        services:
          web: {image: "busybox:1", networks: [bus], configs: [rules]}
          cache: {image: "busybox:1", networks: [bus, side], secrets: [key]}
        networks:
          bus: {attachable: false}
          side: {}
        configs: {rules: {file: ./rules}}
        secrets: {key: {file: ./key}}
        """
    private let arguments = ["--resolve-image", "never", "compose.yaml", "home"]

    private func deployed() async throws -> (FakeEngine, ComposeFolder) {
        let engine = FakeEngine()
        let folder = try ComposeFolder(["compose.yaml": Self.file, "rules": "a=1\n", "key": "open sesame\n"])
        let result = await skep(["deploy"] + arguments, engine: engine, directory: folder.path)
        #expect(result.code == 0, "\(result)")
        return (engine, folder)
    }

    @Test("--recreate-networks makes a network anew with its services, and then nothing is left to do") func networks() async throws {
        let (engine, folder) = try await deployed()
        let before = try await engine.network("home_bus").id
        try folder.write(Self.file.replacingOccurrences(of: "attachable: false", with: "attachable: true"), to: "compose.yaml")
        let plain = await skep(["plan"] + arguments, engine: engine, directory: folder.path)
        #expect(plain.code == 0 && plain.out.contains("--recreate-networks makes it anew\n      attachable: false -> true\n"), "\(plain)")
        let result = await skep(["deploy", "--recreate-networks"] + arguments, engine: engine, directory: folder.path)
        #expect(result.code == 0, "\(result)")
        let after = try await engine.network("home_bus")
        #expect(after.id != before && after.attachable)
        #expect(try await engine.services(matching: .stack("home")).count == 2)
        let again = await skep(["plan", "--recreate-networks"] + arguments, engine: engine, directory: folder.path)
        #expect(again.code == 0 && again.out == "6 unchanged\n", "\(again)")
    }

    @Test("another stack's service on the network stops it before anything is touched") func foreignUser() async throws {
        let (engine, folder) = try await deployed()
        _ = try await engine.createService(StackFixture.spec("shop_api") { $0.taskTemplate.networks = [.init(target: "home_bus")] })
        try folder.write(Self.file.replacingOccurrences(of: "attachable: false", with: "attachable: true"), to: "compose.yaml")
        await engine.forgetCalls()
        let result = await skep(["deploy", "--recreate-networks"] + arguments, engine: engine, directory: folder.path)
        #expect(result.code == 1 && result.err.contains("network home_bus cannot be made anew: it is used by shop_api"), "\(result)")
        #expect(await engine.writes.isEmpty)
    }

    @Test("--prune removes services, networks, secrets and configs that the file no longer has; without it they are told") func prune()
        async throws
    {
        let (engine, folder) = try await deployed()
        try folder.write("services:\n  web: {image: \"busybox:1\", networks: [bus]}\nnetworks: {bus: {}}\n", to: "compose.yaml")
        let told = await skep(["deploy"] + arguments, engine: engine, directory: folder.path)
        #expect(told.code == 0, "\(told)")
        let list = "network home_side, secret home_key, config home_rules, service home_cache"
        #expect(told.out.contains("! not in the file any more, --prune removes: \(list)\n"), "\(told.out)")
        let planned = await skep(["plan", "--prune"] + arguments, engine: engine, directory: folder.path)
        #expect(
            planned.out == """
                  - service home_cache  not in the file any more, destructive
                  - network home_side  not in the file any more, destructive
                  - secret  home_key  not in the file any more, destructive
                  - config  home_rules  not in the file any more, destructive
                4 to remove, 2 unchanged

                """)
        let pruned = await skep(["deploy", "--prune"] + arguments, engine: engine, directory: folder.path)
        #expect(pruned.code == 0, "\(pruned)")
        let left = try await engine.observe(stack: "home")
        #expect(left.services.map(\.name) == ["home_web"] && left.networks.map(\.name) == ["home_bus"])
        #expect(left.secrets.isEmpty && left.configs.isEmpty)
        #expect(await skep(["plan", "--prune"] + arguments, engine: engine, directory: folder.path).code == 0)
    }

    @Test("rm --volumes asks, and without anybody to ask does nothing") func volumesWithoutConsent() async throws {
        let (engine, _) = try await deployed()
        _ = try await engine.createVolume(VolumeCreateRequest(name: "home_data", labels: [StackLabel.namespace: "home"]))
        let result = await skep("rm", "--volumes", "home", engine: engine)
        #expect(result.code == 64, "\(result)")
        #expect(result.err.contains("These volumes would be removed, with all that is in them:\n  home_data\n"))
        #expect(try await engine.services(matching: .stack("home")).count == 2)
        #expect(await skep("rm", "--volumes", "--detach", "home", engine: engine).code == 64)
    }

    @Test("with consent the volumes of this node go too; other nodes are named, other stacks' volumes stay") func volumes() async throws {
        let engine = FakeEngine(nodes: [.fake("pi-0"), .fake("pi-1", role: .worker)])
        let volumes = [("home_data", "home"), ("shop_data", "shop")]
        for (name, stack) in volumes {
            _ = try await engine.createVolume(VolumeCreateRequest(name: name, labels: [StackLabel.namespace: stack]))
        }
        // The stack itself is gone already.
        let result = await skep("rm", "--volumes", "--yes", "home", engine: engine)
        #expect(result.code == 0 && result.out == "Removing volume home_data\n", "\(result)")
        #expect(result.err.contains("Volumes of home on other nodes stay: pi-1. On each of them:\n"), "\(result.err)")
        #expect(try await engine.volumes(matching: .all).map(\.name) == ["shop_data"])
    }

    @Test("a stack that is not there: docker's words and exit codes") func unknownStack() async {
        let engine = FakeEngine()
        let removal = await skep("rm", "nope", engine: engine)
        #expect(removal.code == 0 && removal.err == "Nothing found in stack: nope\n")
        let services = await skep("services", "nope", engine: engine)
        #expect(services.code == 0 && services.err == "Nothing found in stack: nope\n")
        let tasks = await skep("ps", "nope", engine: engine)
        #expect(tasks.code == 1 && tasks.err == "error: nothing found in stack: nope\n")
    }
}
