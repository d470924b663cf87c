import TestSupport
import Testing

/// A command on a project of one host whose end state is known. Each begins where the one before it ends; the first, where the last ends.
enum HostChaosPhase: CaseIterable {
    case creation
    case change
    case removal

    /// The file of the creation: files that are copied in, a gate, two networks, volumes. An anonymous one is only where nothing is made anew:
    /// one that a container took over outlives `down -v` when skep is killed between the container and its volume.
    static func beginning(_ stack: Stack) -> String {
        """
        name: \(stack.name)
        services:
        \(service("a", "environment: {LEVEL: info}\nconfigs: [{source: rules, target: /rules}]\nscale: 2"))
        \(service("b", "depends_on: {a: {condition: service_healthy}}\nvolumes: ['data:/data', /anonymous]\nnetworks: [default, n]", checked: false))
        \(service("first", "deploy: {update_config: {order: start-first}}"))
        \(service("old", "networks: [m]", checked: false))
        networks: {n: {}, m: {}}
        volumes: {data: {}}
        configs: {rules: {content: "1"}}
        """
    }
    /// The file of the change: one service is made anew for its environment, one for what a file holds, one goes, one comes.
    static func end(_ stack: Stack) -> String {
        """
        name: \(stack.name)
        services:
        \(service("a", "environment: {LEVEL: debug}\nconfigs: [{source: rules, target: /rules}]\nscale: 2"))
        \(service("b", "depends_on: {a: {condition: service_healthy}}\nvolumes: ['data:/data', /anonymous]\nnetworks: [default, n]", checked: false))
        \(service("first", "environment: {V: '2'}\ndeploy: {update_config: {order: start-first}}"))
        \(service("new", "networks: [n, k]\nconfigs: [{source: rules, target: /rules}]", checked: false))
        networks: {n: {}, k: {}}
        volumes: {data: {}}
        configs: {rules: {content: "2"}}
        """
    }

    private static func service(_ name: String, _ more: String, checked: Bool = true) -> String {
        idle(name, more + (checked ? "\nhealthcheck: {test: [CMD, 'true'], interval: 1s}" : ""))
    }

    private var command: [String] {
        switch self {
        case .creation: ["up", "-d", "-f", "compose.yml"]
        case .change: ["up", "-d", "-f", "changed.yml", "--remove-orphans"]
        case .removal: ["down", "-v", "-f", "changed.yml", "--remove-orphans"]
        }
    }

    private var containers: Set<String> {
        switch self {
        case .creation: ["a-1", "a-2", "b-1", "first-1", "old-1"]
        case .change: ["a-1", "a-2", "b-1", "first-1", "new-1"]
        case .removal: []
        }
    }

    /// Networks and volumes that carry the project's label. `up` removes none: that of a service that went stays, as with docker compose.
    private var places: Set<String> {
        switch self {
        case .creation: ["network default", "network m", "network n", "volume data"]
        case .change: ["network default", "network k", "network m", "network n", "volume data"]
        case .removal: []
        }
    }

    func undisturbed(_ stack: Stack) async throws -> ChaosLength { try await ChaosCommand(words: command).undisturbed(stack) }

    /// Kills the command, runs it again, and expects what it is for.
    ///
    /// - Returns: whether it was killed before it had ended by itself.
    func disturbed(_ stack: Stack, at point: ChaosPoint, label: String) async throws -> Bool {
        let strays = try await Self.strays(stack)
        return try await ChaosCommand(words: command).disturbed(stack, at: point, label: label) {
            try await expectTheEnd(stack, label)
            #expect(try await Self.strays(stack) == strays, "\(label): anonymous volumes are left")
        }
    }

    /// Volumes that no container uses and no project owns.
    private static func strays(_ stack: Stack) async throws -> Set<String> {
        Set(try await stack.lines("volume", "ls", "-q", "--filter", "dangling=true").filter { $0.count == 64 })
    }

    private func expectTheEnd(_ stack: Stack, _ label: String) async throws {
        let states = try await stack.projectContainers("{{.State}}")
        #expect(states == Dictionary(uniqueKeysWithValues: containers.map { ($0, "running") }), "\(label)")
        var found: Set<String> = []
        for kind in ["network", "volume"] {
            found.formUnion(
                try await stack.lines(kind, "ls", "--format", "\(kind) {{.Name}}", "--filter", stack.projectLabel)
                    .map { $0.replacing("\(stack.name)_", with: "") })
        }
        #expect(found == places, "\(label)")
        guard self != .removal else { return }
        try await FaultProxy.run(before: stack.host) { proxy in
            let third = try await stack.through(proxy).skep(command)
            #expect(third.status == 0 && proxy.writes.isEmpty, "\(label): \(proxy.writes) \(third.all)")
        }
    }
}
