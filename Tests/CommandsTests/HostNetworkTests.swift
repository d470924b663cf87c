import Deployment
import EngineClient
import EngineModel
import Foundation
import TestSupport
import Testing

@testable import Commands

/// Networks of one host that differ from the file.
@Suite("networks on one host") struct HostNetworkTests {
    private static let file = """
        services:
          web: {image: busybox, networks: [back], deploy: {update_config: {order: start-first}}}
          db: {image: busybox, networks: [back, default]}
          apart: {image: busybox}
        networks: {back: {OPTIONS}}
        """
    private static let changed = "internal: true"

    @Test("one that differs is told, and left") func told() async throws {
        try await Project.with { project in
            try await project.up("")
            let before = try await project.ids()
            let second = try await project.up(Self.changed)
            #expect(second.err.contains("network p_back differs from the file and is left as it is: --recreate-networks makes it anew"))
            #expect(try await project.ids() == before)
            #expect(try await project.engine.network("p_back").internal == false)
        }
    }

    @Test("it is made anew with the containers in it, and with no others") func recreated() async throws {
        try await Project.with { project in
            try await project.up("")
            let before = try await project.ids()
            let plan = await project.skep(Self.changed, "--recreate-networks", "--dry-run")
            #expect(plan.code == 2, "\(plan)")
            #expect(
                plan.out == """
                      - network p_back  it differs from the file
                          internal: false -> true
                      + network p_back
                      ~ container p-db-1  network p_back is made anew
                      ~ container p-web-1  network p_back is made anew
                    1 to create, 2 to update, 1 to remove, 2 unchanged

                    """)
            try await project.up(Self.changed, "--recreate-networks")
            let after = try await project.ids()
            #expect(after.keys.sorted() == ["apart", "db", "web"])
            #expect(after["apart"] == before["apart"] && after["db"] != before["db"] && after["web"] != before["web"])
            #expect(try await project.engine.network("p_back").internal)
            await project.engine.forgetCalls()
            let again = try await project.up(Self.changed, "--recreate-networks")
            #expect(await project.engine.writes.isEmpty)
            #expect(
                again.err.split(separator: "\n").map { $0.split(separator: " ").dropFirst().joined(separator: " ") }
                    == ["apart", "db", "web"].map { "Container p-\($0)-1 Running" })
        }
    }

    @Test("a run that is killed anywhere is finished by the next run, with and without the option", arguments: 0...15)
    func interrupted(writes: Int) async throws {
        for options in [["--recreate-networks"], []] {
            try await Project.with { project in
                try await project.up("")
                await project.engine.dies(afterWrites: writes)
                _ = await project.skep(Self.changed, "--recreate-networks")
                await project.engine.dies(afterWrites: nil)
                try await project.up(Self.changed, options)
                let containers = try await project.engine.containers(matching: .project("p"))
                #expect(containers.map(\.name).sorted() == ["p-apart-1", "p-db-1", "p-web-1"])
                #expect(containers.allSatisfy { $0.state == .running })
                await project.engine.forgetCalls()
                try await project.up(Self.changed, options)
                #expect(await project.engine.writes.isEmpty)
            }
        }
    }

    @Test("containers of others in it stand in the way before anything is stopped") func foreign() async throws {
        try await Project.with { project in
            try await project.up("")
            let stranger = ContainerCreateRequest(image: "busybox", hostConfig: HostConfig(networkMode: "p_back"))
            let id = try await project.engine.createContainer(stranger, name: "stranger", platform: nil).id
            try await project.engine.startContainer(id)
            await project.engine.forgetCalls()
            let result = await project.skep(Self.changed, "--recreate-networks")
            #expect(result.code != 0 && result.err.contains("it is used by stranger, which stay as they are"), "\(result)")
            let services = await project.skep(Self.changed, "--recreate-networks", "web")
            #expect(services.code != 0 && services.err.contains("used by p-db-1, stranger"), "\(services)")
            #expect(await project.engine.writes.isEmpty)
        }
    }

    @Test("a container whose network was removed is made anew") func removed() async throws {
        try await Project.with { project in
            try await project.up("")
            let before = try await project.ids()
            for name in ["p-web-1", "p-db-1"] { try await project.engine.stopContainer(name, options: StopOptions()) }
            try await project.engine.removeNetwork("p_back")
            let second = try await project.up("")
            #expect(second.err.contains("p-web-1"))
            let after = try await project.ids()
            #expect(after["apart"] == before["apart"] && after["db"] != before["db"] && after["web"] != before["web"])
        }
    }

    @Test("what contradicts itself is refused", arguments: ["--no-start", "--no-recreate"]) func refused(option: String) async throws {
        try await Project.with { project in
            let result = await project.skep("", "--recreate-networks", option)
            #expect(result.code == 64 && result.err.contains("--recreate-networks"), "\(result)")
        }
    }

    /// The project `p` in a folder of its own, on an engine of its own.
    private struct Project {
        let engine = FakeEngine()
        let folder: URL

        static func with(_ body: (Project) async throws -> Void) async throws {
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("networks-\(UInt64.random(in: 0 ... .max))")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let project = Project(folder: folder)
            await project.engine.addLocalImage("busybox")
            try await body(project)
        }

        func skep(_ network: String, _ options: String...) async -> CommandResult { await skep(network, options) }

        private func skep(_ network: String, _ options: [String]) async -> CommandResult {
            let text = HostNetworkTests.file.replacing("OPTIONS", with: network)
            let path = folder.appendingPathComponent("compose.yaml")
            do { try text.write(to: path, atomically: true, encoding: .utf8) } catch { Issue.record(error) }
            return await CommandsTests.skep(["up", "-d", "-p", "p"] + options, engine: engine, directory: folder.path)
        }

        @discardableResult func up(_ network: String, _ options: String...) async throws -> CommandResult { try await up(network, options) }

        @discardableResult func up(_ network: String, _ options: [String]) async throws -> CommandResult {
            let result = await skep(network, options)
            #expect(result.code == 0, "\(result)")
            return result
        }

        /// The containers' ids by service.
        func ids() async throws -> [String: String] {
            let containers = try await engine.containers(matching: .project("p"))
            return Dictionary(containers.map { ($0.service ?? "", $0.id) }, uniquingKeysWith: { "\($0), \($1)" })
        }
    }
}
