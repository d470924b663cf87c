package import EngineClient
package import EngineModel

extension FakeEngine {
    package func services(matching filters: ObjectFilters, withStatus: Bool) async throws -> [Service] {
        try await begin(.listServices)
        if withStatus { look() }
        return storedServices.filter { filters.accept(id: $0.id, name: $0.name, labels: $0.spec.labels) }.map { service in
            var answer = service
            answer.serviceStatus = withStatus ? orchestra.status(of: service) : nil
            return answer
        }
    }

    package func service(_ idOrName: String) async throws -> Service {
        try await begin(.inspectService, idOrName)
        guard let index = serviceIndex(idOrName) else { throw refusal(404, .inspectService, "service \(idOrName) not found") }
        return storedServices[index]
    }

    package func createService(_ spec: JSONValue, registryAuth: RegistryAuth?) async throws -> ServiceCreated {
        let name = spec["Name"]?.text ?? ""
        try await begin(.createService, name, body: spec, options: ServiceUpdateOptions(registryAuth: registryAuth))
        let (raw, typed) = try accepted(spec, for: .createService)
        guard serviceIndex(name) == nil else {
            throw refusal(
                409, .createService,
                "rpc error: code = AlreadyExists desc = name conflicts with an existing object: service \(name) already exists")
        }
        var service = Service(id: nextID("service"), version: nextVersion(), spec: typed, rawSpec: raw)
        service.createdAt = Timestamp(seconds: 1_790_000_000)
        service.updatedAt = service.createdAt
        service.endpoint = ServiceEndpoint(spec: typed.endpointSpec ?? EndpointSpec(), ports: typed.endpointSpec?.ports ?? [])
        if typed.mode?.isJob == true { service.jobStatus = JobStatus(jobIteration: ObjectVersion(0)) }
        storedServices.append(service)
        orchestra.start(service)
        announce(.service, "create", id: service.id, name: name)
        return ServiceCreated(id: service.id)
    }

    package func updateService(
        id: String, version: ObjectVersion, spec: JSONValue, options: ServiceUpdateOptions
    ) async throws -> ServiceUpdated {
        let name = serviceIndex(id).map { storedServices[$0].name } ?? id
        try await begin(.updateService, name, body: spec, options: options)
        guard let index = serviceIndex(id) else { throw refusal(404, .updateService, "service \(id) not found") }
        var service = storedServices[index]
        guard service.version == version else {
            throw refusal(500, .updateService, "rpc error: code = Unknown desc = update out of sequence")
        }
        let (raw, typed) = try options.rollsBack ? previous(of: service) : accepted(spec, for: .updateService)
        guard typed.name == service.name else {
            throw refusal(501, .updateService, "rpc error: code = Unimplemented desc = renaming services is not supported")
        }
        guard typed.mode?.kind ?? "replicated" == service.spec.mode?.kind ?? "replicated" else {
            throw refusal(501, .updateService, "rpc error: code = Unimplemented desc = service mode change is not allowed")
        }
        let before = service
        (service.previousSpec, service.rawPreviousSpec) = (before.spec, before.rawSpec)
        (service.spec, service.rawSpec) = (typed, raw)
        service.version = nextVersion()
        service.endpoint = ServiceEndpoint(spec: typed.endpointSpec ?? EndpointSpec(), ports: typed.endpointSpec?.ports ?? [])
        if let job = before.jobStatus { service.jobStatus = JobStatus(jobIteration: ObjectVersion(job.jobIteration.index + 1)) }
        orchestra.update(&service, from: before, isRollback: options.rollsBack)
        storedServices[index] = service
        announce(.service, "update", id: service.id, name: name)
        return ServiceUpdated()
    }

    package func removeService(_ idOrName: String) async throws {
        try await begin(.removeService, serviceIndex(idOrName).map { storedServices[$0].name } ?? idOrName)
        guard let index = serviceIndex(idOrName) else { throw refusal(404, .removeService, "service \(idOrName) not found") }
        let service = storedServices.remove(at: index)
        orchestra.remove(service)
        announce(.service, "remove", id: service.id, name: service.name)
    }

    package func tasks(matching filters: ObjectFilters) async throws -> [SwarmTask] {
        try await begin(.listTasks)
        look()
        return orchestra.tasks.filter { task in
            let service = storedServices.first { $0.id == task.serviceID }
            return filters.accept(id: task.id, name: task.name, labels: service?.spec.labels ?? task.labels)
                && filters.accept("service", { $0 == task.serviceID || $0 == service?.name })
                && filters.accept("node", { $0 == task.nodeID || $0 == orchestra.hostname(of: task.nodeID) })
                && filters.accept("desired-state", { $0 == task.desiredState.rawValue })
                && filters.accept("_up-to-date", { ($0 == "true") == (service.map { orchestra.isUpToDate(task, $0) } ?? false) })
        }
    }

    package func task(id: String) async throws -> SwarmTask {
        try await begin(.inspectTask, id)
        guard let task = orchestra.tasks.first(where: { $0.id == id }) else { throw refusal(404, .inspectTask, "task \(id) not found") }
        return task
    }

    package func serviceLogs(_ idOrName: String, options: LogOptions) async throws -> EngineStream<LogLine> {
        try await begin(.logs, idOrName)
        guard let index = serviceIndex(idOrName) else { throw refusal(404, .logs, "service \(idOrName) not found") }
        return EngineStream(logs(of: storedServices[index].name, options) { _ in true })
    }

    package func taskLogs(id: String, options: LogOptions) async throws -> EngineStream<LogLine> {
        try await begin(.logs, id)
        guard let task = orchestra.tasks.first(where: { $0.id == id }) else { throw refusal(404, .logs, "task \(id) not found") }
        let name = storedServices.first { $0.id == task.serviceID }?.name ?? ""
        return EngineStream(logs(of: name, options) { $0.taskID == nil || $0.taskID == id })
    }

    private func logs(of service: String, _ options: LogOptions, _ isWanted: (LogLine) -> Bool) -> [LogLine] {
        let lines = (output[service] ?? []).filter { line in
            let isOpen = line.source == .stderr ? options.stderr : options.stdout
            let isNew = options.since.map { since in line.time.map { $0 >= since } ?? true } ?? true
            return isOpen && isNew && isWanted(line)
        }
        return options.tail.map { Array(lines.suffix($0)) } ?? lines
    }

    private func serviceIndex(_ idOrName: String) -> Int? {
        storedServices.firstIndex { $0.id == idOrName } ?? storedServices.firstIndex { $0.name == idOrName }
    }

    private func previous(of service: Service) throws -> (JSONValue, ServiceSpec) {
        guard let raw = service.rawPreviousSpec, let typed = service.previousSpec else {
            throw refusal(
                400, .updateService,
                "rpc error: code = FailedPrecondition desc = service \(service.name) does not have a previous spec to roll back to")
        }
        return (raw, typed)
    }

    /// Of a bind's options a swarm keeps two (moby daemon/cluster/convert/container.go, 20.10 to 28).
    private func withoutForgottenOptions(_ mounts: JSONValue) -> JSONValue {
        guard case .array(let mounts) = mounts else { return mounts }
        return .array(
            mounts.map { mount in
                guard mount["BindOptions"] != nil else { return mount }
                var kept = mount
                for option in ["CreateMountpoint", "ReadOnlyNonRecursive", "ReadOnlyForceRecursive"] {
                    kept[["BindOptions", option]] = nil
                }
                return kept
            })
    }

    /// The spec as the engine keeps it: networks by id, what is not said filled in as 20.10 and 26.1 do. Throws what they refuse.
    private func accepted(_ spec: JSONValue, for operation: EngineOperation) throws -> (JSONValue, ServiceSpec) {
        var raw = spec
        let typed = try spec.decoded(as: ServiceSpec.self)
        let isName = typed.name.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0.isAlphanumeric }
        guard isName, !typed.name.isEmpty, typed.name.utf8.count <= 63 else {
            throw refusal(400, operation, "rpc error: code = InvalidArgument desc = name must be valid as a DNS name component")
        }
        if let container = typed.taskTemplate.containerSpec {
            guard !container.image.isEmpty else {
                throw refusal(400, operation, "rpc error: code = InvalidArgument desc = ContainerSpec: image reference must be provided")
            }
            for secret in container.secrets where !storedSecrets.contains(where: { $0.id == secret.secretID }) {
                throw refusal(400, operation, "rpc error: code = InvalidArgument desc = secret not found: \(secret.secretName)")
            }
            for config in container.configs where !storedConfigs.contains(where: { $0.id == config.configID }) {
                throw refusal(400, operation, "rpc error: code = InvalidArgument desc = config not found: \(config.configName)")
            }
            raw[["TaskTemplate", "ContainerSpec", "Mounts"]] = raw[["TaskTemplate", "ContainerSpec", "Mounts"]].map(withoutForgottenOptions)
            raw[["TaskTemplate", "ContainerSpec", "Isolation"]] = raw[["TaskTemplate", "ContainerSpec", "Isolation"]] ?? .string("default")
        }
        if case .array(let attachments)? = raw[["TaskTemplate", "Networks"]] {
            raw[["TaskTemplate", "Networks"]] = .array(
                try attachments.map { attachment in
                    let target = attachment["Target"]?.text ?? ""
                    guard let network = storedNetwork(target) else { throw refusal(500, operation, "network \(target) not found") }
                    var resolved = attachment
                    resolved["Target"] = .string(network.id)
                    return resolved
                })
        }
        raw[["TaskTemplate", "ForceUpdate"]] = raw[["TaskTemplate", "ForceUpdate"]] ?? .integer(0)
        raw[["TaskTemplate", "Runtime"]] = raw[["TaskTemplate", "Runtime"]] ?? .string("container")
        raw["Labels"] = raw["Labels"] ?? .object([:])
        if raw["Mode"] == nil || raw["Mode"] == .object(["Replicated": .object([:])]) {
            raw["Mode"] = .object(["Replicated": .object(["Replicas": .integer(1)])])
        }
        return (raw, try raw.decoded(as: ServiceSpec.self))
    }
}

extension UInt8 {
    fileprivate var isAlphanumeric: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }
}

extension ServiceMode {
    /// Which of the four it is.
    fileprivate var kind: String {
        switch self {
        case .replicated: "replicated"
        case .global: "global"
        case .replicatedJob: "replicated job"
        case .globalJob: "global job"
        }
    }
}
