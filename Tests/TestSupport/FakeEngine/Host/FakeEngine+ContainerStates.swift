package import EngineClient
package import EngineModel

extension FakeEngine {
    // MARK: What a test sets and sees

    /// What becomes of containers from now on: by their name, their service, or their image.
    package func setBehaviour(_ behaviour: ContainerBehaviour, container: String) { host.behaviours[container] = behaviour }
    /// What containers write, by their name or their service.
    package func setOutput(_ lines: [LogLine], container: String) { host.output[container] = lines }
    /// What further processes write, and how they end.
    package func setExec(_ rehearsal: @escaping @Sendable (ExecCreateRequest) -> (output: [OutputChunk], exitCode: Int)) {
        host.rehearsals = rehearsal
    }
    /// Puts an image on the engine, by its familiar name; the tag is `latest` unless said.
    package func addLocalImage(_ name: String, _ image: ImageInspect? = nil) {
        let tagged = (try? ImageReference(name).withDefaultTag.familiar) ?? name
        var local = image ?? ImageInspect(id: "sha256:" + String(repeating: "0", count: 64 - tagged.utf8.count % 64) + tagged, os: "linux")
        if !local.repoTags.contains(tagged) { local.repoTags.append(tagged) }
        host.images[tagged] = local
    }
    /// Gives all containers other labels, as if another tool had made them.
    package func relabelContainers(_ labels: [String: String]) {
        for index in host.containers.indices { host.containers[index].request.labels.merge(labels) { $1 } }
    }
    /// Ends a container by itself, as when its process fails.
    package func endContainer(_ idOrName: String, exitCode: Int) {
        if let index = host.index(idOrName), host.containers[index].isRunning { end(index, exitCode: exitCode) }
    }
    /// The archives that were unpacked in a container, with their folders.
    package func archives(in idOrName: String) -> [(folder: String, bytes: [UInt8])] {
        host.index(idOrName).map { host.containers[$0].archives } ?? []
    }

    // MARK: States

    /// The place of a container. Throws status 404.
    func place(_ idOrName: String, _ operation: EngineOperation) throws -> Int {
        guard let index = host.index(idOrName) else { throw refusal(404, operation, "No such container: \(idOrName)") }
        return index
    }

    /// The name, for the record of calls.
    func nameOf(_ idOrName: String) -> String { host.index(idOrName).map { host.containers[$0].name } ?? idOrName }

    /// Makes it run.
    func setRunning(_ index: Int) {
        let container = host.containers[index]
        host.containers[index].status = .running
        for (name, endpoint) in container.endpoints where endpoint.networkID.isEmpty {
            host.containers[index].endpoints[name]?.networkID = storedNetwork(name)?.id ?? ""
        }
        host.containers[index].looks = 0
        host.containers[index].exitCode = 0
        let starts = counts[.startContainer, default: 0] + counts[.restartContainer, default: 0]
        host.containers[index].startedAt = Timestamp(seconds: 1_790_000_000 + Int64(starts))
        host.containers[index].health = FakeContainer.checksHealth(container.request, container.image) ? .starting : nil
        announceContainer("start", index)
    }

    /// Ends it.
    func end(_ index: Int, exitCode: Int) {
        host.containers[index].status = .exited
        host.containers[index].exitCode = exitCode
        host.containers[index].finishedAt = Timestamp(seconds: 1_790_000_002)
        announceContainer("die", index, ["exitCode": String(exitCode)])
    }

    /// Takes a container one state further.
    func look(at index: Int) {
        if host.containers[index].status == .restarting {
            host.containers[index].restartCount += 1
            return setRunning(index)
        }
        guard host.containers[index].status == .running else { return }
        host.containers[index].looks += 1
        guard host.containers[index].looks == 2 else { return }
        switch host.behaviour(of: host.containers[index]) {
        case .exits(let code):
            end(index, exitCode: code)
            if host.containers[index].restarts(after: code) { host.containers[index].status = .restarting }
        case .isUnhealthy: setHealth(.unhealthy, index)
        case .staysStarting, .cannotStart: break
        case .runs, .ignoresStop: setHealth(.healthy, index)
        }
    }

    private func setHealth(_ health: HealthStatus, _ index: Int) {
        guard host.containers[index].health != nil else { return }
        host.containers[index].health = health
        announceContainer("health_status: \(health)", index)
    }

    /// What the engine looks at only when a container starts: its networks, and whether its ports are free.
    func checkStart(_ container: FakeContainer) throws {
        // A network is looked for under the id that was noted when it was joined, if it was.
        for (name, endpoint) in container.endpoints {
            let wanted = endpoint.networkID.isEmpty ? name : endpoint.networkID
            if storedNetwork(wanted) == nil { throw refusal(404, .startContainer, "network \(wanted) not found") }
        }
        let taken = host.containers.filter { $0.isRunning && $0.id != container.id }.flatMap(\.hostPorts)
        if let port = container.hostPorts.first(where: taken.contains) {
            throw refusal(
                500, .startContainer,
                "driver failed programming external connectivity on endpoint \(container.name): Bind for \(port) failed: port is already allocated"
            )
        }
    }

    /// The end points of a new container. Which network a name means is found out at the first start.
    func endpoints(of request: ContainerCreateRequest) -> [String: EndpointSettings] {
        var endpoints: [String: EndpointSettings] = [:]
        for (name, settings) in request.networkingConfig?.endpointsConfig ?? [:] {
            endpoints[storedNetwork(name)?.name ?? name] = settings
        }
        let mode = request.hostConfig?.networkMode ?? ""
        let isPlain = ["", "default", "bridge", "host", "none"].contains(mode) || mode.hasPrefix("container:")
        if endpoints.isEmpty, !isPlain {
            endpoints[storedNetwork(mode)?.name ?? mode] = EndpointSettings()
        }
        return endpoints
    }

    // MARK: Events

    /// Tells all who listen what happened to a container.
    func announceContainer(_ action: String, _ index: Int, _ attributes: [String: String] = [:]) {
        let container = host.containers[index]
        let facts = ["name": container.name, "image": container.request.image].merging(attributes) { _, new in new }
        announceHost(.container, action, id: container.id, container.request.labels.merging(facts) { _, new in new })
    }

    /// Tells all who listen what happened to an object of this engine.
    func announceHost(_ type: EventType, _ action: String, id: String, _ attributes: [String: String]) {
        emit(
            EngineEvent(
                type: type, action: action, actor: EventActor(id: id, attributes: attributes), scope: "local", time: 1_790_000_001,
                timeNano: 1_790_000_001_000_000_000))
    }
}
