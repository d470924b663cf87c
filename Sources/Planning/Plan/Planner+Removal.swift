package import EngineModel

extension Planner {
    private var superfluousServices: [Service] {
        let wanted = Set(desired.services.map(\.name))
        return observed.services.filter { !wanted.contains($0.name) }.sorted { $0.name < $1.name }
    }

    /// The objects of the stack that the file does not have, services excluded, with their ids.
    private var superfluousOthers: [(address: ResourceAddress, id: String)] {
        let secrets = Set(desired.secrets.map(\.name))
        let configs = Set(desired.configs.map(\.name))
        let networks = Set(desired.networks.map(\.name))
        let versions = versionNames
        let found =
            observed.secrets.filter { !secrets.contains($0.spec.name) }.map { (address: ResourceAddress(.secret, $0.spec.name), id: $0.id) }
            + observed.configs.filter { !configs.contains($0.spec.name) }.map {
                (address: ResourceAddress(.config, $0.spec.name), id: $0.id)
            }
            + observed.networks.filter { !networks.contains($0.name) }.map { (address: ResourceAddress(.network, $0.name), id: $0.id) }
        return found.filter { !versions.contains($0.address) }.sorted { $0.address < $1.address }
    }

    func noteSuperfluous(_ draft: inout PlanDraft) {
        let services = policy.prune == .servicesFirst ? [] : superfluousServices.map { ResourceAddress(.service, $0.name) }
        let all = superfluousOthers.map(\.address) + services
        if !all.isEmpty { draft.notes.append(.superfluous(all)) }
    }

    func pruneServices(after dependencies: [StepID], _ draft: inout PlanDraft) {
        for service in superfluousServices {
            let address = ResourceAddress(.service, service.name)
            draft.steps.append(.removal(of: address, id: service.id, cause: "not in the file any more", after: dependencies))
        }
    }

    func pruneEverything(_ draft: inout PlanDraft) {
        let before = draft.steps.map(\.id)
        pruneServices(after: before, &draft)
        let removed = superfluousServices
        var gate = before
        if !removed.isEmpty && !superfluousOthers.isEmpty {
            let wait = PlanStep.tasksGone(stack: desired.stack, services: removed.map { ($0.name, $0.id) })
            draft.steps.append(wait)
            gate.append(wait.id)
        }
        for other in superfluousOthers {
            draft.steps.append(.removal(of: other.address, id: other.id, cause: "not in the file any more", after: gate))
        }
    }
}

extension PlanStep {
    static func removal(of address: ResourceAddress, id: String, cause: String, after dependencies: [StepID]) -> PlanStep {
        PlanStep(
            id: StepID("remove", address), address: address, action: .remove(id: id), cause: cause, dependencies: dependencies,
            isDestructive: true)
    }

    /// Waits until the tasks of removed services are gone, and those of services that went earlier.
    static func tasksGone(stack: String, services: [(name: String, id: String)], earlier: [String] = []) -> PlanStep {
        PlanStep(
            id: StepID("wait for removed tasks of", ResourceAddress(.service, stack)), address: ResourceAddress(.service, stack),
            action: .awaitTasksGone(services: services.map(\.id) + earlier),
            cause: "their networks, secrets and configs are in use until then",
            dependencies: services.map { StepID("remove", ResourceAddress(.service, $0.name)) })
    }
}

extension ObservedSwarmState {
    /// The plan that removes everything of the stack: services, then, when their tasks are gone, secrets, configs and networks.
    ///
    /// - Parameters:
    ///   - waitsForTasks: false removes the rest at once, as docker does; the engine may refuse networks that are in use still.
    ///   - stopping: ids of services that are gone already, by an interrupted removal, while their tasks still stop.
    package func removalPlan(waitsForTasks: Bool = true, stopping: [String] = []) -> Plan {
        var plan = Plan(stack: stack)
        let removed = services.sorted { $0.name < $1.name }.map { (name: $0.name, id: $0.id) }
        for service in removed {
            plan.steps.append(.removal(of: ResourceAddress(.service, service.name), id: service.id, cause: "", after: []))
        }
        var gate = plan.steps.map(\.id)
        if waitsForTasks && !(removed.isEmpty && stopping.isEmpty) {
            let wait = PlanStep.tasksGone(stack: stack, services: removed, earlier: stopping)
            plan.steps.append(wait)
            gate = [wait.id]
        }
        let rest: [(kind: ResourceAddress.Kind, objects: [(name: String, id: String)])] = [
            (.secret, secrets.map { ($0.spec.name, $0.id) }), (.config, configs.map { ($0.spec.name, $0.id) }),
            (.network, networks.map { ($0.name, $0.id) }),
        ]
        for group in rest {
            for object in group.objects.sorted(by: { $0.name < $1.name }) {
                plan.steps.append(.removal(of: ResourceAddress(group.kind, object.name), id: object.id, cause: "", after: gate))
            }
        }
        return plan
    }
}
