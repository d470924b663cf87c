import TestSupport
import Testing

extension EndToEndTests {
    /// Ctrl-C at any point leaves a state from which the same command finishes the job.
    @Suite struct Interruption {
        private static let file = """
            version: "3.8"
            services:
            \(idle("a", "secrets: [s]"))
            \(idle("b", "configs: [c]\nnetworks: [n]"))
            \(idle("c"))
            networks: {n: {}}
            secrets: {s: {file: ./data}}
            configs: {c: {file: ./data}}
            """

        /// What is waited for on the output before the interrupt comes; nil for at once.
        @Test(arguments: [nil, "Creating network", "Creating secret", "Creating config", "_a", "_c"])
        func theSameCommandFinishesTheJob(_ mark: String?) async throws {
            try await Stack.with("interrupt") { stack in
                try stack.write(Self.file)
                try stack.write("x\n", to: "data")
                let run = try stack.startSkep("deploy", "--resolve-image", "never", "compose.yml", stack.name)
                if let mark {
                    let seen = await eventually { (run.output + run.errors).contains(mark) }
                    #expect(seen, "\(mark) was never said: \(run.output)\(run.errors)")
                }
                run.interrupt()
                let status = try await run.exit(limit: .seconds(300))
                #expect(status != 0 || run.output.contains("Deployed"), "\(run.output)\(run.errors)")
                try await stack.deploy()
                for service in ["a", "b", "c"] { #expect(try await stack.replicas(of: service) == "1/1") }
                let before = try await stack.versions()
                try await stack.deploy()
                #expect(try await stack.versions() == before)
            }
        }

        @Test func aRemovalGoesOnToo() async throws {
            try await Stack.with("interrupt-rm") { stack in
                try stack.write(Self.file)
                try stack.write("x\n", to: "data")
                try await stack.deploy()
                let run = try stack.startSkep("rm", stack.name)
                _ = await eventually { (run.output + run.errors).contains("Removing") }
                run.interrupt()
                _ = try await run.exit(limit: .seconds(300))
                let rest = try await stack.skep("rm", stack.name)
                #expect(rest.status == 0, "\(rest.all)")
                // A node lists a network until the last container that the first run left stopping is off it.
                let isGone = try await eventually { try await stack.versions() == [:] }
                #expect(isGone)
            }
        }
    }
}
