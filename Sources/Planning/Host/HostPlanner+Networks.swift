import EngineModel

extension HostPlanner {
    /// - Parameter cleared: the steps after which orphans that go are gone.
    func planNetworks(after cleared: [StepID], _ draft: inout PlanDraft) {
        for network in desired.networks.sorted(by: { $0.name < $1.name }) {
            let address = ResourceAddress(.network, network.name)
            let found = networks(named: network.name)
            guard let existing = found.first else {
                draft.add(address, .createNetwork(network.request), cause: "it does not exist")
                continue
            }
            for twin in found.dropFirst() where observed.isOurs(twin) { removeTwin(twin, after: cleared, &draft) }
            let changes = network.request.changes(from: existing).filter { $0.element != ProjectLabel.version }
            if policy.recreatesNetworks && !changes.isEmpty {
                replace(existing, by: network.request, changes, after: cleared, &draft)
                continue
            }
            draft.unchanged.append(address)
            if !changes.isEmpty { draft.notes.append(.networkDiffers(name: network.name, changes: changes)) }
        }
    }

    /// Why containers that are up to date must be made anew all the same: an engine starts a container in the networks whose ids it noted,
    /// not in others of these names.
    func lostNetwork(_ containers: [ContainerSummary], _ draft: PlanDraft) -> String? {
        let ours = Set(desired.networks.map(\.name))
        let present = Set(ours.compactMap { networks(named: $0).first?.id })
        for (name, endpoint) in containers.flatMap(\.joinedNetworks) where ours.contains(name) {
            if !present.contains(endpoint) { return "network \(name) is not the one that it was in" }
            let removal = StepID("remove", ResourceAddress(.network, name))
            if draft.steps.contains(where: { $0.id == removal }) { return "network \(name) is made anew" }
        }
        return nil
    }

    /// Tells of names that several networks keep, where a container is made that should join one. Those that are there already know their
    /// network's id.
    func checkNames(_ draft: inout PlanDraft) {
        let wanted = draft.steps.reduce(into: Set<String>()) { names, step in
            guard case .host(.createContainer(let birth)) = step.action else { return }
            names.formUnion(birth.service.attachments.map(\.network))
        }
        let removed = Set(
            draft.steps.compactMap { step -> String? in
                guard case .host(.removeNetwork(let id, _)) = step.action else { return nil }
                return id
            })
        for name in wanted.sorted() {
            let left = observed.networks.filter { $0.name == name && !removed.contains($0.id) }.oldestFirst
            if left.count > 1 { draft.problems.append(.networkAmbiguous(name: name, ids: left.map(\.shortID))) }
        }
    }

    /// Stops the containers that are in the network, because engines remove no network that is in use; they are made anew after it.
    private func replace(
        _ existing: Network, by request: NetworkCreateRequest, _ changes: [FieldChange], after cleared: [StepID], _ draft: inout PlanDraft
    ) {
        let staying = staying(in: existing)
        if !staying.isEmpty { draft.problems.append(.networkInUseOnHost(name: existing.name, containers: staying)) }
        let stops = clear(existing, cause: "network \(existing.name) is made anew", &draft)
        let address = ResourceAddress(.network, existing.name)
        let cause = "it differs from the file"
        let removal = draft.add(address, .removeNetwork(id: existing.id, isReplaced: true), cause: cause, after: cleared + stops)
        draft.steps[draft.steps.count - 1].changes = changes
        draft.add(address, .createNetwork(request), cause: cause, after: [removal])
    }

    /// While two networks have one name, the engine starts no container in either.
    private func removeTwin(_ twin: Network, after cleared: [StepID], _ draft: inout PlanDraft) {
        let staying = staying(in: twin)
        if !staying.isEmpty { draft.problems.append(.twinInUse(name: twin.name, id: twin.shortID, containers: staying)) }
        let stops = clear(twin, cause: "another network has the name \(twin.name)", &draft)
        draft.add(
            .twin(twin), .removeNetwork(id: twin.id, isReplaced: true), cause: "another network has its name", after: cleared + stops)
    }

    /// The networks of a name, first the one that stays.
    private func networks(named name: String) -> [Network] {
        observed.networks(named: name, staying: observed.containers.filter { !isMovable($0) })
    }

    /// Whether this run may make the container anew, or removes it: not one of `run`, nor of a service that it is not about.
    private func isMovable(_ container: ContainerSummary) -> Bool {
        guard !container.isOneOff else { return false }
        let isWanted = desired.services.contains { $0.name == container.service }
        return isWanted || (policy.removesOrphans && orphans.contains { $0.id == container.id })
    }

    /// The running containers in a network that this run leaves as they are, by name.
    private func staying(in network: Network) -> [String] {
        let ours = observed.containers.filter { $0.isLive && $0.isIn(network) && !isMovable($0) }.map(\.name)
        return (ours + (observed.networkUsers[network.id] ?? [])).sorted()
    }

    /// Stops the services' containers that are in a network.
    private func clear(_ existing: Network, cause: String, _ draft: inout PlanDraft) -> [StepID] {
        let services = Set(desired.services.map(\.name))
        return observed.containers
            .filter { $0.isLive && $0.isIn(existing) && !$0.isOneOff && services.contains($0.service ?? "") }
            .sorted { $0.name < $1.name }
            .map { displace($0, cause: cause, &draft) }
    }

    private func displace(_ container: ContainerSummary, cause: String, _ draft: inout PlanDraft) -> StepID {
        if let known = draft.displaced[container.id] { return known }
        let hooks = desired.services.first { $0.name == container.service }?.preStop ?? []
        let order = StopOrder(id: container.id, timeout: policy.timeout, preStop: hooks)
        let step = draft.add(ResourceAddress(.container, container.name), .stopContainer(order), cause: cause)
        draft.displaced[container.id] = step
        return step
    }
}

extension ObservedHostState {
    /// The networks of a name. There is one, or the creation of a killed or simultaneous run was still under way when another looked: first
    /// the one that most containers are in that cannot be made anew elsewhere, then that most are in, of equals the oldest.
    ///
    /// - Parameter staying: the project's containers that stay as they are, besides those of others.
    func networks(named name: String, staying: [ContainerSummary] = []) -> [Network] {
        let found = networks.filter { $0.name == name }.oldestFirst
        guard found.count > 1 else { return found }
        let ranks = found.map { network in
            let others = networkUsers[network.id]?.count ?? 0
            return (others + staying.count { $0.isIn(network) }, others + containers.count { $0.isIn(network) })
        }
        let first = found.indices.max { (ranks[$0].0, ranks[$0].1, $1) < (ranks[$1].0, ranks[$1].1, $0) } ?? 0
        return [found[first]] + found.indices.filter { $0 != first }.map { found[$0] }
    }

    /// What a network is called in a plan: its name, and with its id where it is not the only one, nor the first.
    func address(of network: Network) -> ResourceAddress {
        networks(named: network.name).first?.id == network.id ? ResourceAddress(.network, network.name) : .twin(network)
    }

    /// Whether it carries the project's label.
    func isOurs(_ network: Network) -> Bool { network.labels[ProjectLabel.project] == project }
}

extension ResourceAddress {
    /// A network that is not the only one of its name.
    fileprivate static func twin(_ network: Network) -> ResourceAddress {
        ResourceAddress(.network, "\(network.name) (\(network.shortID))")
    }
}

extension Network {
    /// As docker's client shows ids.
    fileprivate var shortID: String { String(id.prefix(12)) }
}

extension ContainerSummary {
    /// Whether it has joined a network.
    fileprivate func isIn(_ network: Network) -> Bool { joinedNetworks.contains { $0.id == network.id } }

    /// The networks that it has joined, by name; those that it will join when it starts for the first time have no id yet.
    fileprivate var joinedNetworks: [(name: String, id: String)] {
        (networkSettings?.networks ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value.networkID) }.filter { !$0.1.isEmpty }
    }
}
