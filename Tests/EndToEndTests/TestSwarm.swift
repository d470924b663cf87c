import Foundation
import TestSupport
import Testing

/// The swarm of three nodes that scripts/test starts and throws away again: node 1 is the manager.
enum TestSwarm {
    /// Its name for scripts/engine.
    static let name = ProcessInfo.processInfo.environment["SKEP_TEST_SWARM"]
    /// The sockets of its nodes, as values for DOCKER_HOST.
    static let nodes = (ProcessInfo.processInfo.environment["SKEP_TEST_NODES"] ?? "").split(separator: " ").map(String.init)
    static var manager: String { nodes.first ?? "" }

    /// The host name that scripts/engine gives a node.
    static func hostName(_ number: Int) -> String { "skep\(number)" }

    /// Cuts the power of a node, brings it back, or restarts its engine.
    static func engine(_ action: String, node: Int) async throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../scripts/engine").path
        let run = try await Program(path: script).run([action, "--name", name ?? "", "--node", "\(node)"], limit: .seconds(400))
        #expect(run.status == 0, "scripts/engine \(action) --node \(node): \(run.all)")
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips, visibly, where no swarm of several nodes was given.
    static var needsSwarm: Self {
        .enabled(if: TestSwarm.name != nil, "needs the swarm named by SKEP_TEST_SWARM; scripts/test starts one")
    }
}

extension Stack {
    /// Runs `body` with a stack on the swarm whose nodes are all ready, and makes them so again afterwards.
    static func onSwarm(_ label: String, _ body: (Stack) async throws -> Void) async throws {
        try await with(label, on: TestSwarm.manager) { stack in
            try await stack.awaitNodes(count: TestSwarm.nodes.count)
            try await body(stack)
        }
    }

    /// Waits until that many nodes are ready.
    func awaitNodes(count: Int, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let areReady = try await eventually { try await nodeStates().values.count { $0 == "Ready" } == count }
        let states = try await nodeStates()
        #expect(areReady, "\(states)", sourceLocation: sourceLocation)
    }

    /// "Ready", "Down" and the like, by host name.
    func nodeStates() async throws -> [String: String] {
        let lines = try await docker("node", "ls", "--format", "{{.Hostname}} {{.Status}}").output.split(separator: "\n")
        return lines.reduce(into: [:]) { states, line in
            let words = line.split(separator: " ").map(String.init)
            states[words[0]] = words.last
        }
    }

    /// How many tasks of a service run on each node that is up, by host name. What a lost node last said of its tasks does not count.
    func running(_ service: String) async throws -> [String: Int] {
        let format = "{{.Node}} {{.CurrentState}}"
        let tasks = try await docker(
            "service", "ps", "--filter", "desired-state=running", "--format", format, "\(name)_\(service)")
        let states = try await nodeStates()
        return tasks.output.split(separator: "\n").reduce(into: [:]) { counts, line in
            let words = line.split(separator: " ").map(String.init)
            guard words.count > 1, words[1] == "Running", states[words[0]] == "Ready" else { return }
            counts[words[0], default: 0] += 1
        }
    }
}
