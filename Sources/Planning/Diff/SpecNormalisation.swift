package import EngineModel

/// One way in which the engine answers something else than it was sent although it means the same.
///
/// Both sides of a comparison go through all rules, so that only real differences remain. Learnt from answers of engine 20.10.24 and
/// from its conversion of specs (moby daemon/cluster/convert, swarmkit api/defaults/service.go).
struct NormalisationRule: Sendable {
    /// What the rule is about, in words.
    let subject: String
    let apply: @Sendable (inout ServiceSpec, ResourceIndex) -> Void

    static let all: [NormalisationRule] = [
        NormalisationRule(subject: "mode: absent means one replica") { spec, _ in
            spec.mode = normalised(spec.mode)
        },
        NormalisationRule(subject: "update_config: parallelism 1, pause, monitor 5 s, stop-first") { spec, _ in
            spec.updateConfig = normalised(spec.updateConfig)
            spec.rollbackConfig = normalised(spec.rollbackConfig)
        },
        NormalisationRule(subject: "restart_policy: any, after 5 s, without limit") { spec, _ in
            spec.taskTemplate.restartPolicy = normalised(spec.taskTemplate.restartPolicy)
        },
        NormalisationRule(subject: "placement: absent is empty, and no list has an order") { spec, _ in
            spec.taskTemplate.placement = normalised(spec.taskTemplate.placement)
        },
        NormalisationRule(subject: "resources: absent is empty") { spec, _ in
            spec.taskTemplate.resources = normalised(spec.taskTemplate.resources)
        },
        NormalisationRule(subject: "networks: ids are names, and the lists have no order") { spec, index in
            spec.taskTemplate.networks = normalised(spec.taskTemplate.networks, index)
        },
        NormalisationRule(subject: "runtime: a container; an empty log driver is none") { spec, _ in
            if spec.taskTemplate.runtime.isEmpty { spec.taskTemplate.runtime = "container" }
            if spec.taskTemplate.logDriver == Driver() { spec.taskTemplate.logDriver = nil }
        },
        NormalisationRule(subject: "endpoint: virtual address, tcp, ingress, and ports have no order") { spec, _ in
            spec.endpointSpec = normalised(spec.endpointSpec)
        },
        NormalisationRule(subject: "container: stop after 10 s, default isolation, empty options are none") { spec, _ in
            spec.taskTemplate.containerSpec = spec.taskTemplate.containerSpec.map(normalised)
        },
        NormalisationRule(subject: "files: owner 0:0, and the lists have no order") { spec, _ in
            spec.taskTemplate.containerSpec = spec.taskTemplate.containerSpec.map(withNormalisedFiles)
        },
    ]
}

extension ServiceSpec {
    /// The spec in the form in which specs are compared; never sent.
    package func normalised(_ index: ResourceIndex) -> ServiceSpec {
        var spec = self
        for rule in NormalisationRule.all { rule.apply(&spec, index) }
        return spec
    }
}

private let second: Int64 = 1_000_000_000

private func normalised(_ mode: ServiceMode?) -> ServiceMode {
    switch mode ?? .replicated(replicas: nil) {
    case .replicated(let replicas): .replicated(replicas: replicas ?? 1)
    case .global: .global
    case .replicatedJob(let concurrent, let total):
        .replicatedJob(maxConcurrent: concurrent ?? 1, totalCompletions: total ?? concurrent ?? 1)
    case .globalJob: .globalJob
    }
}

private func normalised(_ config: ServiceUpdateConfig?) -> ServiceUpdateConfig {
    var config = config ?? ServiceUpdateConfig(parallelism: 1)
    config.failureAction = config.failureAction ?? .pause
    config.order = config.order ?? .stopFirst
    if config.monitor == 0 { config.monitor = 5 * second }
    return config
}

private func normalised(_ policy: TaskRestartPolicy?) -> TaskRestartPolicy {
    TaskRestartPolicy(
        condition: policy?.condition ?? .any, delay: policy?.delay ?? 5 * second, maxAttempts: policy?.maxAttempts ?? 0,
        window: policy?.window ?? 0)
}

private func normalised(_ placement: Placement?) -> Placement {
    var placement = placement ?? Placement()
    placement.constraints.sort()
    placement.platforms.sort { ($0.os, $0.architecture) < ($1.os, $1.architecture) }
    return placement
}

private func normalised(_ resources: ResourceRequirements?) -> ResourceRequirements {
    var resources = resources ?? ResourceRequirements()
    resources.limits = resources.limits ?? ResourceLimits()
    resources.reservations = resources.reservations ?? ResourceReservations()
    return resources
}

private func normalised(_ networks: [NetworkAttachmentConfig], _ index: ResourceIndex) -> [NetworkAttachmentConfig] {
    networks.map { network in
        var network = network
        network.target = index.networkNames[network.target] ?? network.target
        network.aliases.sort()
        return network
    }.sorted { $0.target < $1.target }
}

private func normalised(_ endpoint: EndpointSpec?) -> EndpointSpec {
    var endpoint = endpoint ?? EndpointSpec()
    endpoint.mode = endpoint.mode ?? .vip
    endpoint.ports = endpoint.ports.map { port in
        var port = port
        port.protocol = port.protocol ?? .tcp
        port.publishMode = port.publishMode ?? .ingress
        return port
    }.sorted { portKey($0).lexicographicallyPrecedes(portKey($1)) }
    return endpoint
}

private func portKey(_ port: PortConfig) -> [String] {
    let numbers = [port.publishedPort, port.targetPort].map { number in
        let digits = String(number)
        return String(repeating: "0", count: max(0, 10 - digits.count)) + digits
    }
    return numbers + [port.protocol?.rawValue ?? "", port.publishMode?.rawValue ?? "", port.name]
}

private func normalised(_ container: ContainerSpec) -> ContainerSpec {
    var container = container
    container.image = ImageText.tagged(container.image)
    container.stopGracePeriod = container.stopGracePeriod ?? 10 * second
    if container.isolation == "default" { container.isolation = "" }
    if container.dnsConfig == DNSConfig() { container.dnsConfig = nil }
    if container.privileges == Privileges() { container.privileges = nil }
    if container.healthcheck == Healthcheck() { container.healthcheck = nil }
    container.capabilityAdd.sort()
    container.capabilityDrop.sort()
    container.ulimits.sort { $0.name < $1.name }
    container.mounts = container.mounts.map(normalised).sorted { ($0.target, $0.source) < ($1.target, $1.source) }
    return container
}

private func normalised(_ mount: Mount) -> Mount {
    var mount = mount
    // The engine takes it and forgets it (it is not in moby daemon/cluster/convert/container.go); it means something on macOS only.
    mount.consistency = ""
    // Likewise, on every engine from 23 to 28 (of a bind's options only two are in there): a task's directory is not made for it.
    mount.bindOptions?.createMountpoint = false
    mount.bindOptions?.readOnlyNonRecursive = false
    mount.bindOptions?.readOnlyForceRecursive = false
    if mount.bindOptions == BindOptions() { mount.bindOptions = nil }
    if mount.volumeOptions?.driverConfig == Driver() { mount.volumeOptions?.driverConfig = nil }
    if mount.volumeOptions == VolumeOptions() { mount.volumeOptions = nil }
    if mount.tmpfsOptions == TmpfsOptions() { mount.tmpfsOptions = nil }
    return mount
}

private func withNormalisedFiles(_ container: ContainerSpec) -> ContainerSpec {
    var container = container
    container.secrets = container.secrets.map { secret in
        var secret = secret
        secret.file = secret.file.map(normalised)
        return secret
    }.sorted { ($0.file?.name ?? "", $0.secretName) < ($1.file?.name ?? "", $1.secretName) }
    container.configs = container.configs.map { config in
        var config = config
        config.file = config.file.map(normalised)
        return config
    }.sorted { ($0.file?.name ?? "", $0.configName) < ($1.file?.name ?? "", $1.configName) }
    return container
}

private func normalised(_ file: FileTarget) -> FileTarget {
    var file = file
    if file.uid.isEmpty { file.uid = "0" }
    if file.gid.isEmpty { file.gid = "0" }
    return file
}
