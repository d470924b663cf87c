package import EngineClient
import EngineModel
package import Planning

/// Carries out single steps of a host's plan. Each is done again without harm: what is done already is success.
package struct HostStepRunner: StepRunning {
    let engine: any ContainerEngine
    let project: String
    let clock: Timekeeper
    let stop: StopSignal
    /// How long a gate between services may take; nil for any time.
    let timeout: Duration?
    /// Takes the lines that hooks print.
    let onHookLine: @Sendable (_ container: String, _ line: String) -> Void
    let endings: ContainerEndings

    package init(
        engine: any ContainerEngine, project: String, clock: Timekeeper = .real, stop: StopSignal = StopSignal(), timeout: Duration? = nil,
        onHookLine: @escaping @Sendable (String, String) -> Void = { _, _ in }
    ) {
        self.engine = engine
        self.project = project
        self.clock = clock
        self.stop = stop
        self.timeout = timeout
        self.onHookLine = onHookLine
        endings = ContainerEndings(engine: engine, project: project)
    }

    package func run(_ step: PlanStep, index: ResourceIndex) async throws -> StepOutcome {
        guard case .host(let action) = step.action else {
            throw EngineError(.unsupported, operation: step.id.description, message: "one host has no \(step.address.kind.rawValue)s")
        }
        let name = step.address.name
        switch action {
        case .createNetwork(let request): return try await createNetwork(request)
        case .createVolume(let request): _ = try await engine.createVolume(request)
        case .createContainer(let birth): return try await create(birth)
        case .renameContainer(let old): try await rename(old, to: name)
        case .startContainer(let order): try await start(order)
        case .restartContainer(let id, let timeout): try await engine.restartContainer(id, options: StopOptions(timeout: timeout))
        case .stopContainer(let order): try await stopContainer(order)
        case .removeContainer(let id, let withVolumes, let takenOver):
            try await endings.answer(to: id)
            try await removeContainer(id, withVolumes: withVolumes)
            for volume in takenOver {
                try await ignoring({ $0.isNotFound || $0.isConflict }) { try await engine.removeVolume(volume, force: true) }
            }
        case .retireContainer(let id): try await removeContainer(id, withVolumes: false)
        case .removeNetwork(let id, let isReplaced): return try await removeNetwork(id, name, mustGo: isReplaced)
        case .removeVolume: return try await removeVolume(name)
        case .removeImage:
            return try await removeUnlessUsed("Image \(name)") { _ = try await engine.removeImage(name, force: false) }
        case .awaitService(let gate): return try await awaitGate(gate)
        case .awaitContainer: try await awaitContainer(name)
        }
        return StepOutcome()
    }
}
