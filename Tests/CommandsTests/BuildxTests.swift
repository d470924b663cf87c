import EngineModel
import Foundation
import TestSupport
import Testing

@testable import Commands

@Suite("building with buildx") struct BuildxTests {
    /// Notes what it is told, and does what the variable SCRIPT says.
    private static let program = """
        #!/bin/sh
        { echo "call"; for word in "$@"; do echo "word $word"; done; cat; env; } >>"$NOTES"
        eval "$SCRIPT"
        """

    private static let id = "sha256:" + String(repeating: "e", count: 64)

    /// What a command said, and what the program was told.
    private struct Run {
        var result: CommandResult
        var notes: String

        var tags: [String] { notes.split(separator: "\n").filter { $0.hasPrefix("word --tag=") }.map { String($0.dropFirst(11)) } }
    }

    private func run(
        _ arguments: [String], _ file: String, script: String = "", environment: [String: String] = [:], api: String = "1.41"
    ) async throws -> Run {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("buildx-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = folder.appendingPathComponent("docker-buildx")
        try await Program.write(Self.program, at: program.path)
        try file.write(to: folder.appendingPathComponent("compose.yaml"), atomically: true, encoding: .utf8)
        try "FROM scratch\n".write(to: folder.appendingPathComponent("Dockerfile"), atomically: true, encoding: .utf8)
        let engine = FakeEngine()
        for image in ["p-web", "p-base"] { await engine.addLocalImage(image, ImageInspect(id: Self.id)) }
        let notes = folder.appendingPathComponent("notes")
        let own = ["PATH": "/usr/bin:/bin", "NOTES": notes.path, "SCRIPT": script]
        let result = await skep(
            arguments + ["-p", "p"], engine: engine, directory: folder.path, environment: own.merging(environment) { $1 }, apiVersion: api,
            buildx: program.path)
        return Run(result: result, notes: (try? String(contentsOf: notes, encoding: .utf8)) ?? "")
    }

    @Test("it is told in words, and its lines are shown with the service's name") func shown() async throws {
        let run = try await run(
            ["build", "--builder", "pi", "--ssh", "default"], "services: {web: {build: .}}", script: "echo '#1 something' >&2",
            environment: ["DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND": "docker"])
        #expect(run.result.code == 0 && run.result.out.isEmpty, "\(run.result)")
        #expect(run.result.err.contains("web  | #1 something\n") && run.result.err.contains("✓ Image p-web  Built"), "\(run.result.err)")
        for word in ["build", "--builder=pi", "--progress=plain", "--load", "--tag=p-web", "--ssh=default"] {
            #expect(run.notes.contains("word \(word)\n"), "\(run.notes)")
        }
        #expect(!run.notes.contains("ORIGINAL_CLI_COMMAND"), "it would take itself for a plugin of docker's client")
    }

    @Test("its exit code and its last words are our error") func failing() async throws {
        let script = "echo '#1 working' >&2; echo 'ERROR: failed to solve: no such thing' >&2; echo 'not ERROR: this' >&2; exit 3"
        let run = try await run(["build"], "services: {web: {build: .}}", script: script)
        #expect(run.result.code == 1)
        let error = "error: cannot build service web: docker-buildx ended with 3: failed to solve: no such thing\nnot ERROR: this\n"
        #expect(run.result.err.hasSuffix(error), "\(run.result.err)")
    }

    @Test("quiet shows ids, and what failed") func quiet() async throws {
        let run = try await run(["build", "-q"], "services: {web: {build: .}}", script: "echo noise >&2; echo sha256:other")
        #expect(run.result.code == 0 && run.result.out == Self.id + "\n" && run.result.err.isEmpty, "\(run.result)")
        #expect(run.notes.contains("word --quiet\n"))
        let failed = try await self.run(["build", "-q"], "services: {web: {build: .}}", script: "echo 'ERROR: why' >&2; exit 1")
        #expect(failed.result.err == "error: cannot build service web: docker-buildx ended with 1: why\n", "\(failed.result.err)")
    }

    @Test("the value of a secret is neither on the command line nor on the screen") func secrets() async throws {
        let file = """
            services: {web: {build: {context: ., secrets: [key]}}}
            secrets: {key: {environment: KEY}}
            """
        let run = try await run(["build"], file, script: "env | grep -c hunter2 >&2", environment: ["KEY": "hunter2"])
        #expect(run.result.code == 0 && run.notes.contains("SKEP_BUILD_SECRET_1=hunter2\n"), "\(run)")
        #expect(run.result.err.contains("web  | 3\n") && !run.result.err.contains("hunter2"), "\(run.result.err)")
        #expect(!run.notes.split(separator: "\n").contains { $0.hasPrefix("word") && $0.contains("hunter2") })
    }

    @Test("the value of a build argument from the environment is not on the command line") func arguments() async throws {
        let file = "services: {web: {build: {context: ., args: {NPM_TOKEN: , OTHER: \"${OTHER}\"}}}}"
        let values = ["NPM_TOKEN": "hunter2", "OTHER": "hunter3", "MORE": "hunter4"]
        let run = try await run(["build", "--build-arg", "MORE"], file, environment: values)
        #expect(run.result.code == 0, "\(run.result)")
        for (name, value) in values {
            #expect(run.notes.contains("word --build-arg=\(name)\n") && run.notes.contains("\n\(name)=\(value)\n"), "\(run.notes)")
        }
    }

    @Test("a way of showing progress that only buildx knows is left to it", arguments: ["rawjson", ""])
    func foreignProgress(mode: String) async throws {
        let run = try await run(["build"], "services: {web: {build: .}}", environment: ["BUILDKIT_PROGRESS": mode])
        #expect(run.result.code == 0 && run.notes.contains("BUILDKIT_PROGRESS=\(mode)\n"), "\(run.result)")
        #expect(run.notes.contains("word --progress=plain\n") == mode.isEmpty, "\(run.notes)")
        #expect(run.notes.contains("word --progress=") == mode.isEmpty, "\(run.notes)")
    }

    @Test("a secret that is not set is told before anything runs") func unsetSecret() async throws {
        let file = """
            services: {web: {build: {context: ., secrets: [key]}}}
            secrets: {key: {external: true}}
            """
        let run = try await run(["build"], file)
        #expect(run.result.code == 1 && run.notes.isEmpty)
        #expect(run.result.err.contains("the secret key is neither a file nor a variable that is set"), "\(run.result.err)")
    }

    @Test("a Dockerfile that is not there is told in our words") func missingDockerfile() async throws {
        let run = try await run(["build"], "services: {web: {build: {context: ., dockerfile: Other}}}")
        #expect(run.result.code == 1 && run.notes.isEmpty && run.result.err.contains("cannot read the Dockerfile"), "\(run.result.err)")
    }

    @Test("an image that another one begins with is built first") func order() async throws {
        let file = """
            services:
              web: {build: {context: ., additional_contexts: {base: "service:base"}}}
              base: {build: .}
            """
        let run = try await run(["build", "web"], file)
        #expect(run.result.code == 0 && run.tags == ["p-base", "p-web"], "\(run)")
        #expect(run.notes.contains("word --build-context=base=docker-image://p-base\n"))
    }

    @Test("the engine's own builder is taken where it is asked for, or alone can do it") func ownBuilder() async throws {
        let plain = "services: {web: {build: .}}"
        #expect(try await run(["build"], plain, environment: ["DOCKER_BUILDKIT": "0"]).notes.isEmpty)
        let limited = "services: {web: {build: {context: ., shm_size: 64m}}}"
        #expect(try await run(["build"], limited).notes.isEmpty)
        #expect(try await run(["build"], limited, api: "1.45").notes.contains("word --shm-size=67108864\n"))
    }

    @Test("what no builder can do is told before anything is built") func refusedAtOnce() async throws {
        let file = "services: {base: {build: .}, web: {build: {context: ., ssh: [default], network: other}}}"
        let run = try await run(["build"], file)
        #expect(run.result.code == 1 && run.notes.isEmpty)
        #expect(run.result.err == "error: cannot build service web: ssh needs BuildKit, which cannot do the network other\n")
    }

    @Test("an image for several platforms goes to its registry by the builder") func severalPlatforms() async throws {
        let file = "services: {web: {build: {context: ., platforms: [linux/amd64, linux/arm64]}}}"
        let run = try await run(["build", "--push"], file)
        #expect(run.result.code == 0 && run.notes.contains("word --output=type=image,push=true\n"), "\(run)")
        #expect(!run.result.err.contains("Push"), "nothing is left to send")
    }
}
