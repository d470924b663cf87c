import Foundation
import TestSupport
import Testing

/// docker compose 2, where scripts/test found one.
enum TestCompose {
    static let path = ProcessInfo.processInfo.environment["SKEP_TEST_COMPOSE"].flatMap { $0.isEmpty ? nil : $0 }
}

extension Trait where Self == ConditionTrait {
    /// Skips, visibly, where there is no docker compose 2.
    static var needsCompose: Self {
        .enabled(if: TestCompose.path != nil, "needs docker compose 2 at SKEP_TEST_COMPOSE; scripts/test looks for one")
    }
}

extension EndToEndTests {
    /// docker compose and Skep manage each other's projects.
    @Suite(.needsCompose) struct ComposeClient {
        private static let file = """
            services:
              db:
                image: busybox:1
                command: ["sleep", "100000"]
                stop_signal: SIGKILL
                environment: {A: "1"}
                volumes: ["data:/data", "/anonymous"]
                healthcheck: {test: ["CMD", "true"], interval: 1s}
              web:
                image: busybox:1
                command: ["sh", "-c", "echo hello; exec sleep 100000"]
                stop_signal: SIGKILL
                depends_on: {db: {condition: service_healthy}}
                ports: ["80"]
                scale: 2
                labels: {level: info}
                secrets: [key]
                networks: {default: {aliases: [www]}, back: {}}
                cap_add: [NET_ADMIN]
                deploy: {resources: {limits: {memory: 64M, cpus: "0.5"}}}
              side:
                image: busybox:1
                command: ["sleep", "100000"]
                stop_signal: SIGKILL
                network_mode: service:db
                tmpfs: /run
                ulimits: {nofile: 1024}
                restart: unless-stopped
            networks: {back: {}}
            volumes: {data: {}}
            secrets: {key: {file: ./key}}
            """

        private func withProject(_ body: (Stack) async throws -> Void) async throws {
            try await Stack.withProject("compose", Self.file) { stack in
                try stack.write("secret\n", to: "key")
                try await body(stack)
            }
        }

        @Test func containersOfDockerComposeStayUnlessTheFileChanged() async throws {
            try await withProject { stack in
                let theirs = try await stack.compose("up", "-d")
                #expect(theirs.status == 0, "\(theirs.all)")
                let before = try await stack.projectContainers()
                #expect(before.count == 4)
                try await FaultProxy.run(before: stack.host) { proxy in
                    let ours = try await stack.through(proxy).up()
                    #expect(proxy.writes.isEmpty, "\(proxy.writes) \(ours.all)")
                }
                let changed = Self.file.replacing("level: info", with: "level: debug")
                try stack.write("name: \(stack.name)\n" + changed)
                let plan = try await stack.skep("up", "--dry-run")
                #expect(plan.status == 2 && plan.output.contains("made by docker compose with another Labels"), "\(plan.all)")
                try await stack.up()
                let after = try await stack.projectContainers()
                #expect(after["db-1"] == before["db-1"] && after["side-1"] == before["side-1"])
                #expect(after["web-1"] != before["web-1"] && after["web-2"] != before["web-2"])
                let down = try await stack.skep("down", "-v")
                #expect(down.status == 0, "\(down.all)")
                #expect(try await stack.projectContainers().isEmpty)
                #expect(try await stack.lines("volume", "ls", "-q", "--filter", stack.projectLabel).isEmpty)
            }
        }

        @Test func dockerComposeManagesOurProject() async throws {
            try await withProject { stack in
                try await stack.up()
                let names = Set(["db-1", "side-1", "web-1", "web-2"])
                let listed = try await stack.compose("ps", "--format", "{{.Name}}").output.replacing("\(stack.name)-", with: "")
                #expect(Set(listed.split(separator: "\n").map(String.init)) == names)
                #expect(try await stack.compose("ls", "--filter", "name=\(stack.name)").output.contains("running(4)"))
                let logs = try await stack.compose("logs", "--no-color", "web")
                #expect(logs.output.contains("web-1  | hello") && logs.output.contains("web-2  | hello"), "\(logs.all)")
                for (command, state) in [("stop", "exited"), ("start", "running")] {
                    let run = try await stack.compose(command)
                    #expect(run.status == 0, "\(run.all)")
                    // Engine 26 answers a stop a moment before it shows it.
                    let wanted = Dictionary(uniqueKeysWithValues: names.map { ($0, state) })
                    #expect(try await eventually { try await stack.projectContainers("{{.State}}") == wanted }, "\(command)")
                }
                let down = try await stack.compose("down", "-v")
                #expect(down.status == 0, "\(down.all)")
                #expect(try await stack.projectContainers().isEmpty)
                for kind in ["network", "volume"] {
                    #expect(try await stack.lines(kind, "ls", "-q", "--filter", stack.projectLabel).isEmpty)
                }
            }
        }
    }
}

extension Stack {
    /// docker compose in the project's folder.
    fileprivate func compose(_ arguments: String...) async throws -> ProgramOutput {
        guard let path = TestCompose.path else { throw ProgramError.notFound("docker compose") }
        return try await run(Program(path: path), arguments)
    }
}
