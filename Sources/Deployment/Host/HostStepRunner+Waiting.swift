import EngineClient
import EngineModel
import Planning

extension HostStepRunner {
    /// Waits until a service is where another one needs it. When it need not be, its failure is a remark.
    func awaitGate(_ gate: ServiceGate) async throws -> StepOutcome {
        do {
            try await wait { try await standing(of: gate) }
        } catch let error as StepError {
            guard !gate.required, case .containerFailed = error else { throw error }
            return StepOutcome(warnings: ["\(error), which is not required: the others go on"])
        }
        return StepOutcome()
    }

    /// Waits until a container runs, and is healthy if it has a health check.
    func awaitContainer(_ name: String) async throws {
        try await wait {
            let container = try await engine.container(name)
            return container.standing(for: container.checksHealth ? .healthy : .started, service: name)
        }
    }

    private func wait(_ look: () async throws -> Standing) async throws {
        let start = clock.now()
        while true {
            switch try await look() {
            case .there: return
            case .failed(let error): throw error
            case .underWay: break
            }
            if stop.isRaised { throw StepError.stopped }
            let elapsed = clock.now() - start
            if let timeout, elapsed >= timeout { throw StepError.timedOut("waiting") }
            try await clock.sleep(elapsed < .seconds(5) ? .milliseconds(50) : .milliseconds(500))
        }
    }

    private func standing(of gate: ServiceGate) async throws -> Standing {
        let containers = try await engine.containers(matching: ObjectFilters.project(project).composeService(gate.service))
        var isUnderWay = false
        for summary in containers.filter({ !$0.isOneOff }).sorted(by: { $0.name < $1.name }) {
            switch try await engine.container(summary.id).standing(for: gate.condition, service: gate.service) {
            case .there: continue
            case .underWay: isUnderWay = true
            case .failed(let error): return .failed(error)
            }
        }
        return isUnderWay ? .underWay : .there
    }
}

/// How far something that is waited for is.
enum Standing {
    case there, underWay
    case failed(StepError)
}

extension ContainerInspect {
    /// Whether the engine checks its health.
    package var checksHealth: Bool { state?.health.map { $0.status != HealthStatus.none } ?? false }

    /// The name without a slash in front.
    package var plainName: String { name.hasPrefix("/") ? String(name.dropFirst()) : name }

    /// How far the container is; docker compose's words for failures.
    func standing(for condition: ServiceDependency.Condition, service: String) -> Standing {
        let hasEnded = state?.status == .exited || state?.status == .dead
        switch condition {
        case .started:
            return state?.running == true
                ? .there : hasEnded ? .failed(.containerFailed("container \(plainName) exited (\(exitCode))")) : .underWay
        case .completedSuccessfully:
            guard hasEnded else { return .underWay }
            return exitCode == 0
                ? .there : .failed(.containerFailed("service \"\(service)\" didn't complete successfully: exit \(exitCode)"))
        case .healthy:
            if hasEnded { return .failed(.containerFailed("container \(plainName) exited (\(exitCode))")) }
            guard state?.running == true else { return .underWay }
            switch state?.health?.status {
            case .healthy?: return .there
            case .unhealthy?: return .failed(.containerFailed("container \(plainName) is unhealthy"))
            case .starting?: return .underWay
            default: return .failed(.containerFailed("container \(plainName) has no healthcheck configured"))
            }
        }
    }

    private var exitCode: Int { state?.exitCode ?? 0 }
}
