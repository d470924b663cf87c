import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    /// `wait`, `events` and `logs --json` of a stack.
    @Suite struct Watching {
        /// A service that says something, and one that does its work and ends.
        private static let file = """
            version: "3.8"
            services:
              talker:
                image: busybox:1
                command: ["sh", "-c", "echo hello from $$(hostname); exec sleep 100000"]
                hostname: "task-{{.Task.Slot}}"
                stop_signal: SIGKILL
                deploy: {replicas: 2}
              migrate:
                image: busybox:1
                command: ["sh", "-c", "sleep 2; echo migrated"]
                deploy: {restart_policy: {condition: none}}
            """

        @Test func aStackIsWaitedFor() async throws {
            try await Stack.with("wait") { stack in
                try stack.write(Self.file)
                try await stack.deploy("--detach")
                let ready = try await stack.skep("wait", stack.name)
                #expect(ready.status == 0, "\(ready.all)")
                #expect(try await stack.replicas(of: "talker") == "2/2")
                let ended = try await stack.skep("wait", "--until", "completed", stack.name, "migrate")
                #expect(ended.status == 0, "\(ended.all)")
                // This one never ends by itself.
                let late = try await stack.skep("wait", "--until", "completed", "--timeout", "2s", stack.name, "talker")
                #expect(late.status == 3, "\(late.all)")
            }
        }

        @Test func logsAreObjectsALine() async throws {
            try await Stack.with("logs-json") { stack in
                try stack.write(Self.file)
                try await stack.deploy()
                let ended = try await stack.skep("wait", "--until", "completed", stack.name, "migrate")
                #expect(ended.status == 0, "\(ended.all)")
                let run = try await stack.skep("logs", "--json", stack.name)
                #expect(run.status == 0, "\(run.all)")
                let lines = try objects(LogObject.self, in: run.output)
                #expect(Set(lines.map(\.text)) == ["hello from task-1", "hello from task-2", "migrated"], "\(run.all)")
                #expect(Set(lines.map(\.service)) == ["\(stack.name)_talker", "\(stack.name)_migrate"], "\(run.all)")
            }
        }

        @Test func eventsTellOfServicesAndTasks() async throws {
            try await Stack.with("events") { stack in
                try stack.write(Self.file)
                try await stack.deploy()
                let ended = try await stack.skep("wait", "--until", "completed", stack.name, "migrate")
                #expect(ended.status == 0, "\(ended.all)")
                let past = try await stack.skep("events", "--json", "--since", "10m", "--until", "0s", stack.name)
                #expect(past.status == 0, "\(past.all)")
                let told = Set(try objects(EventObject.self, in: past.output).map { "\($0.type) \($0.action)" })
                #expect(told.isSuperset(of: ["service create", "network create", "task running", "task complete"]), "\(past.all)")
                let run = try stack.startSkep("events", stack.name, "talker")
                let label = "changed-\(UInt32.random(in: 0...999_999))"
                // It may not listen yet: changes are made until one is told.
                let isTold = try await eventually {
                    try await stack.docker("service", "update", "--detach", "--env-add", "V=\(label)", "\(stack.name)_talker")
                    return run.output.contains("service update") && run.output.contains("task")
                }
                #expect(isTold, "\(run.output)\(run.errors)")
                run.interrupt()
                _ = try await run.exit(limit: .seconds(300))
            }
        }

        private func objects<Value: Decodable>(_: Value.Type, in output: String) throws -> [Value] {
            try output.split(separator: "\n").map { try JSONDecoder().decode(Value.self, from: Data($0.utf8)) }
        }

        private struct LogObject: Decodable {
            let service: String
            let text: String
        }

        private struct EventObject: Decodable {
            let type: String
            let action: String
        }
    }
}
