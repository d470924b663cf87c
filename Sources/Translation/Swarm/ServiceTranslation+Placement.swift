import ComposeModel
import EngineModel

/// How many tasks, where they run, what they may use and how they are replaced.
extension ServiceTranslation {
    var mode: ServiceMode {
        let replicas = (deploy.replicas ?? (appliesMore ? service.scale : nil)).map { UInt64(clamping: $0) }
        switch deploy.mode {
        case "global": return .global
        case "global-job": return .globalJob
        case "replicated-job": return .replicatedJob(maxConcurrent: replicas, totalCompletions: replicas)
        default: return .replicated(replicas: replicas)
        }
    }

    var placement: EngineModel.Placement {
        let placement = deploy.placement ?? ComposeModel.Placement()
        return EngineModel.Placement(
            constraints: placement.constraints,
            preferences: placement.preferences.map {
                EngineModel.PlacementPreference(spread: SpreadOver(spreadDescriptor: $0.spread ?? ""))
            },
            maxReplicas: placement.maxReplicasPerNode ?? 0,
            platforms: appliesMore ? service.platform.flatMap(platform).map { [$0] } ?? [] : [])
    }

    /// `linux/arm64/v8` without its variant, which nodes do not tell.
    private func platform(_ text: String) -> Platform? {
        let parts = text.split(separator: "/").map(String.init)
        guard parts.count >= 2 else { return nil }
        return Platform(architecture: parts[1], os: parts[0])
    }

    var resources: ResourceRequirements {
        let resources = deploy.resources ?? Resources()
        return ResourceRequirements(limits: limits(resources.limits), reservations: reservations(resources.reservations))
    }

    private func limits(_ deployed: Resource?) -> ResourceLimits? {
        var limits = deployed.map {
            ResourceLimits(nanoCPUs: $0.cpus?.nanoCPUs ?? 0, memoryBytes: $0.memory?.bytes ?? 0, pids: $0.pids ?? 0)
        }
        guard appliesMore else { return limits }
        let own = ResourceLimits(
            nanoCPUs: service.cpus?.nanoCPUs ?? 0, memoryBytes: service.memLimit?.bytes ?? 0, pids: service.pidsLimit ?? 0)
        guard own != ResourceLimits() else { return limits }
        if limits == nil { limits = ResourceLimits() }
        if limits?.nanoCPUs == 0 { limits?.nanoCPUs = own.nanoCPUs }
        if limits?.memoryBytes == 0 { limits?.memoryBytes = own.memoryBytes }
        if limits?.pids == 0 { limits?.pids = own.pids }
        return limits
    }

    private func reservations(_ deployed: Resource?) -> ResourceReservations? {
        let reserved = appliesMore ? service.memReservation?.bytes ?? 0 : 0
        guard deployed != nil || reserved != 0 else { return nil }
        let memory = deployed?.memory?.bytes ?? reserved
        return ResourceReservations(
            nanoCPUs: deployed?.cpus?.nanoCPUs ?? 0, memoryBytes: memory,
            genericResources: (deployed?.genericResources ?? []).map {
                EngineModel.GenericResource(discreteResourceSpec: DiscreteResource(kind: $0.kind ?? "", value: $0.value ?? 0))
            })
    }

    /// `deploy.restart_policy`, else `restart`. docker stack turns `no` into the engine's default, which restarts for ever.
    var restartPolicy: TaskRestartPolicy? {
        if let policy = deploy.restartPolicy {
            return TaskRestartPolicy(
                condition: policy.condition.map(RestartCondition.init(rawValue:)), delay: policy.delay?.nanoseconds,
                maxAttempts: policy.maxAttempts, window: policy.window?.nanoseconds)
        }
        guard let restart = service.restart else { return nil }
        let parts = restart.split(separator: ":", maxSplits: 1)
        let attempts = parts.count > 1 ? UInt64(parts[1]).flatMap { $0 > 0 ? $0 : nil } : nil
        switch parts.first {
        case "always", "unless-stopped": return TaskRestartPolicy(condition: .any, maxAttempts: attempts)
        case "on-failure": return TaskRestartPolicy(condition: .onFailure, maxAttempts: attempts)
        case "no": return appliesMore ? TaskRestartPolicy(condition: .never) : nil
        default: return nil
        }
    }
}
