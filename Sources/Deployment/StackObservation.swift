package import EngineClient
package import EngineModel
package import Planning

/// What the engine has of a stack, and what else a plan has to know.
package struct StackObservation: Sendable {
    package var state: ObservedSwarmState
    package var index: ResourceIndex

    package init(state: ObservedSwarmState, index: ResourceIndex) {
        self.state = state
        self.index = index
    }
}

extension Engine {
    /// Observes everything that a plan for this desired state depends on. All questions are asked at the same time; secrets and configs of
    /// other owners are asked about only when names are left open, contents of secrets only when there are some.
    package func observe(for desired: DesiredSwarmState, policy: PlanPolicy) async throws -> StackObservation {
        let filters = ObjectFilters.stack(desired.stack)
        async let services = services(matching: filters, withStatus: true)
        async let allNetworks = networks(matching: .all)
        async let ownSecrets = secrets(matching: filters)
        async let ownConfigs = configs(matching: filters)
        var state = ObservedSwarmState(stack: desired.stack)
        let networks = try await allNetworks
        state.networks = networks.filter { $0.labels[StackLabel.namespace] == desired.stack }
        state.secrets = try await ownSecrets
        state.configs = try await ownConfigs
        state.services = try await services
        let others = try await foreignFiles(for: desired, state)
        if policy.adoptsByName {
            state.secrets += others.secrets.filter { secret in desired.secrets.contains { $0.name == secret.spec.name } }
            state.configs += others.configs.filter { config in desired.configs.contains { $0.name == config.spec.name } }
        }
        var index = Self.index(networks, others, state)
        if policy.recreatesNetworks { index.networkUsers = try await networkUsers() }
        try await nameNetworks(of: state.services, &index)
        index.takenServices = try await takenServices(for: desired, state)
        if policy.versionsFiles {
            index.secretContents = try await SecretComparison(engine: self).verdicts(on: state.secrets, for: desired.secrets)
            if Planner.makesVersions(desired, observed: state, index: index) { index.swarmID = try await swarm().id }
        }
        return StackObservation(state: state, index: index)
    }

    private func foreignFiles(
        for desired: DesiredSwarmState, _ state: ObservedSwarmState
    ) async throws -> (secrets: [Secret], configs: [Config]) {
        let secretNames = Set(desired.secrets.map(\.name) + desired.externalSecrets).subtracting(state.secrets.map(\.spec.name))
        let configNames = Set(desired.configs.map(\.name) + desired.externalConfigs).subtracting(state.configs.map(\.spec.name))
        async let secrets = secretNames.isEmpty ? [] : secrets(matching: Self.names(secretNames))
        async let configs = configNames.isEmpty ? [] : configs(matching: Self.names(configNames))
        return try await (secrets.filter { secretNames.contains($0.spec.name) }, configs.filter { configNames.contains($0.spec.name) })
    }

    private func networkUsers() async throws -> [String: [String]] {
        var users: [String: [String]] = [:]
        for service in try await services(matching: .all) {
            for network in service.spec.taskTemplate.networks { users[network.target, default: []].append(service.name) }
        }
        return users
    }

    /// A swarm has predefined networks of its own, `host` and `bridge`, which no list shows; only their ids lead to them.
    private func nameNetworks(of services: [Service], _ index: inout ResourceIndex) async throws {
        let targets = Set(services.flatMap { $0.spec.taskTemplate.networks.map(\.target) })
        for id in targets.sorted() where index.networkNames[id] == nil {
            do {
                index.networkNames[id] = try await network(id).name
            } catch let error as EngineError where error.isNotFound {
                continue
            }
        }
    }

    /// Names of services that the stack has not and somebody else has.
    private func takenServices(for desired: DesiredSwarmState, _ state: ObservedSwarmState) async throws -> Set<String> {
        let missing = Set(desired.services.map(\.name)).subtracting(state.services.map(\.name))
        guard !missing.isEmpty else { return [] }
        return missing.intersection(try await services(matching: Self.names(missing)).map(\.name))
    }

    private static func names(_ names: Set<String>) -> ObjectFilters {
        names.sorted().reduce(.all) { $0.name($1) }
    }

    private static func index(
        _ networks: [Network], _ others: (secrets: [Secret], configs: [Config]), _ state: ObservedSwarmState
    ) -> ResourceIndex {
        let secrets = (others.secrets + state.secrets).map { ($0.spec.name, $0.id) }
        let configs = (others.configs + state.configs).map { ($0.spec.name, $0.id) }
        // A swarm network wins over one of a single host that has the same name.
        let sorted = networks.sorted { $0.scope == "swarm" && $1.scope != "swarm" }
        var index = ResourceIndex(
            networks: Dictionary(
                sorted.map { ($0.name, ResourceIndex.KnownNetwork(id: $0.id, scope: $0.scope)) }, uniquingKeysWith: { first, _ in first }),
            secretIDs: Dictionary(secrets, uniquingKeysWith: { first, _ in first }),
            configIDs: Dictionary(configs, uniquingKeysWith: { first, _ in first }))
        index.networkNames = Dictionary(networks.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        return index
    }
}
