import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    @Suite struct Exec {
        /// A project with one container "web" that does nothing.
        private func withProject(_ body: (Stack) async throws -> Void) async throws {
            try await Stack.with("exec") { stack in
                let labels = ["project=\(stack.name)", "service=web", "container-number=1", "oneoff=False"]
                    .flatMap { ["--label", "com.docker.compose.\($0)"] }
                let run = try await stack.docker(
                    ["run", "-d", "--name", "\(stack.name)-web-1", "--network", "none"] + labels + ["busybox:1", "sleep", "100000"])
                #expect(run.status == 0, "\(run.all)")
                do {
                    try await body(stack)
                } catch {
                    try await stack.docker("rm", "-f", "\(stack.name)-web-1")
                    throw error
                }
                try await stack.docker("rm", "-f", "\(stack.name)-web-1")
            }
        }

        @Test func aTerminalIsPassedOn() async throws {
            try await withProject { stack in
                let shell = try stack.startOnTerminal("exec", stack.name, "web", "sh")
                #expect(await eventually { shell.screen.contains("# ") }, "\(shell.screen)")
                #expect(shell.isRaw)
                // The size is told a moment after the start, and the shell itself has no need to know.
                shell.type("until [ \"$(stty size)\" = '30 100' ]; do sleep 0.1; done; echo SI''ZE 1\r")
                #expect(await eventually { shell.screen.contains("SIZE 1") }, "\(shell.screen)")
                shell.resize(rows: 41, columns: 133)
                shell.type("until [ \"$(stty size)\" = '41 133' ]; do sleep 0.1; done; echo SI''ZE 2\r")
                #expect(await eventually { shell.screen.contains("SIZE 2") }, "\(shell.screen)")
                // Ctrl-C interrupts what runs inside, and not us.
                // Its echo comes before the shell gives the terminal out of hand, so that is not what is waited for.
                shell.type("echo SLEE''PS; sleep 1000\r")
                #expect(await eventually { shell.screen.contains("SLEEPS") }, "\(shell.screen)")
                shell.type("\u{3}")
                shell.type("echo AF''TER; exit 7\r")
                #expect(try await shell.exit() == 7, "\(shell.screen)")
                #expect(shell.screen.contains("AFTER"))
                #expect(!shell.isRaw)
            }
        }

        @Test func theTerminalIsGivenBackWhenASignalEndsIt() async throws {
            try await withProject { stack in
                let shell = try stack.startOnTerminal("exec", stack.name, "web", "sh")
                #expect(await eventually { shell.isRaw && shell.screen.contains("# ") })
                shell.signal(SIGTERM)
                #expect(try await shell.exit() == 128 + SIGTERM)
                #expect(!shell.isRaw)
            }
        }

        @Test func withoutATerminalBytesStayAsTheyAre() async throws {
            try await withProject { stack in
                let both = try await stack.skep("exec", "-T", stack.name, "web", "sh", "-c", "printf 'a\\r\\n'; echo oh >&2; exit 3")
                #expect(both.status == 3 && both.output == "a\r\n" && both.errors == "oh\n", "\(both)")
                // Input has an end, and output follows it.
                try Data(repeating: 120, count: 3_000_000).write(to: stack.folder.appendingPathComponent("big"))
                let count = try await Program(path: "/bin/sh").run(
                    ["-c", "\"$SKEP\" exec -T \(stack.name) web wc -c < big"],
                    environment: ["SKEP": try Program.skep().path, "DOCKER_HOST": stack.host], folder: stack.folder.path)
                #expect(count.output.contains("3000000") && count.status == 0, "\(count)")
                let missing = try await stack.skep("exec", "-T", stack.name, "web", "nothing-like-it")
                #expect([126, 127].contains(missing.status), "\(missing)")
                let detached = try await stack.skep("exec", "-d", stack.name, "web", "touch", "/here")
                #expect(detached.status == 0 && detached.output == "")
                let isThere = try await eventually {
                    try await stack.skep("exec", "-T", stack.name, "web", "test", "-e", "/here").status == 0
                }
                #expect(isThere)
            }
        }
    }
}
