import EngineClient
import EngineModel
import Foundation
import TestSupport
import Testing

@testable import Commands

/// A folder with compose files that is removed again.
final class ComposeFolder {
    let path: String

    init(_ files: [String: String]) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("skep-\(UInt64.random(in: 0...UInt64.max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
        for (name, text) in files { try write(text, to: name) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to name: String) throws {
        try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
    }

    func read(_ name: String) throws -> String { try String(contentsOfFile: path + "/" + name, encoding: .utf8) }
}

@Suite("plan") struct PlanCommandTests {
    private static func file(level: String = "info") -> String {
        """
        services:
          web:
            image: busybox:1
            environment: {LEVEL: \(level), DB_PASSWORD: hunter2}
            secrets: [key]
        secrets:
          key: {file: ./key.txt}
        """
    }

    private func folder() throws -> ComposeFolder { try ComposeFolder(["compose.yaml": Self.file(), "key.txt": "open sesame\n"]) }

    @Test("pending changes are shown and say so by the exit code; nothing is sent") func pending() async throws {
        let engine = FakeEngine()
        let folder = try folder()
        let result = await skep("plan", "--resolve-image", "never", "compose.yaml", "home", engine: engine, directory: folder.path)
        #expect(
            result.out == """
                  + network home_default  overlay
                  + secret  home_key
                  + service home_web  busybox:1, 1 replica
                3 to create

                """)
        #expect(result.code == 2 && result.err.isEmpty, "\(result)")
        #expect(await engine.writes.isEmpty)
        for words in [["diff"], ["deploy", "--dry-run"]] {
            let arguments = words + ["--resolve-image", "never", "compose.yaml", "home"]
            let same = await skep(arguments, engine: engine, directory: folder.path)
            #expect(same.out == result.out && same.code == 2)
        }
    }

    @Test("after deploy nothing is pending; after an edit only that") func again() async throws {
        let engine = FakeEngine()
        let folder = try folder()
        let arguments = ["--resolve-image", "never", "compose.yaml", "home"]
        #expect(await skep(["deploy"] + arguments, engine: engine, directory: folder.path).code == 0)
        let none = await skep(["plan"] + arguments, engine: engine, directory: folder.path)
        #expect(none.code == 0 && none.out == "3 unchanged\n", "\(none)")
        try folder.write(Self.file(level: "debug"), to: "compose.yaml")
        let some = await skep(["plan"] + arguments, engine: engine, directory: folder.path)
        #expect(
            some.out == """
                  ~ service home_web  restarts 1 task
                      environment LEVEL: info -> debug
                1 to update, 2 unchanged

                """)
        #expect(some.code == 2)
    }

    @Test("the JSON is as documented, without contents") func json() async throws {
        let engine = FakeEngine()
        let folder = try folder()
        let arguments = ["--resolve-image", "never", "compose.yaml", "home"]
        #expect(await skep(["deploy"] + arguments, engine: engine, directory: folder.path).code == 0)
        try folder.write(Self.file(level: "open sesame"), to: "compose.yaml")
        let result = await skep(["plan", "--format", "json"] + arguments, engine: engine, directory: folder.path)
        let service = try await engine.service("home_web")
        #expect(
            result.out == """
                {
                  "counts" : {
                    "create" : 0,
                    "remove" : 0,
                    "unchanged" : 2,
                    "update" : 1
                  },
                  "notes" : [

                  ],
                  "pending" : true,
                  "problems" : [

                  ],
                  "stack" : "home",
                  "steps" : [
                    {
                      "action" : "update",
                      "after" : [

                      ],
                      "cause" : "the file and the engine differ",
                      "changes" : [
                        {
                          "after" : "(hidden)",
                          "before" : "info",
                          "element" : "LEVEL",
                          "field" : "environment"
                        }
                      ],
                      "destructive" : false,
                      "id" : "update service home_web",
                      "kind" : "service",
                      "name" : "home_web",
                      "observed" : {
                        "id" : "\(service.id)",
                        "version" : \(service.version.index)
                      },
                      "restarts" : "restarts 1 task"
                    }
                  ],
                  "unchanged" : [
                    {
                      "kind" : "network",
                      "name" : "home_default"
                    },
                    {
                      "kind" : "secret",
                      "name" : "home_key"
                    }
                  ],
                  "version" : 1
                }

                """)
        #expect(result.code == 2)
    }

    @Test("a saved plan is carried out from anywhere, and holds no secret") func savedPlan() async throws {
        let engine = FakeEngine()
        let folder = try folder()
        let planned = await skep(
            "plan", "--resolve-image", "never", "--out", "home.plan", "compose.yaml", "home", engine: engine, directory: folder.path)
        #expect(planned.code == 2 && planned.err.isEmpty, "\(planned)")
        let text = try folder.read("home.plan")
        #expect(!text.contains("sesame") && !text.contains("hunter2") && !text.contains("swarm-id"), "\(text)")
        let applied = await skep("deploy", "--plan", folder.path + "/home.plan", engine: engine)
        #expect(applied.code == 0, "\(applied)")
        #expect(try await engine.services(matching: .stack("home")).map(\.name) == ["home_web"])
        let again = await skep("deploy", "--plan", folder.path + "/home.plan", engine: engine)
        #expect(again.code == 1)
        #expect(again.err.contains("does not fit any more, nothing was done:\n   no longer to be done: create network home_default\n"))
    }

    @Test("a saved plan that is not the same any more is not begun, and what moved is said") func movedPlan() async throws {
        let engine = FakeEngine()
        let folder = try folder()
        let arguments = ["--resolve-image", "never", "compose.yaml", "home"]
        #expect(await skep(["deploy"] + arguments, engine: engine, directory: folder.path).code == 0)
        try folder.write(Self.file(level: "debug"), to: "compose.yaml")
        let out = ["--out", "home.plan"]
        #expect(await skep(["plan"] + out + arguments, engine: engine, directory: folder.path).code == 2)
        let before = try await engine.service("home_web")
        var scaled = before.spec
        scaled.mode = .replicated(replicas: 5)
        _ = try await engine.updateService(id: before.id, version: before.version, spec: scaled)
        let after = try await engine.service("home_web")
        await engine.forgetCalls()
        let moved = await skep("deploy", "--plan", "home.plan", engine: engine, directory: folder.path)
        #expect(moved.code == 1)
        let versions = "version \(before.version) -> \(after.version)"
        #expect(moved.err.contains("nothing was done:\n   service home_web was changed since: \(versions)\n"), "\(moved.err)")
        #expect(await skep(["plan"] + out + arguments, engine: engine, directory: folder.path).code == 2)
        try folder.write(Self.file(level: "trace"), to: "compose.yaml")
        let edited = await skep("deploy", "--plan", "home.plan", engine: engine, directory: folder.path)
        #expect(edited.err.contains("update service home_web would do something else"), "\(edited.err)")
        try folder.write(Self.file(level: "debug"), to: "compose.yaml")
        try folder.write("open barley\n", to: "key.txt")
        let rotated = await skep("deploy", "--plan", "home.plan", engine: engine, directory: folder.path)
        #expect(rotated.err.contains("new: create secret home_key-") && !rotated.err.contains("barley"), "\(rotated.err)")
        #expect(await engine.writes.isEmpty)
    }

    @Test("a version that rose while the service stayed as it was does not make a saved plan stale") func laterVersion() async throws {
        let engine = FakeEngine()
        let folder = try folder()
        let arguments = ["--resolve-image", "never", "compose.yaml", "home"]
        #expect(await skep(["deploy"] + arguments, engine: engine, directory: folder.path).code == 0)
        try folder.write(Self.file(level: "debug"), to: "compose.yaml")
        #expect(await skep(["plan", "--out", "home.plan"] + arguments, engine: engine, directory: folder.path).code == 2)
        // As a swarm does when an update has ended.
        let before = try await engine.service("home_web")
        _ = try await engine.updateService(id: before.id, version: before.version, spec: before.spec)
        #expect(try await engine.service("home_web").version != before.version)
        let applied = await skep("deploy", "--plan", "home.plan", engine: engine, directory: folder.path)
        #expect(applied.code == 0, "\(applied)")
        #expect(try await engine.service("home_web").spec.taskTemplate.containerSpec?.env.contains("LEVEL=debug") == true)
    }

    @Test("a first secret that changes after the plan was saved is noticed") func changedFirstSecret() async throws {
        let engine = FakeEngine()
        let folder = try folder()
        let arguments = ["--resolve-image", "never", "compose.yaml", "home"]
        #expect(await skep(["plan", "--out", "home.plan"] + arguments, engine: engine, directory: folder.path).code == 2)
        try folder.write("open barley\n", to: "key.txt")
        let result = await skep("deploy", "--plan", "home.plan", engine: engine, directory: folder.path)
        #expect(result.code == 1 && result.err.contains("create secret home_key would do something else"), "\(result.err)")
    }

    @Test(
        "what cannot be a saved plan is refused as wrong usage",
        arguments: [
            ["deploy", "--plan", "home.plan", "home"], ["deploy", "--plan", "home.plan", "--prune"], ["deploy", "--plan", "none.plan"],
            ["deploy", "--plan", "compose.yaml"], ["plan", "--out", "x.plan", "-f", "-", "home"],
        ])
    func refusals(arguments: [String]) async throws {
        let result = await skep(arguments, engine: FakeEngine(), directory: try folder().path)
        #expect(result.code == 64, "\(result)")
    }

    @Test("what stands in the way is a failure") func problems() async throws {
        let engine = FakeEngine()
        let text = "services:\n  web:\n    image: busybox:1\n    networks: [proxy]\nnetworks:\n  proxy: {external: true}\n"
        let folder = try ComposeFolder(["compose.yaml": text])
        let result = await skep("plan", "--resolve-image", "never", "compose.yaml", "home", engine: engine, directory: folder.path)
        #expect(result.code == 1)
        #expect(result.err.contains("error: network \"proxy\" is declared as external, but could not be found"))
        #expect(result.err.contains("help: docker network create --driver overlay proxy"))
    }
}
