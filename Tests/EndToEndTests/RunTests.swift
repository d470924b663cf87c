import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    @Suite struct Run {
        private static let file = """
            services:
              web:
                image: busybox:1
                command: ["sleep", "100000"]
                stop_signal: SIGKILL
                environment: {GREETING: hello}
                depends_on: [db]
              db:
                image: busybox:1
                command: ["sleep", "100000"]
                stop_signal: SIGKILL
              app:
                image: e2e-built:1
                build: {context: app, args: {WHO: me}}
                profiles: [build]
            """

        private func withProject(_ body: (Stack) async throws -> Void) async throws {
            try await Stack.withProject("run", Self.file, body)
        }

        private func containers(_ stack: Stack, _ label: String) async throws -> [String] {
            let filters = ["--filter", "label=com.docker.compose.project=\(stack.name)", "--filter", "label=com.docker.compose.\(label)"]
            let run = try await stack.docker(["ps", "-a", "--format", "{{.Names}} {{.State}}"] + filters)
            return run.output.split(separator: "\n").map(String.init)
        }

        @Test func aCommandRunsBesideTheService() async throws {
            try await withProject { stack in
                let script = "echo $GREETING $WHO; echo oh >&2; exit 5"
                let run = try await stack.skep("run", "--rm", "-q", "-T", "-e", "WHO=you", "web", "sh", "-c", script)
                #expect(run.status == 5 && run.output == "hello you\n" && run.errors == "oh\n", "\(run)")
                #expect(try await containers(stack, "service=db") == ["\(stack.name)-db-1 running"])
                let isGone = try await eventually { try await containers(stack, "oneoff=True").isEmpty }
                #expect(isGone)
                #expect(try await containers(stack, "service=web") == [])

                let detached = try await stack.skep("run", "-d", "--no-deps", "--name", "\(stack.name)-once", "web", "true")
                #expect(detached.status == 0 && detached.output.count == 65, "\(detached)")
                #expect(try await containers(stack, "oneoff=True").first?.hasPrefix("\(stack.name)-once ") == true)
            }
        }

        @Test func aTerminalIsPassedOn() async throws {
            try await withProject { stack in
                let shell = try stack.startOnTerminal("run", "--rm", "--no-deps", "web", "sh")
                #expect(await eventually { shell.screen.contains("# ") && shell.isRaw }, "\(shell.screen)")
                shell.type("until [ \"$(stty size)\" = '30 100' ]; do sleep 0.1; done; exit 9\r")
                #expect(try await shell.exit() == 9, "\(shell.screen)")
                #expect(!shell.isRaw)
            }
        }

        @Test func anInterruptReachesTheCommand() async throws {
            try await withProject { stack in
                let script = "trap 'exit 42' INT; echo ready; while :; do sleep 0.1; done"
                let run = try stack.startSkep("run", "--rm", "-T", "--no-deps", "web", "sh", "-c", script)
                #expect(await eventually { run.output.contains("ready") }, "\(run.errors)")
                run.interrupt()
                #expect(try await run.exit(limit: .seconds(300)) == 42, "\(run.errors)")
            }
        }

        @Test func anImageIsBuiltFromWhatIsNotIgnored() async throws {
            try await withProject { stack in
                try FileManager.default.createDirectory(at: stack.folder.appendingPathComponent("app"), withIntermediateDirectories: true)
                try stack.write("FROM busybox:1\nARG WHO\nCOPY . /src/\nRUN echo $WHO > /src/who\n", to: "app/Dockerfile")
                try stack.write("*.key\nDockerfile\n", to: "app/.dockerignore")
                try stack.write("secret", to: "app/a.key")
                try stack.write("public", to: "app/b.txt")
                let build = try await stack.skep("build", "--profile", "build")
                #expect(build.status == 0 && build.errors.contains("app  | Step 1/4 : FROM busybox:1"), "\(build)")
                let run = try await stack.skep("run", "--rm", "-T", "-q", "app", "sh", "-c", "ls -A /src; cat /src/who")
                #expect(run.output == ".dockerignore\nb.txt\nwho\nme\n", "\(run)")
                let up = try await stack.skep("up", "-d", "--build", "--profile", "build", "app")
                #expect(up.status == 0 && up.errors.contains("Image e2e-built:1") && up.errors.contains("Built"), "\(up)")
                try await stack.docker("rmi", "-f", "e2e-built:1")
                try stack.write("FROM busybox:1\nRUN exit 3\n", to: "app/Dockerfile")
                let failed = try await stack.skep("build", "--profile", "build", "app")
                #expect(failed.status == 1 && failed.errors.contains("returned a non-zero code: 3"), "\(failed)")
            }
        }

        @Test func twentyContainersLoseNoLine() async throws {
            try await Stack.withProject("many", Self.talk("sleep 3; echo end")) { stack in
                try await stack.up()
                try expectAllLines(try await stack.skep("logs", "-f", "--no-color", stack.name).output, end: ["end"])
            }
        }

        /// `up` in the foreground ends by itself when all containers have ended.
        @Test func twentyAttachedContainersLoseNoLine() async throws {
            try await Stack.withProject("many-attached", Self.talk("exit 0")) { stack in
                let up = try await stack.skep("up", "--no-color")
                #expect(up.status == 0, "\(up.errors)")
                try expectAllLines(up.output, end: [])
            }
        }

        private static func talk(_ end: String) -> String {
            """
            services:
              talk:
                image: busybox:1
                network_mode: none
                command: ["sh", "-c", "i=0; while [ $$i -lt 200 ]; do i=$$((i+1)); echo line $$i of a text; done; \(end)"]
                scale: 20
            """
        }

        private func expectAllLines(_ output: String, end: [String]) throws {
            let expected = (1...200).map { "line \($0) of a text" } + end
            let lines = Dictionary(grouping: output.split(separator: "\n").filter { $0.contains("  | ") }) { $0.prefix { $0 != " " } }
            #expect(lines.count == 20)
            for (name, lines) in lines {
                let texts = lines.map { String($0.split(separator: "|", maxSplits: 1)[1].dropFirst()) }
                #expect(texts == expected, "\(name): \(texts.count) lines")
            }
        }
    }
}
