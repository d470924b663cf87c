package import EngineClient
import EngineModel

/// One thing that every engine does, checked on the fake one and on real ones, so that tests on the fake mean something.
package struct ConformanceCheck: Sendable, CustomStringConvertible {
    /// What is true, in words.
    package let description: String
    /// Checks it on an engine; throws ``ConformanceFailure`` where it is not true.
    let check: @Sendable (ConformanceBench) async throws -> Void

    init(_ description: String, _ check: @escaping @Sendable (ConformanceBench) async throws -> Void) {
        self.description = description
        self.check = check
    }

    /// Checks it, and removes what the check has made whether it holds or not.
    package func run(on bench: ConformanceBench) async throws {
        do {
            try await check(bench)
        } catch {
            try? await bench.clean()
            throw error
        }
        try await bench.clean()
    }

    /// All of them.
    package static let all = systemChecks + networkChecks + fileChecks + serviceChecks + taskChecks + containerChecks + containerPartChecks
}

/// What is not as every engine does it.
package struct ConformanceFailure: Error, CustomStringConvertible {
    /// What was expected, and what was seen.
    package let description: String
}

/// An engine, and a stack on it that belongs to one check.
package struct ConformanceBench: Sendable {
    /// The engine.
    package let engine: any ContainerEngine
    /// The stack; also the beginning of all names.
    package let stack: String
    /// An image that is on every node, with the commands of a small Unix.
    package let image: String
    /// Tells a fake engine what a service's command would do; does nothing on a real one.
    package let rehearse: @Sendable (_ service: String, _ behaviour: TaskBehaviour, _ output: [String]) async -> Void

    /// A bench from its parts.
    package init(
        engine: any ContainerEngine, stack: String, image: String,
        rehearse: @escaping @Sendable (_ service: String, _ behaviour: TaskBehaviour, _ output: [String]) async -> Void
    ) {
        self.engine = engine
        self.stack = stack
        self.image = image
        self.rehearse = rehearse
    }

    /// Tells a fake engine what a container's command would do.
    func rehearseContainer(_ container: String, _ behaviour: ContainerBehaviour, _ output: [String]) async {
        guard let fake = engine as? FakeEngine else { return }
        await fake.setBehaviour(behaviour, container: container)
        let lines = output.map { LogLine(source: .stdout, time: Timestamp(seconds: 1_790_000_001), text: $0) }
        await fake.setOutput(lines, container: container)
    }

    /// Tells a fake engine what further processes would do.
    func rehearseExec(_ rehearsal: @escaping @Sendable (ExecCreateRequest) -> (output: [OutputChunk], exitCode: Int)) async {
        await (engine as? FakeEngine)?.setExec(rehearsal)
    }

    /// A bench on a fake engine.
    package init(fake engine: FakeEngine, stack: String) {
        self.init(engine: engine, stack: stack, image: "busybox:1") { service, behaviour, output in
            await engine.setBehaviour(behaviour, service: service)
            let details = ["com.docker.swarm.task.id": "task-id-1"]
            let lines = output.map { LogLine(source: .stdout, time: Timestamp(seconds: 1_790_000_001), details: details, text: $0) }
            await engine.setOutput(lines, service: service)
        }
    }

    /// On containers that belong to the swarm.
    private static let taskLabel = "com.docker.swarm.task.id"

    /// The labels of the stack.
    var labels: [String: String] { [StackLabel.namespace: stack] }

    /// A full name.
    func name(_ short: String) -> String { "\(stack)_\(short)" }

    /// A small service whose container runs this command.
    func spec(_ short: String, _ command: [String] = ["sleep", "1000"], replicas: UInt64 = 1) -> ServiceSpec {
        let container = ContainerSpec(image: image, labels: labels, command: command, stopGracePeriod: 1_000_000_000)
        return ServiceSpec(
            name: name(short), labels: labels,
            taskTemplate: TaskSpec(
                containerSpec: container, restartPolicy: TaskRestartPolicy(condition: .some(.never))), mode: .replicated(replicas: replicas)
        )
    }

    /// Fails the check unless the condition holds.
    func expect(_ condition: Bool, _ message: @autoclosure () -> String) throws {
        if !condition { throw ConformanceFailure(description: message()) }
    }

    /// Fails the check unless the operation is refused with one of these statuses.
    func expectRefusal(_ statuses: Set<Int>, _ what: String, _ operation: () async throws -> Void) async throws {
        do {
            try await operation()
        } catch let error as EngineError {
            try expect(error.status.map(statuses.contains) == true, "\(what): expected \(statuses.sorted()), got \(error.reason): \(error)")
            try expect(!error.message.isEmpty, "\(what): refused without words")
            return
        }
        throw ConformanceFailure(description: "\(what) was not refused")
    }

    /// Looks again and again until it sees something, for ten minutes at most.
    func eventually<Value: Sendable>(_ what: String, _ look: () async throws -> Value?) async throws -> Value {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(600)
        while clock.now < end {
            if let value = try await look() { return value }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw ConformanceFailure(description: "did not come true in ten minutes: \(what)")
    }

    /// Removes all objects of the stack and waits until they are gone.
    func clean() async throws {
        for container in try await engine.containers(matching: .stack(stack)) where container.labels[Self.taskLabel] == nil {
            try await engine.removeContainer(container.id, force: true, withVolumes: true)
        }
        for volume in try await engine.volumes(matching: .stack(stack)) { try await engine.removeVolume(volume.name, force: true) }
        for service in try await engine.services(matching: .stack(stack)) { try await engine.removeService(service.id) }
        _ = try await eventually("all objects are removed") {
            let left = try await engine.observe(stack: stack)
            for secret in left.secrets { try? await engine.removeSecret(secret.id) }
            for config in left.configs { try? await engine.removeConfig(config.id) }
            for network in left.networks { try? await engine.removeNetwork(network.id) }
            return try await engine.observe(stack: stack).isEmpty ? true : nil
        }
    }
}
