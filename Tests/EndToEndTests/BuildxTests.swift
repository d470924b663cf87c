import Foundation
import TestSupport
import Testing

/// Docker's plugin buildx, where scripts/test found one.
enum TestBuildx {
    static let path = ProcessInfo.processInfo.environment["SKEP_TEST_BUILDX"].flatMap { $0.isEmpty ? nil : $0 }
}

extension Trait where Self == ConditionTrait {
    /// Skips, visibly, where there is no buildx.
    static var needsBuildx: Self {
        .enabled(if: TestBuildx.path != nil, "needs docker's plugin buildx at SKEP_TEST_BUILDX; scripts/test looks for one")
    }
}

extension EndToEndTests {
    /// Images that BuildKit makes in the engine. Nothing is fetched: no `# syntax=` line, and busybox is there.
    @Suite(.needsBuildx) struct Buildx {
        private static let file = """
            services:
              web:
                build:
                  context: app
                  target: made
                  args: {WHO: me}
                  labels: {home: "yes, it is"}
                  secrets: [key, {source: variable, target: other}]
                  tags: ["NAME-more:2"]
                  extra_hosts: ["db:10.9.8.7"]
                  dockerfile_inline: |
                    FROM busybox:1 AS made
                    ARG WHO
                    RUN --mount=type=secret,id=key --mount=type=secret,id=other \\
                      cat /run/secrets/key /run/secrets/other | sha256sum > /sum && echo $$WHO > /who
                    RUN grep db /etc/hosts > /hosts
                    COPY . /src/
                    FROM made AS never
                    RUN exit 9
            secrets: {key: {file: ./key}, variable: {environment: TOKEN}}
            """

        /// Runs `body` with the project, and buildx where docker's client would find it.
        private func withProject(_ body: (Stack) async throws -> Void) async throws {
            try await Stack.withProject("buildx") { stack in
                let program = try #require(TestBuildx.path)
                for folder in ["app", "cli-plugins"] {
                    let folder = stack.folder.appendingPathComponent(folder)
                    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                }
                let plugin = stack.folder.appendingPathComponent("cli-plugins/docker-buildx").path
                try FileManager.default.createSymbolicLink(atPath: plugin, withDestinationPath: program)
                try stack.write("name: \(stack.name)\n" + Self.file.replacing("NAME", with: stack.name))
                try stack.write("from a file", to: "key")
                try stack.write("TOKEN=from a variable\n", to: ".env")
                try stack.write("drop\n", to: "app/.dockerignore")
                for name in ["keep", "drop"] { try stack.write(name, to: "app/\(name)") }
                let failure = await failure { try await body(stack.with(["DOCKER_BUILDKIT": ""])) }
                try await stack.docker("rmi", "-f", "\(stack.name)-web", "\(stack.name)-more:2")
                if let failure { throw failure }
            }
        }

        private func failure(_ body: () async throws -> Void) async -> (any Error)? {
            do { try await body() } catch { return error }
            return nil
        }

        @Test func anImageIsBuiltWithSecretsThatStayUnseen() async throws {
            try await withProject { stack in
                let build = try await stack.skep("build")
                #expect(build.status == 0 && build.errors.contains("web  | #1 [internal] load"), "\(build.all)")
                #expect(!build.all.contains("from a "))
                let script = "cat /who; grep -c 10.9.8.7 /hosts; printf 'from a filefrom a variable' | sha256sum | cmp - /sum; ls /src"
                let run = try await stack.docker("run", "--rm", "\(stack.name)-more:2", "sh", "-c", script)
                #expect(run.output == "me\n1\nkeep\n", "\(run.all)")
                let label = try await stack.docker("inspect", "-f", "{{.Config.Labels.home}} {{.Id}}", "\(stack.name)-web")
                #expect(label.output.hasPrefix("yes, it is sha256:"), "\(label.all)")
                let again = try await stack.skep("build", "-q")
                #expect(again.status == 0 && label.output.hasSuffix(" " + again.output) && again.errors.isEmpty, "\(again.all)")
            }
        }

        @Test func upBuildsWhatIsMissing() async throws {
            try await withProject { stack in
                let text = try String(contentsOf: stack.folder.appendingPathComponent("compose.yml"), encoding: .utf8)
                try stack.write(text.replacing("    build:", with: "    command: sleep 100000\n    stop_signal: SIGKILL\n    build:"))
                try await stack.up()
                #expect(try await stack.projectContainers("{{.State}}") == ["web-1": "running"])
            }
        }

        @Test func aFailureIsTold() async throws {
            try await withProject { stack in
                let text = try String(contentsOf: stack.folder.appendingPathComponent("compose.yml"), encoding: .utf8)
                try stack.write(text.replacing("target: made", with: "target: never"))
                let build = try await stack.skep("build")
                #expect(build.status == 1, "\(build.all)")
                #expect(
                    build.errors.contains("error: cannot build service web: docker-buildx ended with 1: failed to solve"), "\(build.all)")
                #expect(build.errors.contains("exit code: 9"), "\(build.all)")
            }
        }

        @Test func anInterruptEndsTheBuilderToo() async throws {
            try await withProject { stack in
                try stack.write(
                    "name: \(stack.name)\nservices: {web: {build: {context: app, dockerfile_inline: \"FROM busybox:1\\nRUN sleep 1000\"}}}\n"
                )
                let build = try stack.startSkep("build")
                #expect(await eventually { build.errors.contains("RUN sleep 1000") }, "\(build.errors)")
                build.interrupt()
                #expect(try await build.exit(limit: .seconds(300)) == 130, "\(build.errors)")
                #expect(build.errors.contains("canceled"), "buildx was asked to stop, and was waited for: \(build.errors)")
            }
        }

        @Test func ctrlCOnATerminalEndsBoth() async throws {
            try await withProject { stack in
                try stack.write(
                    "name: \(stack.name)\nservices: {web: {build: {context: app, dockerfile_inline: \"FROM busybox:1\\nRUN sleep 1001\"}}}\n"
                )
                let up = try stack.startOnTerminal("up", "-d")
                #expect(await eventually { up.screen.contains("RUN sleep 1001") }, "\(up.screen)")
                up.type("\u{3}")
                #expect(try await up.exit(limit: .seconds(300)) == 130, "\(up.screen)")
                #expect(up.screen.contains("Image \(stack.name)-web  Error"), "\(up.screen)")
                #expect(try await stack.projectContainers().isEmpty)
            }
        }

        @Test func onATerminalBuildxShowsWhatItDoes() async throws {
            try await withProject { stack in
                let build = try stack.startOnTerminal("build", "--no-cache")
                #expect(try await build.exit(limit: .seconds(300)) == 0, "\(build.screen)")
                #expect(build.screen.contains("[+] Building") && build.screen.contains("FINISHED"), "\(build.screen)")
                #expect(build.screen.contains("Image \(stack.name)-web  Built"), "\(build.screen)")
            }
        }
    }
}
