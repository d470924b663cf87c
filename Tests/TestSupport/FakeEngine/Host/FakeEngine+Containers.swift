package import EngineClient
package import EngineModel

extension FakeEngine {
    package func containers(matching filters: ObjectFilters, includingStopped: Bool) async throws -> [ContainerSummary] {
        try await begin(.listContainers)
        for index in host.containers.indices { look(at: index) }
        return host.containers.reversed().filter { container in
            (includingStopped || container.isRunning || filters.values["status"] != nil)
                && filters.accept(id: container.id, name: container.name, labels: container.summary.labels, anywhereInName: true)
                && filters.accept("status", { $0 == container.status.rawValue })
                && filters.accept("ancestor", { $0 == container.request.image || $0 == container.image.id })
        }.map(\.summary)
    }

    package func container(_ idOrName: String) async throws -> ContainerInspect {
        try await begin(.inspectContainer, idOrName)
        let index = try place(idOrName, .inspectContainer)
        look(at: index)
        return host.containers[index].inspect
    }

    package func createContainer(_ request: ContainerCreateRequest, name: String, platform: String?) async throws -> ContainerCreated {
        try await begin(.createContainer, name, body: try JSONValue(encoding: request))
        guard let image = host.image(request.image) else {
            throw refusal(404, .createContainer, "No such image: \(request.image)")
        }
        if let other = host.containers.first(where: { $0.name == name }) {
            throw refusal(
                409, .createContainer,
                "Conflict. The container name \"/\(name)\" is already in use by container \"\(other.id)\". "
                    + "You have to remove (or rename) that container to be able to reuse that name.")
        }
        let id = nextID("c")
        let mounts = mounts(of: request, image)
        host.containers.append(
            FakeContainer(id: id, name: name, request: request, image: image, endpoints: endpoints(of: request), mounts: mounts))
        announceContainer("create", host.containers.count - 1)
        return ContainerCreated(id: id)
    }

    package func startContainer(_ idOrName: String) async throws {
        try await begin(.startContainer, nameOf(idOrName))
        let index = try place(idOrName, .startContainer)
        guard !host.containers[index].isRunning else { return }
        try checkStart(host.containers[index])
        if case .cannotStart(let message) = host.behaviour(of: host.containers[index]) {
            host.containers[index].exitCode = 127
            throw refusal(400, .startContainer, message)
        }
        setRunning(index)
    }

    package func stopContainer(_ idOrName: String, options: StopOptions) async throws {
        try await begin(.stopContainer, nameOf(idOrName))
        let index = try place(idOrName, .stopContainer)
        guard host.containers[index].isRunning else { return }
        announceContainer("kill", index)
        let name = host.containers[index].name
        end(index, exitCode: host.behaviour(of: host.containers[index]) == .ignoresStop ? 137 : 0)
        try await cleaning?(name)
        announceContainer("stop", try place(idOrName, .stopContainer))
    }

    package func restartContainer(_ idOrName: String, options: StopOptions) async throws {
        try await begin(.restartContainer, nameOf(idOrName))
        let index = try place(idOrName, .restartContainer)
        if host.containers[index].isRunning { end(index, exitCode: 0) }
        setRunning(index)
        announceContainer("restart", index)
    }

    package func killContainer(_ idOrName: String, signal: String?) async throws {
        try await begin(.killContainer, nameOf(idOrName))
        let index = try place(idOrName, .killContainer)
        guard host.containers[index].isRunning else {
            throw refusal(409, .killContainer, "Cannot kill container: \(idOrName): Container \(host.containers[index].id) is not running")
        }
        announceContainer("kill", index)
        if [nil, "SIGKILL", "KILL", "9"].contains(signal) { end(index, exitCode: 137) }
    }

    package func pauseContainer(_ idOrName: String) async throws { try await setPaused(true, idOrName, .pauseContainer) }

    package func unpauseContainer(_ idOrName: String) async throws { try await setPaused(false, idOrName, .unpauseContainer) }

    private func setPaused(_ isPaused: Bool, _ idOrName: String, _ operation: EngineOperation) async throws {
        try await begin(operation, nameOf(idOrName))
        let index = try place(idOrName, operation)
        guard host.containers[index].status == (isPaused ? .running : .paused) else {
            throw refusal(409, operation, "Container \(host.containers[index].id) is \(isPaused ? "not running" : "not paused")")
        }
        host.containers[index].status = isPaused ? .paused : .running
        announceContainer(isPaused ? "pause" : "unpause", index)
    }

    package func renameContainer(_ idOrName: String, to name: String) async throws {
        try await begin(.renameContainer, nameOf(idOrName), body: .string(name))
        let index = try place(idOrName, .renameContainer)
        guard !host.containers.contains(where: { $0.name == name }) else {
            throw refusal(409, .renameContainer, "Conflict. The container name \"/\(name)\" is already in use")
        }
        host.containers[index].name = name
        announceContainer("rename", index)
    }

    package func removeContainer(_ idOrName: String, force: Bool, withVolumes: Bool) async throws {
        try await begin(.removeContainer, nameOf(idOrName))
        let index = try place(idOrName, .removeContainer)
        guard force || !host.containers[index].isRunning else {
            throw refusal(
                409, .removeContainer,
                "You cannot remove a running container \(host.containers[index].id). "
                    + "Stop the container before attempting removal or force remove")
        }
        if host.containers[index].isRunning { end(index, exitCode: 137) }
        announceContainer("destroy", index)
        let container = host.containers.remove(at: index)
        guard withVolumes else { return }
        host.volumes.removeAll { volume in volume.isAnonymous && container.mounts.contains { $0.name == volume.name } }
    }

    package func waitForContainer(_ idOrName: String, until condition: WaitCondition) async throws -> PendingExit {
        try await begin(.waitContainer, nameOf(idOrName))
        let id = host.containers[try place(idOrName, .waitContainer)].id
        return PendingExit { [weak self] in
            while true {
                if let exit = await self?.exitNow(of: id, condition) { return exit }
                try await Task.sleep(for: .milliseconds(1))
            }
        }
    }

    /// How it ended; nil while it has not. Waiting for one that is to end by itself brings it to its end.
    private func exitNow(of id: String, _ condition: WaitCondition) -> ContainerExit? {
        guard let index = host.index(id) else { return ContainerExit(statusCode: 0) }
        if case .exits = host.behaviour(of: host.containers[index]) { look(at: index) }
        let container = host.containers[index]
        let hasEnded = condition == .notRunning ? !container.isRunning : container.status == .exited
        return hasEnded ? ContainerExit(statusCode: container.exitCode) : nil
    }

    package func processes(of idOrName: String, psArguments: String) async throws -> ContainerProcesses {
        try await begin(.topContainer, nameOf(idOrName))
        let container = host.containers[try place(idOrName, .topContainer)]
        guard container.isRunning else { throw refusal(409, .topContainer, "Container \(container.id) is not running") }
        let command = ((container.inspect.config?.entrypoint ?? []) + (container.inspect.config?.command ?? [])).joined(separator: " ")
        return ContainerProcesses(
            titles: ["UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD"],
            processes: [["root", "4711", "4700", "0", "10:00", "?", "00:00:00", command]])
    }

    package func containerLogs(_ idOrName: String, options: LogOptions) async throws -> EngineStream<LogLine> {
        try await begin(.logs, idOrName)
        let lines = host.output(of: host.containers[try place(idOrName, .logs)])
        let wanted = lines.filter { line in
            (line.source == .stdout ? options.stdout : options.stderr)
                && (options.since.map { since in line.time.map { $0 >= since } ?? true } ?? true)
                && (options.until.map { until in line.time.map { $0 < until } ?? true } ?? true)
        }
        let chosen = options.tail.map { Array(wanted.suffix($0)) } ?? wanted
        guard options.follows else { return EngineStream(chosen) }
        let queue = LineQueue(chosen)
        return EngineStream { [weak self] in
            if let line = await queue.next() { return line }
            while await self?.exitNow(of: idOrName, .notRunning) == nil { try await Task.sleep(for: .milliseconds(1)) }
            return nil
        }
    }

    package func resizeContainer(_ idOrName: String, to size: TerminalSize) async throws {
        try await begin(.resize, nameOf(idOrName))
        _ = try place(idOrName, .resize)
    }

    package func putArchive(_ archive: [UInt8], in idOrName: String, folder: String, keepsOwners: Bool) async throws {
        try await begin(.putArchive, nameOf(idOrName))
        host.containers[try place(idOrName, .putArchive)].archives.append((folder, archive))
    }

    // MARK: Networks

    package func connectNetwork(_ network: String, container: String, endpoint: EndpointSettings?) async throws {
        try await begin(.connectNetwork, nameOf(container), body: try JSONValue(encoding: endpoint ?? EndpointSettings()))
        let index = try place(container, .connectNetwork)
        guard let network = storedNetwork(network) else { throw refusal(404, .connectNetwork, "network \(network) not found") }
        guard host.containers[index].endpoints[network.name] == nil else {
            throw refusal(
                403, .connectNetwork, "endpoint with name \(host.containers[index].name) already exists in network \(network.name)")
        }
        var settings = endpoint ?? EndpointSettings()
        if host.containers[index].isRunning { settings.networkID = network.id }
        host.containers[index].endpoints[network.name] = settings
        announceHost(.network, "connect", id: network.id, ["name": network.name, "container": host.containers[index].id])
    }

    package func disconnectNetwork(_ network: String, container: String, force: Bool) async throws {
        try await begin(.disconnectNetwork, nameOf(container))
        let index = try place(container, .disconnectNetwork)
        guard let network = storedNetwork(network) else { throw refusal(404, .disconnectNetwork, "network \(network) not found") }
        guard host.containers[index].endpoints.removeValue(forKey: network.name) != nil else {
            throw refusal(
                403, .disconnectNetwork, "container \(host.containers[index].id) is not connected to network \(network.name)")
        }
        announceHost(.network, "disconnect", id: network.id, ["name": network.name, "container": host.containers[index].id])
    }
}

/// Lines that are taken one after another.
private actor LineQueue {
    private var rest: ArraySlice<LogLine>

    init(_ lines: [LogLine]) { rest = lines[...] }

    func next() -> LogLine? { rest.popFirst() }
}
