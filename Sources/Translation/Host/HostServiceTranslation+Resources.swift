import ComposeModel
import EngineModel

/// What the containers may use, and when they are started again.
extension HostServiceTranslation {
    /// The keys of the service, then those of `deploy.resources` where they say more.
    func addResources(to host: inout HostConfig) {
        host.oomKillDisable = service.oomKillDisable
        host.memory = service.memLimit?.bytes ?? 0
        host.memoryReservation = service.memReservation?.bytes ?? 0
        host.memorySwap = service.memswapLimit?.bytes ?? 0
        host.memorySwappiness = service.memSwappiness
        host.nanoCPUs = service.cpus?.nanoCPUs ?? 0
        host.cpuShares = service.cpuShares ?? 0
        host.cpuPeriod = service.cpuPeriod ?? 0
        host.cpuQuota = service.cpuQuota ?? 0
        host.cpuRealtimePeriod = service.cpuRealtimePeriod ?? 0
        host.cpuRealtimeRuntime = service.cpuRealtimeRuntime ?? 0
        host.cpusetCPUs = service.cpuset ?? ""
        host.cpuCount = service.cpuCount ?? 0
        host.cpuPercent = Int64(exactly: ((service.cpuPercent ?? 0) * 100).rounded(.towardZero)) ?? 0
        host.pidsLimit = service.pidsLimit.flatMap { $0 == 0 ? nil : $0 }
        host.ulimits = service.ulimits.sorted { $0.name < $1.name }.map {
            EngineModel.Ulimit(name: $0.name, hard: $0.hard, soft: $0.soft)
        }
        addDevices(to: &host)
        addBlockIO(to: &host)
        addDeployed(to: &host)
    }

    private func addDeployed(to host: inout HostConfig) {
        let limits = deploy.resources?.limits
        if let memory = limits?.memory?.bytes, memory != 0 { host.memory = memory }
        if let cpus = limits?.cpus?.nanoCPUs, cpus != 0 { host.nanoCPUs = cpus }
        if let pids = limits?.pids, pids > 0 { host.pidsLimit = pids }
        let reservations = deploy.resources?.reservations
        if let memory = reservations?.memory?.bytes, memory != 0 { host.memoryReservation = memory }
        host.deviceRequests += (reservations?.devices ?? []).map { $0.wire(adding: nil) }
    }

    private func addDevices(to host: inout HostConfig) {
        let named = service.devices.filter(\.isQualifiedName)
        host.devices = service.devices.filter { !$0.isQualifiedName }.map {
            EngineModel.DeviceMapping(
                pathOnHost: $0.source ?? "", pathInContainer: $0.target ?? $0.source ?? "", cgroupPermissions: $0.permissions ?? "rwm")
        }
        if !named.isEmpty {
            host.deviceRequests.append(EngineModel.DeviceRequest(driver: "cdi", deviceIDs: named.compactMap(\.source)))
        }
        host.deviceRequests += service.gpus.map { $0.wire(adding: "gpu") }
        host.deviceCgroupRules = service.deviceCgroupRules
    }

    private func addBlockIO(to host: inout HostConfig) {
        guard let block = service.blkioConfig else { return }
        host.blkioWeight = block.weight ?? 0
        host.blkioWeightDevice = block.weightDevice.map { DeviceWeight(path: $0.path ?? "", weight: $0.value ?? 0) }
        host.blkioReadBps = block.deviceReadBps.map(throttle)
        host.blkioReadIOps = block.deviceReadIOps.map(throttle)
        host.blkioWriteBps = block.deviceWriteBps.map(throttle)
        host.blkioWriteIOps = block.deviceWriteIOps.map(throttle)
    }

    private func throttle(_ value: BlockIO.DeviceValue) -> DeviceThrottle {
        DeviceThrottle(path: value.path ?? "", rate: value.value ?? 0)
    }

    /// `deploy.restart_policy`, else `restart`. Engines count attempts only of `on-failure`; they have no delay and no window.
    var restartPolicy: ContainerRestartPolicy? {
        if let policy = deploy.restartPolicy {
            let name = Self.restartNames[policy.condition ?? "any"] ?? policy.condition ?? ""
            let attempts = Int(clamping: policy.maxAttempts ?? 0)
            return ContainerRestartPolicy(name: name, maximumRetryCount: name == "on-failure" ? attempts : 0)
        }
        guard let restart = service.restart else { return nil }
        let parts = restart.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return ContainerRestartPolicy(
            name: Self.restartNames[parts[0]] ?? parts[0], maximumRetryCount: parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    }

    /// The engine's names of swarm's conditions.
    private static let restartNames = ["none": "no", "any": "always"]
}

extension ComposeModel.DeviceMapping {
    /// Whether it is a name of the container device interface, such as `nvidia.com/gpu=0`, rather than a path.
    fileprivate var isQualifiedName: Bool {
        guard let source, source == target, !source.hasPrefix("/"), let slash = source.firstIndex(of: "/") else { return false }
        return source[slash...].contains("=")
    }
}

extension ComposeModel.DeviceRequest {
    fileprivate func wire(adding capability: String?) -> EngineModel.DeviceRequest {
        let all = capability.map { capabilities.contains($0) ? capabilities : capabilities + [$0] } ?? capabilities
        return EngineModel.DeviceRequest(
            driver: driver ?? "", count: count ?? 0, deviceIDs: deviceIDs, capabilities: [all], options: options.dictionary)
    }
}
