import TestSupport
import Testing

extension EndToEndTests {
    @Suite struct Logs {
        private static let file = """
            version: "3.8"
            services:
              talker:
                image: busybox:1
                command: ["sh", "-c", "i=0; while true; do i=$$((i+1)); echo line $$i of $$(hostname); sleep 0.2; done"]
                hostname: "task-{{.Task.Slot}}"
                stop_signal: SIGKILL
                deploy: {replicas: 3}
            """

        @Test func followsAllTasksOfAService() async throws {
            try await Stack.with("logs") { stack in
                try stack.write(Self.file)
                try await stack.deploy()
                let run = try stack.startSkep("logs", "-f", stack.name)
                // New lines, not only those that were there when it started.
                let all = await eventually {
                    (1...3).allSatisfy { task in run.output.contains("of task-\(task)") } && run.output.contains("line 40 of ")
                }
                #expect(all, "\(run.output.suffix(2000))\(run.errors)")
                #expect(run.output.contains("talker.1"), "lines do not say which task they are from")
                run.interrupt()
                _ = try await run.exit(limit: .seconds(300))
            }
        }

        @Test func printsTheLastLinesAndEnds() async throws {
            try await Stack.with("tail") { stack in
                try stack.write(Self.file)
                try await stack.deploy()
                // A container that runs may not have said anything yet.
                var run = try await stack.skep("logs", "--tail", "1", stack.name)
                let isComplete = try await eventually {
                    run = try await stack.skep("logs", "--tail", "1", stack.name)
                    return run.status != 0 || run.output.split(separator: "\n").count >= 3
                }
                #expect(isComplete && run.status == 0, "\(run.all)")
                #expect(run.output.split(separator: "\n").count == 3, "\(run.all)")
            }
        }
    }
}
