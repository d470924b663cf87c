import TestSupport
import Testing

extension EndToEndTests {
    /// The same file on one host: containers of a real engine.
    @Suite struct OneHost {
        private static let file = """
            services:
              db:
                image: busybox:1
                command: ["sh", "-c", "trap 'exit 0' TERM; touch /ready; while :; do sleep 1 & wait $$!; done"]
                healthcheck: {test: ["CMD", "test", "-e", "/ready"], interval: 1s}
                volumes: ["data:/data", "/anonymous"]
              migrate:
                image: busybox:1
                command: ["sh", "-c", "echo migrated"]
                depends_on: {db: {condition: service_healthy}}
              web:
                image: busybox:1
                command: ["sh", "-c", "trap 'exit 0' TERM; cat /rules; echo; while :; do sleep 1 & wait $$!; done"]
                depends_on: {migrate: {condition: service_completed_successfully}}
                configs: [{source: rules, target: /rules}]
                scale: 2
            configs: {rules: {content: "first"}}
            volumes: {data: {}}
            """

        @Test func aProjectComesUpChangesAndGoes() async throws {
            try await Stack.with("host") { stack in
                try stack.write(Self.file)
                let first = try await stack.skep("up", "-d", "--wait", "-p", stack.name)
                #expect(first.status == 0, "\(first.all)")
                let before = try await stack.projectContainers()
                #expect(Set(before.keys) == Set(["db-1", "migrate-1", "web-1", "web-2"]))
                try stack.write(Self.file.replacing("first", with: "second"))
                let second = try await stack.skep("up", "-d", "-p", stack.name)
                #expect(second.status == 0, "\(second.all)")
                let after = try await stack.projectContainers()
                #expect(after.keys.sorted() == before.keys.sorted())
                #expect(after["db-1"] == before["db-1"])
                #expect(after["web-1"] != before["web-1"])
                let rules = try await stack.docker("exec", "\(stack.name)-web-1", "cat", "/rules")
                #expect(rules.output == "second", "\(rules.all)")
                let scaled = try await stack.skep("scale", stack.name, "web=1")
                #expect(scaled.status == 0, "\(scaled.all)")
                #expect(try await stack.projectContainers()["web-2"] == nil)
                let down = try await stack.skep("down", "-v", "-t", "2", "-p", stack.name)
                #expect(down.status == 0, "\(down.all)")
                #expect(try await stack.projectContainers().isEmpty)
                let left = try await stack.docker("volume", "ls", "-q", "--filter", "label=com.docker.compose.project=\(stack.name)")
                #expect(left.output.isEmpty, "\(left.output)")
            }
        }

        @Test func aDependencyThatFailsStopsTheOthers() async throws {
            try await Stack.with("host-fails") { stack in
                try stack.write(Self.file.replacing("echo migrated", with: "exit 3"))
                let run = try await stack.skep("up", "-d", "-p", stack.name)
                #expect(run.status != 0)
                #expect(run.errors.contains("service \"migrate\" didn't complete successfully: exit 3"), "\(run.all)")
                let web = try await stack.docker("inspect", "--format", "{{.State.Status}}", "\(stack.name)-web-1")
                #expect(web.output.hasPrefix("created"), "\(web.all)")
                try await stack.skep("down", "-v", "-t", "2", "-p", stack.name)
            }
        }

        @Test func theFirstInterruptStopsWhatRuns() async throws {
            try await Stack.with("host-signal") { stack in
                try stack.write(Self.file)
                let run = try stack.startSkep("up", "-p", stack.name)
                let seen = await eventually { run.output.contains("web-2") && run.output.contains("first") }
                #expect(seen, "\(run.output)\(run.errors)")
                run.interrupt()
                let status = try await run.exit(limit: .seconds(300))
                #expect(status == 130, "\(run.errors)")
                let running = try await stack.docker("ps", "-q", "--filter", "label=com.docker.compose.project=\(stack.name)")
                #expect(running.output.isEmpty)
                try await stack.skep("down", "-v", "-p", stack.name)
            }
        }
    }
}
