import EngineModel

extension Planner {
    func planNetworks(after dependencies: [StepID], _ draft: inout PlanDraft) {
        let live = Dictionary(observed.networks.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        if policy.recreatesNetworks { displaceServices(live, after: dependencies, &draft) }
        for network in desired.networks.sorted(by: { $0.name < $1.name }) {
            let address = ResourceAddress(.network, network.name)
            if let existing = live[network.name] {
                planExisting(network, existing, after: dependencies, &draft)
            } else if index.networks[network.name]?.scope == "swarm" {
                draft.problems.append(.nameTaken(address))
            } else {
                draft.steps.append(
                    PlanStep(
                        id: StepID("create", address), address: address, action: .createNetwork(network.request),
                        cause: "it does not exist", dependencies: dependencies))
            }
        }
    }
}

extension Planner {
    private func planExisting(
        _ network: DesiredNetwork, _ existing: Network, after dependencies: [StepID], _ draft: inout PlanDraft
    ) {
        let address = ResourceAddress(.network, network.name)
        let changes = network.request.changes(from: existing)
        guard policy.recreatesNetworks && !changes.isEmpty else {
            draft.unchanged.append(address)
            if !changes.isEmpty { draft.notes.append(.networkDiffers(name: network.name, changes: changes)) }
            return
        }
        let cause = "it differs from the file"
        var removal = PlanStep.removal(
            of: address, id: existing.id, cause: cause, after: dependencies + draft.displaced.values.sorted())
        removal.changes = changes
        draft.steps.append(removal)
        draft.steps.append(
            PlanStep(
                id: StepID("create", address), address: address, action: .createNetwork(network.request), cause: cause,
                dependencies: dependencies + [removal.id]))
    }

    /// Removes the services that use a network which is to be made anew; they are created again after it.
    ///
    /// Updates that detach them instead would restart them twice, the first time without what they need, and a roll-back of such an update
    /// would hold the network fast.
    private func displaceServices(_ live: [String: Network], after dependencies: [StepID], _ draft: inout PlanDraft) {
        for network in desired.networks.sorted(by: { $0.name < $1.name }) {
            guard let existing = live[network.name], !network.request.changes(from: existing).isEmpty else { continue }
            let foreign = (index.networkUsers[existing.id] ?? []).filter { !serviceNames.contains($0) }
            if !foreign.isEmpty { draft.problems.append(.networkInUse(name: network.name, services: foreign.sorted())) }
            let users = observed.services.filter { service in
                serviceNames.contains(service.name) && service.spec.taskTemplate.networks.contains { $0.target == existing.id }
            }
            for service in users.sorted(by: { $0.name < $1.name }) where draft.displaced[service.name] == nil {
                displace(service, "network \(network.name) is made anew", after: dependencies, &draft)
            }
        }
    }

    private func displace(_ service: Service, _ cause: String, after dependencies: [StepID], _ draft: inout PlanDraft) {
        let address = ResourceAddress(.service, service.name)
        var removal = PlanStep.removal(of: address, id: service.id, cause: cause, after: dependencies)
        removal.restart = .allTasks(service.spec.taskCount)
        let gone = StepID("wait for the tasks of", address)
        draft.steps.append(removal)
        draft.steps.append(
            PlanStep(id: gone, address: address, action: .awaitTasksGone(services: [service.id]), cause: cause, dependencies: [removal.id]))
        draft.displaced[service.name] = gone
    }
}

extension NetworkCreateRequest {
    /// In what an existing network differs. What the request leaves open, the engine was free to choose.
    func changes(from network: Network) -> [FieldChange] {
        var changes: [FieldChange] = []
        func compare(_ field: String, _ before: String, _ after: String) {
            if before != after { changes.append(FieldChange(field, before: before, after: after)) }
        }
        if !driver.isEmpty { compare("driver", network.driver, driver) }
        compare("attachable", String(network.attachable), String(attachable))
        compare("internal", String(network.internal), String(`internal`))
        if let enableIPv6 { compare("enable_ipv6", String(network.enableIPv6), String(enableIPv6)) }
        for (option, value) in options.sorted(by: { $0.key < $1.key }) where network.options[option] != value {
            let isSecret = Discretion.concerns(option)
            let before = network.options[option].map { isSecret ? Discretion.hidden : $0 }
            changes.append(FieldChange("driver_opts", element: option, before: before, after: isSecret ? Discretion.hidden : value))
        }
        for (label, value) in labels.sorted(by: { $0.key < $1.key }) where network.labels[label] != value {
            changes.append(FieldChange("labels", element: label, before: network.labels[label], after: value))
        }
        let wanted = (ipam?.config ?? []).map(\.subnet).filter { !$0.isEmpty }
        if !wanted.isEmpty {
            compare("ipam subnets", (network.ipam?.config ?? []).map(\.subnet).joined(separator: " "), wanted.joined(separator: " "))
        }
        return changes
    }
}
