import TestSupport
import Testing

/// On three nodes, which are broken on purpose: one test after the other.
@Suite(.serialized, .needsSwarm) struct SwarmTests {
    private static func file(_ replicas: Int, level: String = "info") -> String {
        // This kernel may have no IP_VS, so names stand for addresses of tasks.
        let web = """
            environment: {LEVEL: \(level)}
            networks: [net]
            secrets: [s]
            deploy: {replicas: \(replicas), endpoint_mode: dnsrr, update_config: {parallelism: 0}}
            """
        return """
            version: "3.8"
            services:
            \(idle("web", web))
            \(idle("agent", "networks: [net]\ndeploy: {mode: global, endpoint_mode: dnsrr}"))
            networks: {net: {}}
            secrets: {s: {file: ./data}}
            """
    }

    private func prepare(_ stack: Stack, _ text: String = file(6)) throws {
        try stack.write(text)
        try stack.write("x\n", to: "data")
    }

    /// Nothing is left to do, and nothing is there twice.
    private func expectFixpoint(_ stack: Stack, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        // The swarm writes into a service that its update is over, and so raises its version, some time after the tasks run.
        let isQuiet = try await eventually { try await !stack.updateStates().contains("updating") }
        #expect(isQuiet, sourceLocation: sourceLocation)
        let before = try await stack.versions()
        #expect(before.count == 4, "\(before)", sourceLocation: sourceLocation)
        try await stack.deploy(sourceLocation: sourceLocation)
        #expect(try await stack.versions() == before, sourceLocation: sourceLocation)
    }

    @Test func tasksSpreadOverTheNodes() async throws {
        try await Stack.onSwarm("spread") { stack in
            try prepare(stack)
            try await stack.deploy()
            #expect(try await stack.running("web") == ["skep1": 2, "skep2": 2, "skep3": 2])
            #expect(try await stack.running("agent") == ["skep1": 1, "skep2": 1, "skep3": 1])
            let listed = try await stack.skep("ps", stack.name).output
            for number in 1...3 { #expect(listed.contains(TestSwarm.hostName(number)), "\(listed)") }
            try await expectFixpoint(stack)
        }
    }

    @Test func aDrainedNodeIsLeftOut() async throws {
        try await Stack.onSwarm("drain") { stack in
            try prepare(stack)
            try await stack.deploy()
            try await stack.docker("node", "update", "--availability", "drain", "skep2")
            do {
                try prepare(stack, Self.file(6, level: "debug"))
                try await stack.deploy()
                let counts = try await stack.running("web")
                #expect(counts["skep2"] == nil && counts.values.reduce(0, +) == 6, "\(counts)")
                #expect(try await stack.running("agent") == ["skep1": 1, "skep3": 1])
                try await expectFixpoint(stack)
            } catch {
                try await stack.docker("node", "update", "--availability", "active", "skep2")
                throw error
            }
            try await stack.docker("node", "update", "--availability", "active", "skep2")
            let isBack = try await eventually { try await stack.running("agent").count == 3 }
            #expect(isBack)
        }
    }

    @Test func aNodeThatDiesDuringADeployIsWorkedAround() async throws {
        try await Stack.onSwarm("death") { stack in
            try prepare(stack)
            let run = try stack.startSkep("deploy", "--resolve-image", "never", "--timeout", "500", "compose.yml", stack.name)
            let hasBegun = try await eventually { try await stack.running("web")["skep3"] != nil }
            #expect(hasBegun, "\(run.output)\(run.errors)")
            try await TestSwarm.engine("kill", node: 3)
            do {
                let status = try await run.exit(limit: .seconds(600))
                // It was done before the node was missed, or it waited until its tasks ran elsewhere.
                #expect(status == 0, "\(run.output)\(run.errors)")
                let isDown = try await eventually { try await stack.nodeStates()["skep3"] == "Down" }
                #expect(isDown)
                try prepare(stack, Self.file(6, level: "debug"))
                try await stack.deploy()
                let counts = try await stack.running("web")
                #expect(counts["skep3"] == nil && counts.values.reduce(0, +) == 6, "\(counts)")
                try await expectFixpoint(stack)
            } catch {
                try await TestSwarm.engine("start", node: 3)
                throw error
            }
            try await TestSwarm.engine("start", node: 3)
            try await stack.awaitNodes(count: 3)
            try await stack.deploy()
            let counts = try await stack.running("web")
            #expect(counts.values.reduce(0, +) == 6, "\(counts)")
            try await expectFixpoint(stack)
        }
    }

    @Test func aManagerThatRestartsDuringADeployIsWaitedFor() async throws {
        try await Stack.onSwarm("restart") { stack in
            try prepare(stack)
            let run = try stack.startSkep("deploy", "--resolve-image", "never", "compose.yml", stack.name)
            let hasBegun = await eventually { (run.output + run.errors).contains("Creating service") }
            #expect(hasBegun, "\(run.output)\(run.errors)")
            try await TestSwarm.engine("restart", node: 1)
            let status = try await run.exit(limit: .seconds(400))
            #expect(status != 0 || run.output.contains("Deployed"), "\(run.output)\(run.errors)")
            try await stack.awaitNodes(count: 3)
            try await stack.deploy()
            let counts = try await stack.running("web")
            #expect(counts.values.reduce(0, +) == 6, "\(counts)")
            try await expectFixpoint(stack)
        }
    }

    @Test func bothClientsManageTheSameStackInTurn() async throws {
        try await Stack.onSwarm("turns") { stack in
            try prepare(stack)
            let first = try await stack.docker("stack", "deploy", "--resolve-image", "never", "-c", "compose.yml", stack.name)
            #expect(first.status == 0, "\(first.all)")
            let isUp = try await eventually { try await stack.replicas(of: "web") == "6/6" }
            #expect(isUp)
            // Ours adopts it: only what the file changes is changed.
            let before = try await stack.versions()
            try prepare(stack, Self.file(4, level: "debug"))
            try await stack.deploy()
            let after = try await stack.versions()
            #expect(before.keys.filter { before[$0] != after[$0] } == ["service \(stack.name)_web"])
            #expect(try await stack.replicas(of: "web") == "4/4")
            // Docker's goes on from there, and sees all of it.
            #expect(
                try await stack.docker("stack", "services", "--format", "{{.Name}}", stack.name).output.split(separator: "\n").count == 2)
            let scaled = try await stack.docker("service", "scale", "\(stack.name)_web=5")
            #expect(scaled.status == 0, "\(scaled.all)")
            #expect(try await stack.skep("services", stack.name).output.contains("5/5"))
            let second = try await stack.docker("stack", "deploy", "--resolve-image", "never", "-c", "compose.yml", stack.name)
            #expect(second.status == 0, "\(second.all)")
            let isDown = try await eventually { try await stack.replicas(of: "web") == "4/4" }
            #expect(isDown)
            try await expectFixpoint(stack)
            let removal = try await stack.skep("rm", stack.name)
            #expect(removal.status == 0, "\(removal.all)")
            #expect(try await stack.docker("stack", "ls", "--format", "{{.Name}}").output.contains(stack.name) == false)
        }
    }
}
