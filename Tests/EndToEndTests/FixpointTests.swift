import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    /// The stacks that come with Skep, and compose files that use many keys: after deploy the plan is empty, by the engine's own account.
    ///
    /// Nothing is waited for: their images are not there, and the specs are what is compared.
    @Suite struct Fixpoint {
        private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()

        static let folders: [String] = {
            let stacks = (try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent("stacks").path)) ?? []
            let chosen = ["deploy-update", "network-host", "healthcheck", "kernel", "process", "ports-long", "volumes-long"]
            return (stacks.map { "stacks/\($0)" } + chosen.map { "Tests/Goldens/\($0)" }).filter {
                FileManager.default.fileExists(atPath: root.appendingPathComponent($0 + "/compose.yml").path)
            }.sorted()
        }()

        @Test(arguments: folders) func nothingIsPendingAfterDeploy(folder: String) async throws {
            try await Stack.with("fixpoint") { stack in
                let file = Self.root.appendingPathComponent(folder + "/compose.yml").path
                try await Self.independent(file, stack)
                let options = [
                    "--resolve-image", "never", "--quiet", "--allow-lost-keys", "--detach", "-f", file, "-f", "independent.yml", stack.name,
                ]
                let deployed = try await stack.skep(["deploy"] + options)
                #expect(deployed.status == 0, "\(deployed.all)")
                let planned = try await stack.skep(["plan"] + options)
                #expect(planned.status == 0, "\(planned.all)")
            }
        }

        /// A file that takes the dependencies of all services away: those would be waited for.
        private static func independent(_ file: String, _ stack: Stack) async throws {
            let services = try await stack.skep(["config", "--services", "-f", file]).output.split(separator: "\n")
            let resets = services.map { "  \($0): {depends_on: !reset null}\n" }
            try stack.write("services:\n" + resets.joined(), to: "independent.yml")
        }

        @Test func aChangedSecretMovesTheService() async throws {
            try await Stack.with("rotate") { stack in
                try stack.write(
                    "services:\n" + idle("web", "secrets: [key]\nconfigs: [{source: rules, target: /rules}]")
                        + "secrets: {key: {file: ./key}}\nconfigs: {rules: {file: ./rules}}\n")
                try stack.write("one", to: "key")
                try stack.write("a", to: "rules")
                // Made by docker, so that the first comparison is with a secret that is not ours.
                let theirs =
                    "version: \"3.8\"\n" + (try String(contentsOf: stack.folder.appendingPathComponent("compose.yml"), encoding: .utf8))
                try stack.write(theirs, to: "stack.yml")
                let deployment = try await stack.docker("stack", "deploy", "--resolve-image", "never", "-c", "stack.yml", stack.name)
                #expect(deployment.status == 0, "\(deployment.all)")
                let options = ["--resolve-image", "never", "compose.yml", stack.name]
                #expect(try await stack.skep(["plan"] + options).status == 0)
                for (secret, config) in [("two", "bb"), ("three", "ccc")] {
                    try stack.write(secret, to: "key")
                    try stack.write(config, to: "rules")
                    try await stack.deploy()
                    let container = try await stack.container(of: "web")
                    let inside = try await stack.docker("exec", container, "cat", "/run/secrets/key", "/rules")
                    #expect(inside.output == secret + config, "\(inside.all)")
                    #expect(try await stack.skep(["plan"] + options).status == 0)
                }
                let secrets = try await stack.docker("secret", "ls", "--format", "{{.Name}}", "--filter", "name=\(stack.name)_key")
                #expect(secrets.output.split(separator: "\n").count == 2, "\(secrets.all)")
            }
        }
    }
}
