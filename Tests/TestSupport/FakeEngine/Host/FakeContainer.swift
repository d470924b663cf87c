import EngineClient
import EngineModel

/// A container of the fake engine.
struct FakeContainer {
    let id: String
    var name: String
    var request: ContainerCreateRequest
    let image: ImageInspect
    var status = ContainerPhase.created
    var health: HealthStatus?
    var exitCode = 0
    var restartCount = 0
    var startedAt: Timestamp?
    var finishedAt: Timestamp?
    /// End points by the network's name.
    var endpoints: [String: EndpointSettings]
    let mounts: [MountPoint]
    /// Archives that were unpacked in it, by folder.
    var archives: [(folder: String, bytes: [UInt8])] = []
    /// How often somebody looked since it was started.
    var looks = 0

    var isRunning: Bool { [.running, .paused, .restarting].contains(status) }

    /// The health check: the container's own, or the image's.
    static func checksHealth(_ request: ContainerCreateRequest, _ image: ImageInspect) -> Bool {
        guard let check = request.healthcheck?.test.isEmpty == false ? request.healthcheck : image.config?.healthcheck else { return false }
        return check.test.first != nil && check.test.first != "NONE"
    }

    /// Ports of the host that it takes, as `address:port/protocol`.
    var hostPorts: Set<String> {
        var ports: Set<String> = []
        for (port, bindings) in request.hostConfig?.portBindings ?? [:] {
            let kind = port.split(separator: "/").dropFirst().first ?? "tcp"
            for binding in bindings where !binding.hostPort.isEmpty {
                ports.insert("\(binding.hostIP.isEmpty ? "0.0.0.0" : binding.hostIP):\(binding.hostPort)/\(kind)")
            }
        }
        return ports
    }

    /// Whether the engine starts it again after it ended by itself.
    func restarts(after exitCode: Int) -> Bool {
        switch request.hostConfig?.restartPolicy?.name {
        case "always", "unless-stopped": true
        case "on-failure":
            exitCode != 0
                && (request.hostConfig?.restartPolicy?.maximumRetryCount == 0
                    || restartCount < request.hostConfig?.restartPolicy?.maximumRetryCount ?? 0)
        default: false
        }
    }
}

// MARK: - Answers

extension FakeContainer {
    /// The answer to an inspection.
    var inspect: ContainerInspect {
        ContainerInspect(
            id: id, name: "/" + name, created: Timestamp(seconds: 1_790_000_000), path: commandLine.first ?? "",
            args: Array(commandLine.dropFirst()),
            state: ContainerState(
                status: status, running: isRunning, paused: status == .paused, restarting: status == .restarting,
                pid: isRunning ? 4_711 : 0,
                exitCode: exitCode, startedAt: startedAt, finishedAt: finishedAt, health: health.map { ContainerHealth(status: $0) }),
            image: image.id, restartCount: restartCount, driver: "overlay2", platform: "linux", config: config,
            hostConfig: request.hostConfig,
            networkSettings: ContainerNetworks(networks: endpoints, ports: portBindings), mounts: mounts)
    }

    /// The answer in a list.
    var summary: ContainerSummary {
        ContainerSummary(
            id: id, names: ["/" + name], image: request.image, imageID: image.id, command: commandLine.joined(separator: " "),
            created: 1_790_000_000, ports: openPorts, labels: config.labels, state: status, status: words,
            hostConfig: ContainerHostSummary(networkMode: request.hostConfig?.networkMode ?? ""),
            networkSettings: ContainerNetworks(networks: endpoints), mounts: mounts)
    }

    private var commandLine: [String] { (config.entrypoint ?? []) + (config.command ?? []) }

    /// The container's own part, with what the image adds.
    private var config: ContainerCreateRequest {
        var config = request
        (config.hostConfig, config.networkingConfig) = (nil, nil)
        guard let base = image.config else { return config }
        let names = Set(config.env.map { $0.prefix { $0 != "=" } })
        config.env += base.environment.filter { !names.contains($0.prefix { $0 != "=" }) }
        config.labels.merge(base.labels) { own, _ in own }
        config.volumes.merge(base.volumes) { own, _ in own }
        config.exposedPorts.merge(base.exposedPorts) { own, _ in own }
        if config.command == nil, config.entrypoint == nil { config.command = base.command }
        config.entrypoint = config.entrypoint ?? base.entrypoint
        if config.workingDir.isEmpty { config.workingDir = base.workingFolder }
        if config.user.isEmpty { config.user = base.user }
        if config.healthcheck == nil { config.healthcheck = base.healthcheck }
        if config.hostname.isEmpty { config.hostname = String(id.prefix(12)) }
        return config
    }

    private var portBindings: [String: [PortBinding]?] {
        guard isRunning else { return [:] }
        return (request.hostConfig?.portBindings ?? [:]).mapValues { bindings in
            bindings.map {
                PortBinding(hostIP: $0.hostIP.isEmpty ? "0.0.0.0" : $0.hostIP, hostPort: $0.hostPort.isEmpty ? "32768" : $0.hostPort)
            }
        }
    }

    private var openPorts: [ContainerPort] {
        portBindings.sorted { $0.key < $1.key }.flatMap { port, bindings -> [ContainerPort] in
            let parts = port.split(separator: "/").map(String.init)
            return (bindings ?? []).map { binding in
                ContainerPort(
                    ip: binding.hostIP, privatePort: UInt32(parts.first ?? "") ?? 0, publicPort: UInt32(binding.hostPort) ?? 0,
                    type: parts.count > 1 ? parts[1] : "tcp")
            }
        }
    }

    private var words: String {
        switch status {
        case .running: "Up 3 seconds" + (health.map { " (\($0 == .starting ? "health: starting" : $0.rawValue))" } ?? "")
        case .paused: "Up 3 seconds (Paused)"
        case .restarting: "Restarting (\(exitCode)) 1 second ago"
        case .exited: "Exited (\(exitCode)) 1 second ago"
        default: "Created"
        }
    }
}
