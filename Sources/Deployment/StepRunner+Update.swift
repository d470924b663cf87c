import EngineClient
import EngineModel
import Planning

extension StepRunner {
    /// How often an update that came second is tried again; the engine itself changes a service several times during a roll-out.
    private var updateAttempts: Int { 10 }

    func update(_ step: PlanStep, index: ResourceIndex) async throws -> StepOutcome {
        var action = step.action
        var attempt = 1
        while true {
            do {
                return try await send(action, index: index)
            } catch let error as EngineError where attempt < updateAttempts {
                guard let current = try await find(step.address), let newer = action.rebased(on: current) else { throw error }
                action = newer
                attempt += 1
                try await clock.sleep(.milliseconds(50 * attempt))
            }
        }
    }

    private func send(_ action: PlanAction, index: ResourceIndex) async throws -> StepOutcome {
        switch action {
        case .updateSecret(let spec, let seen): try await engine.updateSecret(id: seen.id, version: seen.version, spec: spec)
        case .updateConfig(let spec, let seen): try await engine.updateConfig(id: seen.id, version: seen.version, spec: spec)
        case .updateService(let spec, let keeping, let seen):
            var body = try JSONValue(encoding: spec.withFileIDs(index))
            for (member, value) in keeping { body[member] = value }
            let options = ServiceUpdateOptions(registryAuth: try await auth(for: spec))
            let answer = try await engine.updateService(id: seen.id, version: seen.version, spec: body, options: options)
            return StepOutcome(warnings: answer.warnings)
        default: break
        }
        return StepOutcome()
    }

    /// The object at an address as the engine has it now; nil if it has none that is the stack's.
    func find(_ address: ResourceAddress) async throws -> FoundObject? {
        let filters = ObjectFilters.stack(stack)
        switch address.kind {
        case .network:
            let found = try await engine.networks(matching: filters).first { $0.name == address.name }
            return found.map { FoundObject(id: $0.id, version: ObjectVersion(0), service: nil) }
        case .secret:
            let found = try await engine.secrets(matching: ObjectFilters.all.name(address.name)).first { $0.spec.name == address.name }
            return found.map { FoundObject(id: $0.id, version: $0.version, service: nil) }
        case .config:
            let found = try await engine.configs(matching: ObjectFilters.all.name(address.name)).first { $0.spec.name == address.name }
            return found.map { FoundObject(id: $0.id, version: $0.version, service: nil) }
        case .service:
            let found = try await engine.services(matching: filters).first { $0.name == address.name }
            return found.map { FoundObject(id: $0.id, version: $0.version, service: $0) }
        case .volume, .container, .image: throw address.isOfNoSwarm
        }
    }
}

/// An object that was looked up again.
struct FoundObject: Sendable {
    var id: String
    var version: ObjectVersion
    var service: Service?

    var seen: ObservedVersion { ObservedVersion(id: id, version: version, spec: service?.rawSpec) }
}

extension PlanAction {
    /// The same update for the object as it is now; nil if it has not changed, so that the refusal had another reason.
    fileprivate func rebased(on current: FoundObject) -> PlanAction? {
        switch self {
        case .updateSecret(let spec, let seen):
            return seen == current.seen ? nil : .updateSecret(spec, current.seen)
        case .updateConfig(let spec, let seen):
            return seen == current.seen ? nil : .updateConfig(spec, current.seen)
        case .updateService(var spec, var keeping, let seen):
            guard seen != current.seen, let service = current.service else { return nil }
            spec.taskTemplate.forceUpdate = service.spec.taskTemplate.forceUpdate
            for member in keeping.keys { keeping[member] = service.rawSpec[member] }
            return .updateService(spec, keeping: keeping, current.seen)
        default: return nil
        }
    }
}
