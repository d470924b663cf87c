import TestSupport
import Testing

/// A command on the stack whose end state is known. Each begins where the one before it ends; the first, where the last ends.
enum ChaosPhase: CaseIterable {
    case creation
    case change
    case removal

    /// The file of the creation.
    static let beginning = """
        version: "3.8"
        services:
        \(idle("a", "environment: {LEVEL: info}\nsecrets: [s]\ndeploy: {replicas: 2}"))
        \(idle("b", "configs: [c]\nnetworks: [n]"))
        \(idle("old", "networks: [n, m]"))
        networks: {n: {}, m: {}}
        secrets: {s: {file: ./data}}
        configs: {c: {file: ./data}}
        """
    /// The file of the change: one service is other, one goes, one comes; so do a network, a secret and a config.
    static let end = """
        version: "3.8"
        services:
        \(idle("a", "environment: {LEVEL: debug}\nsecrets: [s, t]\ndeploy: {replicas: 2, update_config: {parallelism: 0}}"))
        \(idle("b", "configs: [c]\nnetworks: [n]"))
        \(idle("new", "configs: [d]\nnetworks: [n, k]"))
        networks: {n: {}, k: {}}
        secrets: {s: {file: ./data}, t: {file: ./data}}
        configs: {c: {file: ./data}, d: {file: ./data}}
        """

    private func command(_ stack: Stack) -> [String] {
        let deploy = ["deploy", "--resolve-image", "never", "--stable-for", "0s"]
        switch self {
        case .creation: return deploy + ["compose.yml", stack.name]
        case .change: return deploy + ["--prune", "changed.yml", stack.name]
        case .removal: return ["rm", stack.name]
        }
    }

    /// What the stack consists of afterwards.
    private func objects(_ stack: Stack) -> [String] {
        let names: [String] =
            switch self {
            case .creation:
                [
                    "config c", "network default", "network m", "network n", "secret s", "service a", "service b", "service old",
                ]
            case .change:
                [
                    "config c", "config d", "network default", "network k", "network n", "secret s", "secret t", "service a", "service b",
                    "service new",
                ]
            case .removal: []
            }
        return names.map { $0.replacing(" ", with: " \(stack.name)_") }
    }

    /// How many containers each service has afterwards.
    private var containers: [String: Int] {
        switch self {
        case .creation: ["a": 2, "b": 1, "old": 1]
        case .change: ["a": 2, "b": 1, "new": 1]
        case .removal: [:]
        }
    }

    /// Runs the command to its end, and tells how far that was.
    func undisturbed(_ stack: Stack) async throws -> ChaosLength { try await ChaosCommand(words: command(stack)).undisturbed(stack) }

    /// Kills the command, runs it again, and expects what it is for.
    ///
    /// - Returns: whether it was killed before it had ended by itself.
    func disturbed(_ stack: Stack, at point: ChaosPoint, label: String) async throws -> Bool {
        try await ChaosCommand(words: command(stack)).disturbed(stack, at: point, label: label) { try await expectTheEnd(stack, label) }
    }

    private func expectTheEnd(_ stack: Stack, _ label: String) async throws {
        let wanted = objects(stack)
        // A node lists a network until the last container that was stopping is off it, and the killed run may have begun that.
        let isAsWanted = try await eventually { try await stack.objects() == wanted }
        let found = try await stack.objects()
        #expect(isAsWanted, "\(label): \(found)")
        let areRunning = try await eventually { try await stack.containers() == containers }
        let running = try await stack.containers()
        #expect(areRunning, "\(label): \(running)")
        guard self != .removal else { return }
        try await FaultProxy.run(before: stack.host) { proxy in
            let third = try await stack.through(proxy).skep(command(stack))
            #expect(third.status == 0 && proxy.writes.isEmpty, "\(label): \(proxy.writes) \(third.all)")
        }
    }
}
