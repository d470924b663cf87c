import EngineModel

extension Planner {
    func planNetworks(after dependencies: [StepID], _ draft: inout PlanDraft) {
        let live = Dictionary(observed.networks.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for network in desired.networks.sorted(by: { $0.name < $1.name }) {
            let address = ResourceAddress(.network, network.name)
            if let existing = live[network.name] {
                draft.unchanged.append(address)
                let changes = network.request.changes(from: existing)
                if !changes.isEmpty { draft.notes.append(.networkDiffers(name: network.name, changes: changes)) }
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
            changes.append(FieldChange("driver_opts", element: option, before: network.options[option], after: value))
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
