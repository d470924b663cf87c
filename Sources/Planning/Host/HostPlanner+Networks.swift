import EngineModel

extension HostPlanner {
    /// - Parameter cleared: the steps after which orphans that go are gone.
    func planNetworks(after cleared: [StepID], _ draft: inout PlanDraft) {
        for network in desired.networks.sorted(by: { $0.name < $1.name }) {
            let address = ResourceAddress(.network, network.name)
            let found = observed.networks(named: network.name)
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
        let present = Set(ours.compactMap { observed.networks(named: $0).first?.id })
        for (name, endpoint) in containers.flatMap(\.joinedNetworks) where ours.contains(name) {
            if !present.contains(endpoint) { return "network \(name) is not the one that it was in" }
            let removal = StepID("remove", ResourceAddress(.network, name))
            if draft.steps.contains(where: { $0.id == removal }) { return "network \(name) is made anew" }
        }
        return nil
    }

    /// Stops the containers that are in the network, because engines remove no network that is in use; they are made anew after it.
    private func replace(
        _ existing: Network, by request: NetworkCreateRequest, _ changes: [FieldChange], after cleared: [StepID], _ draft: inout PlanDraft
    ) {
        let stops = clear(existing, &draft)
        let address = ResourceAddress(.network, existing.name)
        let cause = "it differs from the file"
        let removal = draft.add(address, .removeNetwork(id: existing.id, isReplaced: true), cause: cause, after: cleared + stops)
        draft.steps[draft.steps.count - 1].changes = changes
        draft.add(address, .createNetwork(request), cause: cause, after: [removal])
    }

    /// While two networks have one name, the engine starts no container in either.
    private func removeTwin(_ twin: Network, after cleared: [StepID], _ draft: inout PlanDraft) {
        draft.add(
            observed.address(of: twin), .removeNetwork(id: twin.id, isReplaced: true), cause: "another network has its name",
            after: cleared + clear(twin, &draft))
    }

    /// Stops the containers that are in a network.
    private func clear(_ existing: Network, _ draft: inout PlanDraft) -> [StepID] {
        let users = observed.containers.filter { user in user.isLive && user.joinedNetworks.contains { $0.id == existing.id } }
        let services = Set(desired.services.map(\.name))
        let leaving = policy.removesOrphans ? Set(orphans.map(\.id)) : []
        let ours = users.filter { !$0.isOneOff && services.contains($0.service ?? "") }
        let others =
            users.filter { !ours.contains($0) && !leaving.contains($0.id) }.map(\.name) + (observed.networkUsers[existing.id] ?? [])
        if !others.isEmpty { draft.problems.append(.networkInUseOnHost(name: existing.name, containers: others.sorted())) }
        return ours.sorted { $0.name < $1.name }.map { displace($0, from: existing.name, &draft) }
    }

    private func displace(_ container: ContainerSummary, from network: String, _ draft: inout PlanDraft) -> StepID {
        if let known = draft.displaced[container.id] { return known }
        let hooks = desired.services.first { $0.name == container.service }?.preStop ?? []
        let order = StopOrder(id: container.id, timeout: policy.timeout, preStop: hooks)
        let step = draft.add(
            ResourceAddress(.container, container.name), .stopContainer(order), cause: "network \(network) is made anew")
        draft.displaced[container.id] = step
        return step
    }
}

extension ObservedHostState {
    /// The networks of a name. There is one, or the creation of a killed run was still under way when the next one looked: first the one
    /// that most containers are in, of equals the oldest.
    func networks(named name: String) -> [Network] {
        let found = networks.filter { $0.name == name }.oldestFirst
        guard found.count > 1 else { return found }
        let users = containers.flatMap(\.joinedNetworks).reduce(into: [:]) { $0[$1.id, default: 0] += 1 }
        let first = found.indices.max { (users[found[$0].id, default: 0], $1) < (users[found[$1].id, default: 0], $0) } ?? 0
        return [found[first]] + found.indices.filter { $0 != first }.map { found[$0] }
    }

    /// Whether networks share a name.
    var hasTwins: Bool { Set(networks.map(\.name)).count < networks.count }

    /// What a network is called in a plan: its name, and with its id where it is not the only one, nor the first.
    func address(of network: Network) -> ResourceAddress {
        let isFirst = networks(named: network.name).first?.id == network.id
        return ResourceAddress(.network, isFirst ? network.name : "\(network.name) (\(network.id.prefix(12)))")
    }

    /// Whether it carries the project's label.
    func isOurs(_ network: Network) -> Bool { network.labels[ProjectLabel.project] == project }
}

extension ContainerSummary {
    /// The networks that it has joined, by name; those that it will join when it starts for the first time have no id yet.
    fileprivate var joinedNetworks: [(name: String, id: String)] {
        (networkSettings?.networks ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value.networkID) }.filter { !$0.1.isEmpty }
    }
}
