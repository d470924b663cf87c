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
    /// Observes everything that a plan for this desired state depends on. Whatever does not depend on another answer is asked at the same
    /// time; secrets and configs of other owners are asked about only when names are left open, contents of secrets only when there are some.
    package func observe(for desired: DesiredSwarmState, policy: PlanPolicy) async throws -> StackObservation {
        async let foundServices = services(matching: .stack(desired.stack))
        async let foundNetworks = networks(matching: .all)
        async let foundSecrets = secrets(for: desired, policy)
        async let foundConfigs = configs(for: desired, policy)
        async let networkUsers = policy.recreatesNetworks ? networkUsers() : [:]
        let (services, networks) = try await (foundServices, foundNetworks)
        async let takenServices = takenServices(for: desired, services)
        let predefined = try await predefinedNetworks(of: services, besides: Set(networks.map(\.id)))
        let (secrets, configs) = try await (foundSecrets, foundConfigs)
        var state = ObservedSwarmState(stack: desired.stack)
        state.services = services
        state.networks = networks.filter { $0.labels[StackLabel.namespace] == desired.stack }
        state.secrets = secrets.own
        state.configs = configs.own
        var index = Self.index(networks, secrets.all, configs.all)
        for network in predefined { index.networkNames[network.id] = network.name }
        index.networkUsers = try await networkUsers
        index.takenServices = try await takenServices
        index.secretContents = secrets.contents
        if policy.versionsFiles, Planner.makesVersions(desired, observed: state, index: index) { index.swarmID = try await swarm().id }
        return StackObservation(state: state, index: index)
    }

    /// The secrets that a plan depends on, and what is known about their contents.
    private func secrets(for desired: DesiredSwarmState, _ policy: PlanPolicy) async throws -> ObservedSecrets {
        var own = try await secrets(matching: .stack(desired.stack))
        let wanted = Set(desired.secrets.map(\.name))
        let missing = wanted.union(desired.externalSecrets).subtracting(own.map(\.spec.name))
        let others = missing.isEmpty ? [] : try await secrets(matching: Self.names(missing)).filter { missing.contains($0.spec.name) }
        if policy.adoptsByName { own += others.filter { wanted.contains($0.spec.name) } }
        let contents = policy.versionsFiles ? try await SecretComparison(engine: self).verdicts(on: own, for: desired.secrets) : [:]
        return ObservedSecrets(own: own, all: others + own, contents: contents)
    }

    /// The configs that a plan depends on.
    private func configs(for desired: DesiredSwarmState, _ policy: PlanPolicy) async throws -> (own: [Config], all: [Config]) {
        var own = try await configs(matching: .stack(desired.stack))
        let wanted = Set(desired.configs.map(\.name))
        let missing = wanted.union(desired.externalConfigs).subtracting(own.map(\.spec.name))
        let others = missing.isEmpty ? [] : try await configs(matching: Self.names(missing)).filter { missing.contains($0.spec.name) }
        if policy.adoptsByName { own += others.filter { wanted.contains($0.spec.name) } }
        return (own, others + own)
    }

    private func networkUsers() async throws -> [String: [String]] {
        var users: [String: [String]] = [:]
        for service in try await services(matching: .all) {
            for network in service.spec.taskTemplate.networks { users[network.target, default: []].append(service.name) }
        }
        return users
    }

    /// A swarm has predefined networks of its own, `host` and `bridge`, which no list shows; only their ids lead to them.
    private func predefinedNetworks(of services: [Service], besides known: Set<String>) async throws -> [Network] {
        let targets = Set(services.flatMap { $0.spec.taskTemplate.networks.map(\.target) }).subtracting(known)
        return try await withThrowingTaskGroup(of: Network?.self) { group in
            for id in targets.sorted() {
                group.addTask {
                    do {
                        return try await network(id)
                    } catch let error as EngineError where error.isNotFound {
                        return nil
                    }
                }
            }
            return try await group.reduce(into: []) { found, network in if let network { found.append(network) } }
        }
    }

    /// Names of services that the stack has not and somebody else has.
    private func takenServices(for desired: DesiredSwarmState, _ own: [Service]) async throws -> Set<String> {
        let missing = Set(desired.services.map(\.name)).subtracting(own.map(\.name))
        guard !missing.isEmpty else { return [] }
        return missing.intersection(try await services(matching: Self.names(missing)).map(\.name))
    }

    private static func names(_ names: Set<String>) -> ObjectFilters {
        names.sorted().reduce(.all) { $0.name($1) }
    }

    private static func index(_ networks: [Network], _ secrets: [Secret], _ configs: [Config]) -> ResourceIndex {
        // A swarm network wins over one of a single host that has the same name.
        let sorted = networks.sorted { $0.scope == "swarm" && $1.scope != "swarm" }
        var index = ResourceIndex(
            networks: Dictionary(
                sorted.map { ($0.name, ResourceIndex.KnownNetwork(id: $0.id, scope: $0.scope)) }, uniquingKeysWith: { first, _ in first }),
            secretIDs: Dictionary(secrets.map { ($0.spec.name, $0.id) }, uniquingKeysWith: { first, _ in first }),
            configIDs: Dictionary(configs.map { ($0.spec.name, $0.id) }, uniquingKeysWith: { first, _ in first }))
        index.networkNames = Dictionary(networks.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        return index
    }
}

/// The secrets that a plan depends on.
private struct ObservedSecrets: Sendable {
    /// Those of the stack, with those that it takes over.
    var own: [Secret]
    var all: [Secret]
    /// By the secret's id.
    var contents: [String: ContentVerdict]
}
