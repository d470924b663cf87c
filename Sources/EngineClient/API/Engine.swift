package import EngineModel

/// What we ask of a container engine.
///
/// Every operation throws ``EngineError``, or `CancellationError` when the task is cancelled. Names work wherever an id does, except
/// where the parameter is called `id`.
package protocol Engine: Sendable {
    // MARK: System

    /// Versions of the engine.
    func version() async throws -> VersionInfo
    /// Properties of the engine and its part in a swarm.
    func info() async throws -> EngineInfo
    /// Settings of the swarm; only a manager knows them.
    func swarm() async throws -> Swarm
    /// Events as they happen; the stream ends with ``EventOptions/until``, or by cancellation.
    func events(_ options: EventOptions) async throws -> EngineStream<EngineEvent>

    // MARK: Services

    /// Services that match; with their task counts on request.
    func services(matching filters: ObjectFilters, withStatus: Bool) async throws -> [Service]
    /// One service.
    func service(_ idOrName: String) async throws -> Service
    /// Creates a service from a whole spec.
    func createService(_ spec: JSONValue, registryAuth: RegistryAuth?) async throws -> ServiceCreated
    /// Replaces the spec of a service. Refused when the version is not the current one; read the service again to tell that from
    /// another refusal, because engines up to 28 answer it with status 500.
    func updateService(id: String, version: ObjectVersion, spec: JSONValue, options: ServiceUpdateOptions) async throws -> ServiceUpdated
    /// Removes a service; its tasks stop afterwards.
    func removeService(_ idOrName: String) async throws

    // MARK: Tasks

    /// Tasks that match, in no particular order, ended ones included as far as the swarm keeps them.
    func tasks(matching filters: ObjectFilters) async throws -> [SwarmTask]
    /// One task.
    func task(id: String) async throws -> SwarmTask
    /// Output of one task.
    func taskLogs(id: String, options: LogOptions) async throws -> EngineStream<LogLine>
    /// Output of all tasks of a service; `details` of each line name the task and the node.
    func serviceLogs(_ idOrName: String, options: LogOptions) async throws -> EngineStream<LogLine>

    // MARK: Networks

    /// Networks that match.
    func networks(matching filters: ObjectFilters) async throws -> [Network]
    /// One network.
    func network(_ idOrName: String) async throws -> Network
    /// Creates a network. Driver and subnet of an overlay appear a moment later.
    func createNetwork(_ request: NetworkCreateRequest) async throws -> NetworkCreated
    /// Removes a network; refused while a service uses it.
    func removeNetwork(_ idOrName: String) async throws

    // MARK: Secrets and configs

    /// Secrets that match, without their content.
    func secrets(matching filters: ObjectFilters) async throws -> [Secret]
    /// Creates a secret.
    func createSecret(_ spec: SecretSpec) async throws -> ObjectCreated
    /// Changes the labels of a secret; the engine refuses every other change.
    func updateSecret(id: String, version: ObjectVersion, spec: SecretSpec) async throws
    /// Removes a secret; refused while a service uses it.
    func removeSecret(_ idOrName: String) async throws
    /// Configs that match, with their content.
    func configs(matching filters: ObjectFilters) async throws -> [Config]
    /// Creates a config.
    func createConfig(_ spec: ConfigSpec) async throws -> ObjectCreated
    /// Changes the labels of a config; the engine refuses every other change.
    func updateConfig(id: String, version: ObjectVersion, spec: ConfigSpec) async throws
    /// Removes a config; refused while a service uses it.
    func removeConfig(_ idOrName: String) async throws

    // MARK: Nodes and images

    /// Nodes that match; only a manager knows them.
    func nodes(matching filters: ObjectFilters) async throws -> [SwarmNode]
    /// One node; ``SwarmInfo/nodeID`` names the engine's own.
    func node(_ idOrName: String) async throws -> SwarmNode
    /// What the registry says about an image. May take as long as the registry does.
    func distribution(of image: ImageReference, registryAuth: RegistryAuth?) async throws -> DistributionInspect
}

extension Engine {
    /// Creates a service from a typed spec.
    package func createService(_ spec: ServiceSpec, registryAuth: RegistryAuth? = nil) async throws -> ServiceCreated {
        try await createService(JSONValue(encoding: spec), registryAuth: registryAuth)
    }

    /// Replaces the spec of a service by a typed one: fields that we do not know are lost.
    package func updateService(
        id: String, version: ObjectVersion, spec: ServiceSpec, options: ServiceUpdateOptions = .init()
    ) async throws -> ServiceUpdated {
        try await updateService(id: id, version: version, spec: JSONValue(encoding: spec), options: options)
    }

    /// Services that match, without task counts.
    package func services(matching filters: ObjectFilters) async throws -> [Service] {
        try await services(matching: filters, withStatus: false)
    }

    /// Everything the engine has under the name of a stack, asked for at the same time.
    package func observe(stack: String) async throws -> ObservedSwarmState {
        let filters = ObjectFilters.stack(stack)
        async let services = services(matching: filters)
        async let networks = networks(matching: filters)
        async let secrets = secrets(matching: filters)
        async let configs = configs(matching: filters)
        return try await ObservedSwarmState(
            stack: stack, services: services, networks: networks, secrets: secrets, configs: configs)
    }
}
