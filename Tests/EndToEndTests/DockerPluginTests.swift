import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    /// `docker skep ...`, through docker's own client with a configuration that has the plugin.
    @Suite struct DockerPlugin {
        /// Puts the built program into the configuration folder that the stack's docker uses.
        private func link(_ stack: Stack) throws {
            let plugins = stack.folder.appendingPathComponent("cli-plugins")
            try FileManager.default.createDirectory(at: plugins, withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: plugins.appendingPathComponent("docker-skep").path, withDestinationPath: Program.skep().path)
        }

        @Test func dockerRunsTheWholeJob() async throws {
            try await Stack.with("plugin") { stack in
                try link(stack)
                try stack.write("services:\n\(idle("web", "deploy: {replicas: 2}"))\n")
                let deployment = try await stack.docker("skep", "deploy", "--resolve-image", "never", "compose.yml", stack.name)
                #expect(deployment.status == 0, "\(deployment.all)")
                #expect(deployment.all.contains("Deployed \(stack.name)"))
                #expect(try await stack.replicas(of: "web") == "2/2")
                // docker's own flag names another engine than its environment: it is the flag that counts.
                let elsewhere = try await stack.docker("-H", "unix:///nonexistent.sock", "skep", "services", stack.name)
                #expect(elsewhere.status == 1)
                #expect(elsewhere.errors.contains("unix:///nonexistent.sock"))
            }
        }

        @Test func dockerKnowsThePlugin() async throws {
            try await Stack.with("known") { stack in
                try link(stack)
                #expect(try await stack.docker("--help").output.contains("skep*"))
                let version = try await stack.docker("skep", "version")
                #expect(version.status == 0 && version.output.hasPrefix("skep "))
                let help = try await stack.docker("skep", "deploy", "--help")
                #expect(help.status == 0 && help.output.contains("--resolve-image"))
                // docker hands on exit codes: 2 says that changes are pending.
                try stack.write("services:\n\(idle("web"))\n")
                #expect(try await stack.docker("skep", "plan", "--resolve-image", "never", "compose.yml", stack.name).status == 2)
            }
        }
    }
}
