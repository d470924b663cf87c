import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    @Suite struct Deploying {
        private static let file = """
            version: "3.8"
            services:
            \(idle("web", "secrets: [password]\nconfigs: [{source: settings, target: /etc/settings}]\ndeploy: {replicas: 2}"))
            \(idle("cache", "environment: {LEVEL: info}"))
            secrets:
              password: {file: ./password.txt}
            configs:
              settings: {file: ./settings.conf}
            """

        private func prepare(_ stack: Stack) throws {
            try stack.write(Self.file)
            try stack.write("open sesame\n", to: "password.txt")
            try stack.write("level = 3\n", to: "settings.conf")
        }

        @Test func runsWhatTheFileSays() async throws {
            try await Stack.with("run") { stack in
                try prepare(stack)
                let run = try await stack.deploy()
                #expect(run.all.contains("Creating service \(stack.name)_web"))
                #expect(try await stack.replicas(of: "web") == "2/2")
                #expect(try await stack.replicas(of: "cache") == "1/1")
                let container = try await stack.container(of: "web")
                #expect(try await stack.docker("exec", container, "cat", "/run/secrets/password").output == "open sesame\n")
                #expect(try await stack.docker("exec", container, "cat", "/etc/settings").output == "level = 3\n")
            }
        }

        @Test func nothingIsSentWhenNothingChanged() async throws {
            try await Stack.with("same") { stack in
                try prepare(stack)
                try await stack.deploy()
                let before = try await stack.versions()
                let start = Date()
                let run = try await stack.deploy()
                #expect(run.all.contains("up to date"), "\(run.all)")
                #expect(before.count == 5, "\(before)")
                #expect(try await stack.versions() == before)
                #expect(try await stack.changes(since: start) == [])
            }
        }

        @Test func onlyTheChangedServiceIsUpdated() async throws {
            try await Stack.with("change") { stack in
                try prepare(stack)
                try await stack.deploy()
                let before = try await stack.versions()
                try stack.write(Self.file.replacingOccurrences(of: "LEVEL: info", with: "LEVEL: debug"))
                let run = try await stack.deploy()
                #expect(run.all.contains("Updating service \(stack.name)_cache"), "\(run.all)")
                let after = try await stack.versions()
                let changed = before.keys.filter { before[$0] != after[$0] }
                #expect(changed == ["service \(stack.name)_cache"])
                #expect(before.count == after.count)
                let container = try await stack.container(of: "cache")
                let level = try await stack.docker("exec", container, "sh", "-c", "echo $LEVEL")
                #expect(level.output == "debug\n", "\(level.all)")
            }
        }

        @Test func aRemovedStackCanBeDeployedAgainAtOnce() async throws {
            try await Stack.with("again") { stack in
                try prepare(stack)
                try await stack.deploy()
                let removal = try await stack.skep("rm", stack.name)
                #expect(removal.status == 0, "\(removal.all)")
                #expect(try await stack.versions() == [:])
                let left = try await stack.docker("ps", "-q", "--filter", "label=com.docker.stack.namespace=\(stack.name)")
                #expect(left.output.isEmpty, "containers still run")
                try await stack.deploy()
                #expect(try await stack.replicas(of: "web") == "2/2")
            }
        }

        @Test func scaleSetsTheNumberOfTasks() async throws {
            try await Stack.with("scale") { stack in
                try prepare(stack)
                try await stack.deploy()
                let run = try await stack.skep("scale", stack.name, "cache=3")
                #expect(run.status == 0, "\(run.all)")
                #expect(try await stack.replicas(of: "cache") == "3/3")
                #expect(try await stack.replicas(of: "web") == "2/2")
            }
        }
    }
}
