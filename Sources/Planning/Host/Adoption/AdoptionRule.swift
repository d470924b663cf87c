import EngineModel

/// One way in which a container's description differs from what it was created with although nobody asked for another container.
///
/// Both sides go through all rules, so that only real differences remain. Learnt from the answers of engines 20.10.24 and 26.1.5 to
/// docker-compose 2.26.1, and from moby (daemon/create.go, daemon/commit.go: merge, daemon/daemon_unix.go: adaptContainerSettings).
struct AdoptionRule: Sendable {
    typealias Change = @Sendable (_ wanted: inout ContainerSubstance, _ found: inout ContainerSubstance, ImageConfig) -> Void

    /// What the rule is about, in words.
    let subject: String
    let apply: Change

    init(_ subject: String, _ apply: @escaping Change) {
        self.subject = subject
        self.apply = apply
    }

    static let all: [AdoptionRule] = [
        AdoptionRule("the parts of a request stand beside each other") { wanted, found, _ in
            both(&wanted, &found) { ($0.config.hostConfig, $0.config.networkingConfig) = (nil, nil) }
        },
        AdoptionRule("who was attached at the creation does not matter later") { wanted, found, _ in
            both(&wanted, &found) {
                ($0.config.attachStdin, $0.config.attachStdout, $0.config.attachStderr, $0.config.stdinOnce) = (false, false, false, false)
            }
        },
        AdoptionRule("labels of docker compose tell the origin") { wanted, found, image in
            wanted.config.labels.merge(image.labels) { own, _ in own }
            both(&wanted, &found) { $0.config.labels = $0.config.labels.filter { !$0.key.hasPrefix(ProjectLabel.prefix) } }
        },
        AdoptionRule("the image adds what was not said") { wanted, _, image in wanted.config.inherit(from: image) },
        AdoptionRule("no signal is SIGTERM, no command is an empty one, variables have no order") { wanted, found, _ in
            both(&wanted, &found) { $0.config.neutralise() }
        },
        AdoptionRule("on the network of the host or of another container the host name is not its own") { wanted, found, _ in
            if wanted.config.hostname.isEmpty, wanted.host.hasForeignNetwork { found.config.hostname = "" }
        },
        AdoptionRule("the engine fills its defaults in") { wanted, found, _ in found.host.forgetDefaults(unlessIn: wanted.host) },
        AdoptionRule("capabilities, limits and groups have no order") { wanted, found, _ in
            both(&wanted, &found) { $0.host.neutralise() }
        },
        AdoptionRule("anonymous volumes have no name, also those that a container took over") { wanted, found, image in
            both(&wanted, &found) { $0.host.forgetAnonymousVolumes() }
            let said = Set(wanted.host.mounts.map(\.target))
            found.host.mounts.removeAll { $0.isAnonymous && !said.contains($0.target) && image.volumes[$0.target] != nil }
        },
        AdoptionRule("networks: what was asked for, not what was given") { wanted, found, _ in
            both(&wanted, &found) { $0.networks = $0.host.hasForeignNetwork ? nil : $0.networks?.mapValues(\.wish) }
            for (name, settings) in wanted.networks ?? [:] where settings.macAddress.isEmpty { found.networks?[name]?.macAddress = "" }
        },
    ]

    private static func both(
        _ wanted: inout ContainerSubstance, _ found: inout ContainerSubstance, _ change: (inout ContainerSubstance) -> Void
    ) {
        change(&wanted)
        change(&found)
    }
}

extension ContainerCreateRequest {
    /// As the engine merges an image's configuration into a container's.
    fileprivate mutating func inherit(from image: ImageConfig) {
        let names = Set(env.map { $0.prefix { $0 != "=" } })
        env += image.environment.filter { !names.contains($0.prefix { $0 != "=" }) }
        exposedPorts.merge(image.exposedPorts) { own, _ in own }
        volumes.merge(image.volumes) { own, _ in own }
        if (entrypoint ?? []).isEmpty, (command ?? []).isEmpty { command = image.command }
        if entrypoint == nil { entrypoint = image.entrypoint }
        if workingDir.isEmpty { workingDir = image.workingFolder }
        if user.isEmpty { user = image.user }
        if stopSignal.isEmpty { stopSignal = image.stopSignal }
        guard let check = image.healthcheck else { return }
        healthcheck = healthcheck.map { $0.filled(from: check) } ?? check
    }

    fileprivate mutating func neutralise() {
        env.sort()
        if stopSignal == "SIGTERM" || stopSignal == "15" { stopSignal = "" }
        if command?.isEmpty == true { command = nil }
        if entrypoint?.isEmpty == true || entrypoint == [""] { entrypoint = nil }
        if healthcheck == Healthcheck() { healthcheck = nil }
    }
}

extension Healthcheck {
    fileprivate func filled(from image: Healthcheck) -> Healthcheck {
        Healthcheck(
            test: test.isEmpty ? image.test : test, interval: interval == 0 ? image.interval : interval,
            timeout: timeout == 0 ? image.timeout : timeout, startPeriod: startPeriod == 0 ? image.startPeriod : startPeriod,
            startInterval: startInterval == 0 ? image.startInterval : startInterval, retries: retries == 0 ? image.retries : retries)
    }
}

extension HostConfig {
    /// Whether its network is that of the host or of another container.
    fileprivate var hasForeignNetwork: Bool { networkMode == "host" || networkMode.hasPrefix("container:") }

    /// Defaults of an engine without a configuration of its own; one that has others makes containers anew once.
    fileprivate mutating func forgetDefaults(unlessIn wanted: HostConfig) {
        if wanted.networkMode.isEmpty, ["default", "bridge"].contains(networkMode) { networkMode = "" }
        if wanted.ipcMode.isEmpty, ["private", "shareable"].contains(ipcMode) { ipcMode = "" }
        if wanted.cgroupnsMode.isEmpty, ["private", "host"].contains(cgroupnsMode) { cgroupnsMode = "" }
        if wanted.runtime.isEmpty, runtime == "runc" { runtime = "" }
        if wanted.isolation.isEmpty, isolation == "default" { isolation = "" }
        if wanted.shmSize == 0, shmSize == 64 << 20 { shmSize = 0 }
        if wanted.logConfig == nil, logConfig == LogConfig(type: "json-file") { logConfig = nil }
        if let log = wanted.logConfig, log.type.isEmpty, logConfig?.type == "json-file" { logConfig?.type = "" }
        if wanted.maskedPaths == nil, maskedPaths?.isEmpty == false || privileged { maskedPaths = nil }
        if wanted.readonlyPaths == nil, readonlyPaths?.isEmpty == false || privileged { readonlyPaths = nil }
        if wanted.memorySwap == 0, memorySwap == memory.multipliedReportingOverflow(by: 2).partialValue { memorySwap = 0 }
        if wanted.memorySwappiness == nil, memorySwappiness == -1 { memorySwappiness = nil }
        if wanted.privileged, !wanted.securityOptions.contains("label=disable") { securityOptions.removeAll { $0 == "label=disable" } }
        if wanted.initProcess == nil, initProcess == false { initProcess = nil }
    }

    fileprivate mutating func neutralise() {
        capabilityAdd = capabilityAdd.map(\.capability).sorted()
        capabilityDrop = capabilityDrop.map(\.capability).sorted()
        groupAdd.sort()
        securityOptions.sort()
        ulimits.sort { $0.name < $1.name }
        binds.sort()
        if oomKillDisable == false { oomKillDisable = nil }
        if let limit = pidsLimit, limit <= 0 { pidsLimit = nil }
        if restartPolicy?.name.isEmpty == true || restartPolicy?.name == "no" { restartPolicy = nil }
    }

    fileprivate mutating func forgetAnonymousVolumes() {
        for index in mounts.indices where mounts[index].isAnonymous { mounts[index].source = "" }
        for index in mounts.indices where mounts[index].volumeOptions == VolumeOptions() { mounts[index].volumeOptions = nil }
        mounts.sort { $0.target < $1.target }
    }
}

extension Mount {
    /// Whether the engine gave the volume its name, or will.
    fileprivate var isAnonymous: Bool {
        (type ?? .volume) == .volume && (source.isEmpty || source.utf8.count == 64 && source.allSatisfy(\.isHexDigit))
    }
}

extension EndpointSettings {
    /// Only what a creation can ask for.
    fileprivate var wish: EndpointSettings {
        EndpointSettings(
            ipamConfig: ipamConfig == EndpointIPAMConfig() ? nil : ipamConfig, links: links.sorted(), aliases: Set(aliases).sorted(),
            macAddress: macAddress, driverOptions: driverOptions, gatewayPriority: gatewayPriority)
    }
}

extension String {
    /// Newer engines answer `CAP_NET_ADMIN` for `NET_ADMIN`.
    fileprivate var capability: String {
        let name = uppercased()
        return name.hasPrefix("CAP_") ? String(name.dropFirst(4)) : name
    }
}
