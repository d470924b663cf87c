import EngineClient
import EngineModel
import Planning

/// Carries out single steps of a swarm's plan.
struct StepRunner: StepRunning {
    let engine: any Engine
    let stack: String
    let credentials: CredentialSource
    let clock: Timekeeper
    let stop: StopSignal
    let convergence: ConvergencePolicy
    /// How long a refusal that passes by itself is put up with: something is still in use, or not yet known everywhere.
    let patience: Duration
    /// How long a gate between services may take; nil for any time.
    let timeout: Duration?
    /// Tasks that had ended before the plan was made: their failures are old.
    let endedBefore: Set<String>
    /// Called once each time the engine stops answering while something is waited for.
    let onAbsence: @Sendable (EngineError) -> Void

    func run(_ step: PlanStep, index: ResourceIndex) async throws -> StepOutcome {
        switch step.action {
        case .createNetwork(let request):
            return try await create(step) { StepOutcome(createdID: try await engine.createNetwork(request).id) }
        case .createSecret(let spec):
            return try await create(step) { StepOutcome(createdID: try await engine.createSecret(spec).id) }
        case .createConfig(let spec):
            return try await create(step) { StepOutcome(createdID: try await engine.createConfig(spec).id) }
        case .createService(let spec):
            return try await create(step) { try await createService(spec, index) }
        case .updateSecret, .updateConfig, .updateService:
            return try await update(step, index: index)
        case .remove(let id):
            try await remove(step.address, id: id)
        case .awaitTasksGone(let services):
            try await awaitTasksGone(of: services)
        case .awaitService(let condition):
            // A gate comes after the step that writes its service, if there is one.
            try await awaitService(step.address.name, condition, wasChanged: !step.dependencies.isEmpty)
        case .host:
            throw step.address.isOfNoSwarm
        }
        return StepOutcome()
    }

    private func createService(_ spec: ServiceSpec, _ index: ResourceIndex) async throws -> StepOutcome {
        let auth = try await auth(for: spec)
        let created = try await engine.createService(spec.withFileIDs(index), registryAuth: auth)
        return StepOutcome(createdID: created.id, warnings: created.warnings)
    }

    func auth(for spec: ServiceSpec) async throws -> RegistryAuth? {
        guard let image = spec.taskTemplate.containerSpec?.image, let reference = try? ImageReference(image) else { return nil }
        return try await credentials(reference)
    }

    /// Creates; when the answer was lost, looks whether the object is there. Where that cannot be found out, the lost answer is what is told.
    private func create(_ step: PlanStep, _ request: () async throws -> StepOutcome) async throws -> StepOutcome {
        do {
            return try await request()
        } catch let error as EngineError where !error.isWithoutEffect {
            let found: FoundObject?
            do {
                found = try await find(step.address)
            } catch is EngineError {
                throw error
            }
            if let found { return StepOutcome(createdID: found.id) }
            return try await request()
        }
    }
}

extension ServiceSpec {
    /// The spec with the ids of the secrets and configs that it names.
    func withFileIDs(_ index: ResourceIndex) -> ServiceSpec {
        var spec = self
        spec.taskTemplate.containerSpec = spec.taskTemplate.containerSpec?.withFileIDs(index)
        return spec
    }
}

extension ResourceAddress {
    /// Why a swarm's runner does nothing with an object that only a host has; no plan of a swarm contains one.
    var isOfNoSwarm: EngineError { EngineError(.unsupported, operation: "change \(self)", message: "a swarm has no \(kind.rawValue)s") }
}
