package import EngineModel

extension Planner {
    /// The spec of a service as it would be sent: image pinned, known ids filled in, and what only the running service knows kept.
    func prepared(_ service: DesiredService, live: Service?) -> ServiceSpec {
        var spec = service.spec
        spec.taskTemplate.containerSpec = spec.taskTemplate.containerSpec?.withFileIDs(index)
        setImage(&spec, live: live)
        guard let live else { return spec }
        // A deploy after `docker service update --force` must not set the counter back, which would restart the tasks.
        spec.taskTemplate.forceUpdate = live.spec.taskTemplate.forceUpdate
        if policy.keepsLiveReplicas, case .replicated(let count)? = live.spec.mode,
            case .replicated(nil) = spec.mode ?? .replicated(replicas: nil)
        {
            spec.mode = .replicated(replicas: count)
        }
        return spec
    }

    private func setImage(_ spec: inout ServiceSpec, live: Service?) {
        guard let wanted = spec.taskTemplate.containerSpec?.image else { return }
        if let resolved = images[wanted] {
            spec.taskTemplate.containerSpec?.image = resolved.reference
            if !resolved.platforms.isEmpty {
                spec.taskTemplate.placement = spec.taskTemplate.placement ?? Placement()
                spec.taskTemplate.placement?.platforms = resolved.platforms
            }
            return
        }
        spec.taskTemplate.containerSpec?.image = ImageText.tagged(wanted)
        guard let live, spec.labels[StackLabel.image] == live.spec.labels[StackLabel.image] else { return }
        keepImage(of: live, in: &spec)
    }

    /// The same image as before, and no news from the registry: digest and platforms stay, so that no task restarts. (Docker loses the
    /// platforms here, and with `always` and an unreachable registry the digest too.)
    private func keepImage(of live: Service, in spec: inout ServiceSpec) {
        guard let image = live.spec.taskTemplate.containerSpec?.image, let wanted = spec.taskTemplate.containerSpec?.image,
            ImageText.withoutDigest(image) == ImageText.withoutDigest(wanted)
        else { return }
        spec.taskTemplate.containerSpec?.image = image
        if let platforms = live.spec.taskTemplate.placement?.platforms, !platforms.isEmpty {
            spec.taskTemplate.placement = spec.taskTemplate.placement ?? Placement()
            spec.taskTemplate.placement?.platforms = platforms
        }
    }

    /// The images that registries should be asked about before planning, each once.
    package static func imagesToResolve(
        desired: DesiredSwarmState, observed: ObservedSwarmState, policy: ImagePolicy
    ) -> [String] {
        let labels = Dictionary(
            observed.services.map { ($0.name, $0.spec.labels[StackLabel.image]) }, uniquingKeysWith: { first, _ in first })
        let services = desired.services.filter { service in
            switch policy {
            case .always: true
            case .never: false
            case .changed: labels[service.name] != service.spec.labels[StackLabel.image]
            }
        }
        return Set(services.compactMap(\.spec.taskTemplate.containerSpec?.image)).sorted()
    }
}

extension ContainerSpec {
    /// The container with the ids of the secrets and configs that exist.
    package func withFileIDs(_ index: ResourceIndex) -> ContainerSpec {
        var container = self
        for position in container.secrets.indices {
            container.secrets[position].secretID = index.secretIDs[container.secrets[position].secretName] ?? ""
        }
        for position in container.configs.indices {
            container.configs[position].configID = index.configIDs[container.configs[position].configName] ?? ""
        }
        if let config = container.privileges?.credentialSpec?.config, let id = index.configIDs[config] {
            container.privileges?.credentialSpec?.config = id
        }
        return container
    }
}

extension ServiceMode {
    /// The part of the mode that the engine refuses to change.
    var kind: String {
        switch self {
        case .replicated: "replicated"
        case .global: "global"
        case .replicatedJob: "replicated job"
        case .globalJob: "global job"
        }
    }
}

extension ServiceSpec {
    /// How many tasks there are, where the spec says it.
    var taskCount: UInt64? {
        guard case .replicated(let replicas) = mode ?? .replicated(replicas: nil) else { return nil }
        return replicas ?? 1
    }
}

extension RestartEffect {
    /// What an update does to the tasks, by the engine's own rule (swarmkit orchestrator IsTaskDirty): a change of what tasks are made
    /// from or of the endpoint makes new ones; a change confined to placement only moves those that no longer fit.
    static func ofUpdate(from before: ServiceSpec, to after: ServiceSpec) -> RestartEffect {
        if after.mode?.isJob == true { return .runsJobAgain }
        var placed = before.taskTemplate
        placed.placement = after.taskTemplate.placement
        if before.endpointSpec != after.endpointSpec || placed != after.taskTemplate { return .allTasks(before.taskCount) }
        return before.taskTemplate == after.taskTemplate ? .none : .misplacedTasks
    }
}
