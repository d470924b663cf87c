import TestSupport
import Testing

extension EndToEndTests {
    /// Docker's own client and Skep manage each other's stacks.
    @Suite struct DockerClient {
        private static let file = """
            version: "3.8"
            services:
            \(idle("web", "environment: {A: \"1\"}\nlabels: {l: v}\nnetworks: {net: {aliases: [www]}}\ndeploy: {replicas: 2}"))
            \(idle("other", "healthcheck: {test: [\"CMD\", \"true\"], interval: 1s}\nuser: \"0\"\nsecrets: [s]"))
            networks: {net: {}}
            secrets: {s: {file: ./data}}
            """

        private func prepare(_ stack: Stack) throws {
            try stack.write(Self.file)
            try stack.write("x\n", to: "data")
        }

        @Test func dockerManagesOurStack() async throws {
            try await Stack.with("ours") { stack in
                try prepare(stack)
                try await stack.deploy()
                #expect(try await stack.docker("stack", "ls", "--format", "{{.Name}} {{.Services}}").output.contains("\(stack.name) 2\n"))
                let tasks = try await stack.docker("stack", "ps", "--format", "{{.Name}}", stack.name).output
                #expect(tasks.contains("\(stack.name)_web.1\n") && tasks.contains("\(stack.name)_web.2\n"))
                let removal = try await stack.docker("stack", "rm", stack.name)
                #expect(removal.status == 0)
                let isGone = try await eventually { try await stack.versions() == [:] }
                #expect(isGone)
            }
        }

        @Test func weManageDockersStack() async throws {
            try await Stack.with("theirs") { stack in
                try prepare(stack)
                let deployment = try await stack.docker("stack", "deploy", "--resolve-image", "never", "-c", "compose.yml", stack.name)
                #expect(deployment.status == 0, "\(deployment.all)")
                let isUp = try await eventually { try await stack.replicas(of: "web") == "2/2" }
                #expect(isUp)
                #expect(try await stack.skep("ls").output.contains(stack.name))
                #expect(try await stack.skep("services", stack.name).output.contains("\(stack.name)_web"))
                let tasks = try await stack.skep("ps", stack.name)
                #expect(tasks.output.contains("\(stack.name)_web.2"), "\(tasks.all)")
                let removal = try await stack.skep("rm", stack.name)
                #expect(removal.status == 0, "\(removal.all)")
                #expect(try await stack.versions() == [:])
            }
        }

        @Test func compatSendsWhatDockerSends() async throws {
            try await Stack.with("compat") { stack in
                try prepare(stack)
                try await stack.deploy("--compat")
                let ours = try await specs(stack)
                let deployment = try await stack.docker("stack", "deploy", "--resolve-image", "never", "-c", "compose.yml", stack.name)
                #expect(deployment.status == 0, "\(deployment.all)")
                #expect(try await specs(stack) == ours)
            }
        }

        /// As the engine stores them.
        private func specs(_ stack: Stack) async throws -> [String] {
            var specs: [String] = []
            for service in ["web", "other"] {
                specs.append(try await stack.docker("service", "inspect", "--format", "{{json .Spec}}", "\(stack.name)_\(service)").output)
            }
            return specs
        }
    }
}
