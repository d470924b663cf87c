import EngineModel

extension HostPlanner {
    /// - Parameter cleared: the steps after which orphans that go are gone.
    func planNetworks(after cleared: [StepID], _ draft: inout PlanDraft) {
        for network in desired.networks.sorted(by: { $0.name < $1.name }) {
            let address = ResourceAddress(.network, network.name)
            guard let existing = observed.networks.first(where: { $0.name == network.name }) else {
                draft.add(address, .createNetwork(network.request), cause: "it does not exist")
                continue
            }
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
        let present = Set(observed.networks.map(\.id))
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
        let address = ResourceAddress(.network, existing.name)
        let users = observed.containers.filter { user in user.isLive && user.joinedNetworks.contains { $0.id == existing.id } }
        let services = Set(desired.services.map(\.name))
        let leaving = policy.removesOrphans ? Set(orphans.map(\.id)) : []
        let ours = users.filter { !$0.isOneOff && services.contains($0.service ?? "") }
        let others =
            users.filter { !ours.contains($0) && !leaving.contains($0.id) }.map(\.name) + (observed.networkUsers[existing.id] ?? [])
        if !others.isEmpty { draft.problems.append(.networkInUseOnHost(name: existing.name, containers: others.sorted())) }
        let stops = ours.sorted { $0.name < $1.name }.map { displace($0, from: existing.name, &draft) }
        let cause = "it differs from the file"
        let removal = draft.add(address, .removeNetwork(id: existing.id, isReplaced: true), cause: cause, after: cleared + stops)
        draft.steps[draft.steps.count - 1].changes = changes
        draft.add(address, .createNetwork(request), cause: cause, after: [removal])
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

extension ContainerSummary {
    /// The networks that it has joined, by name; those that it will join when it starts for the first time have no id yet.
    fileprivate var joinedNetworks: [(name: String, id: String)] {
        (networkSettings?.networks ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value.networkID) }.filter { !$0.1.isEmpty }
    }
}
