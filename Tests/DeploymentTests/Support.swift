import Deployment
import EngineClient
import EngineModel
import Planning
import Synchronization
import TestSupport

/// A clock on which waiting takes no time: sleeping moves it.
final class VirtualClock: Sendable {
    private let time = Mutex(Duration.zero)

    var timekeeper: Timekeeper {
        Timekeeper(
            now: { self.time.withLock { $0 } },
            sleep: { duration in
                try Task.checkCancellation()
                self.time.withLock { $0 += duration }
                await Task.yield()
            })
    }

    var now: Duration { time.withLock { $0 } }
}

/// Remembers what is handed to it, in order.
final class Recorder<Value: Sendable>: Sendable {
    private let values = Mutex<[Value]>([])

    func take(_ value: Value) { values.withLock { $0.append(value) } }

    var all: [Value] { values.withLock { $0 } }
}

/// Stacks for the deployment tests.
enum Stacks {
    static func labels(_ stack: String) -> [String: String] { [StackLabel.namespace: stack] }

    static func service(_ name: String, stack: String = "home", image: String = "busybox:1", uses secret: String? = nil) -> DesiredService {
        var container = ContainerSpec(image: image, labels: labels(stack))
        if let secret { container.secrets = [SecretReference(file: FileTarget(name: secret), secretName: "\(stack)_\(secret)")] }
        let spec = ServiceSpec(
            name: "\(stack)_\(name)", labels: labels(stack).merging([StackLabel.image: image]) { $1 },
            taskTemplate: TaskSpec(containerSpec: container, networks: [NetworkAttachmentConfig(target: "\(stack)_bus", aliases: [name])]),
            mode: .replicated(replicas: 2))
        return DesiredService(name: spec.name, spec: spec, image: image)
    }

    /// A network, a secret, a config and three services.
    static func home(_ change: (inout DesiredSwarmState) -> Void = { _ in }) -> DesiredSwarmState {
        var state = DesiredSwarmState(
            stack: "home",
            networks: [
                DesiredNetwork(
                    name: "home_bus", request: NetworkCreateRequest(name: "home_bus", driver: "overlay", labels: labels("home")))
            ],
            secrets: [SecretSpec(name: "home_key", labels: labels("home"), data: .init([1]))],
            configs: [ConfigSpec(name: "home_rules", labels: labels("home"), data: .init([2]))],
            services: [service("broker", uses: "key"), service("climate"), service("light")])
        change(&state)
        return state
    }
}

extension Engine {
    /// Plans and applies once, without any waiting in real time.
    func deploy(
        _ desired: DesiredSwarmState, policy: PlanPolicy = .careful(), stop: StopSignal = StopSignal(), attempts: Int = 8,
        onEvent: @escaping @Sendable (ApplyEvent) -> Void = { _ in }
    ) async throws -> ApplyReport {
        let clock = VirtualClock().timekeeper
        let deployer = Deployer(engine: self, policy: policy, imagePolicy: .never)
        let (preparation, images) = try await deployer.prepare(desired)
        let executor = PlanExecutor(
            engine: self, stack: desired.stack, clock: clock, stop: stop, patience: .seconds(2),
            endedBefore: try await deployer.endedTasks(of: desired.stack))
        return try await deployer.apply(
            preparation, to: desired, images: images, with: executor, clock: clock, attempts: attempts, onEvent: onEvent)
    }

    /// What would be done now.
    func plan(_ desired: DesiredSwarmState, policy: PlanPolicy = .careful()) async throws -> Plan {
        try await Deployer(engine: self, policy: policy, imagePolicy: .never).prepare(desired).preparation.plan
    }
}
