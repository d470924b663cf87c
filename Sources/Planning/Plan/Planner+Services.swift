import EngineModel

extension Planner {
    func planServices(_ draft: inout PlanDraft) {
        let live = Dictionary(observed.services.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let foundations = draft.steps.map(\.id)
        var writes: [String: StepID] = [:]
        for service in inDependencyOrder() {
            guard let last = planService(service, live: live[service.name], foundations, writes, &draft) else { continue }
            writes[service.name] = last
        }
    }

    /// Adds the steps of one service.
    ///
    /// - Returns: the step after which it is as desired; nil if there is nothing to do.
    private func planService(
        _ service: DesiredService, live: Service?, _ foundations: [StepID], _ writes: [String: StepID], _ draft: inout PlanDraft
    ) -> StepID? {
        let address = ResourceAddress(.service, service.name)
        let spec = prepared(service, live: live)
        guard let live else {
            if index.takenServices.contains(service.name) && policy.versionsFiles {
                draft.problems.append(.nameTaken(address))
                return nil
            }
            return add(.createService(spec), to: address, "it does not exist", service, foundations, writes, &draft)
        }
        noteKeptReplicas(service, live: live, &draft)
        if let gone = draft.displaced[service.name] {
            return add(.createService(spec), to: address, "it was removed for a network", service, foundations + [gone], writes, &draft)
        }
        let before = live.spec.normalised(index)
        let after = spec.normalised(index)
        if before.mode?.kind != after.mode?.kind && policy.replacesServices {
            return planReplacement(of: live, by: spec, service, foundations, writes, &draft)
        }
        guard before != after || policy.updatesUnchanged else {
            draft.unchanged.append(address)
            return nil
        }
        let update = PlanAction.updateService(
            spec, keeping: equalMembers(before, after, live),
            ObservedVersion(id: live.id, version: live.version, spec: live.rawSpec))
        let changes = before == after ? [] : SpecDiff.changes(from: before, to: after)
        let cause = before == after ? "docker sends it at every deploy" : differenceCause(changes, live, before)
        let id = add(update, to: address, cause, service, foundations, writes, &draft)
        draft.steps[draft.steps.count - 1].changes = changes
        draft.steps[draft.steps.count - 1].restart = RestartEffect.ofUpdate(from: before, to: after)
        return id
    }

    /// The members of the live spec that differ from the desired ones only in ways that mean nothing. The engine gets them back in its own
    /// form: it compares texts and orders, and would restart the tasks.
    private func equalMembers(_ before: ServiceSpec, _ after: ServiceSpec, _ live: Service) -> [String: JSONValue] {
        guard !policy.updatesUnchanged else { return [:] }
        var members: [String: JSONValue] = [:]
        if before.taskTemplate == after.taskTemplate { members["TaskTemplate"] = live.rawSpec["TaskTemplate"] }
        if before.endpointSpec == after.endpointSpec { members["EndpointSpec"] = live.rawSpec["EndpointSpec"] }
        return members
    }

    private func planReplacement(
        of live: Service, by spec: ServiceSpec, _ service: DesiredService, _ foundations: [StepID], _ writes: [String: StepID],
        _ draft: inout PlanDraft
    ) -> StepID {
        let address = ResourceAddress(.service, service.name)
        let cause = "its mode changes, which needs a new service"
        _ = add(.remove(id: live.id), to: address, cause, service, foundations, writes, &draft)
        draft.steps[draft.steps.count - 1].isDestructive = true
        draft.steps[draft.steps.count - 1].restart = .allTasks(live.spec.taskCount)
        let removed = draft.steps[draft.steps.count - 1].id
        let gone = StepID("wait for the tasks of", address)
        draft.steps.append(
            PlanStep(id: gone, address: address, action: .awaitTasksGone(services: [live.id]), cause: cause, dependencies: [removed]))
        return add(.createService(spec), to: address, cause, service, foundations + [gone], writes, &draft)
    }

    private func add(
        _ action: PlanAction, to address: ResourceAddress, _ cause: String, _ service: DesiredService, _ foundations: [StepID],
        _ writes: [String: StepID], _ draft: inout PlanDraft
    ) -> StepID {
        let step = PlanStep(
            id: StepID(action.verb, address), address: address, action: action, cause: cause,
            dependencies: foundations + gates(before: service, writes, &draft))
        draft.steps.append(step)
        return step.id
    }

    /// What has to be done for the services that this one depends on, waiting included.
    private func gates(before service: DesiredService, _ writes: [String: StepID], _ draft: inout PlanDraft) -> [StepID] {
        guard policy.honoursDependencies else { return [] }
        return service.dependsOn.sorted { $0.service < $1.service }.compactMap { dependency in
            gate(for: dependency, writes, &draft)
        }
    }

    private func gate(for dependency: ServiceDependency, _ writes: [String: StepID], _ draft: inout PlanDraft) -> StepID? {
        guard serviceNames.contains(dependency.service) else { return nil }
        let write = writes[dependency.service]
        guard dependency.condition != .started else { return write }
        let address = ResourceAddress(.service, dependency.service)
        let verb = dependency.condition == .healthy ? "wait for the health of" : "wait for the end of"
        let id = StepID(verb, address)
        if draft.gates.insert(id).inserted {
            draft.steps.append(
                PlanStep(
                    id: id, address: address, action: .awaitService(dependency.condition), cause: "another service depends on it",
                    dependencies: write.map { [$0] } ?? []))
        }
        return id
    }

    private func noteKeptReplicas(_ service: DesiredService, live: Service, _ draft: inout PlanDraft) {
        guard policy.keepsLiveReplicas, case .replicated(let count?)? = live.spec.mode, count != 1 else { return }
        guard case .replicated(nil) = service.spec.mode ?? .replicated(replicas: nil) else { return }
        draft.notes.append(.replicasKept(service: service.name, count: count))
    }

    /// By name, but never before what they depend on. A cycle, which loading has refused already, falls back to the order of names.
    private func inDependencyOrder() -> [DesiredService] {
        let byName = desired.services.sorted { $0.name < $1.name }
        guard policy.honoursDependencies else { return byName }
        let services = Dictionary(byName.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return DependencyOrder.sorted(services.keys) { services[$0]?.dependsOn.map(\.service) ?? [] }.compactMap { services[$0] }
    }
}

extension PlanAction {
    /// How the step is called in ids and messages.
    var verb: String {
        switch self {
        case .host(let action): action.verb
        case .createNetwork, .createSecret, .createConfig, .createService: "create"
        case .updateSecret, .updateConfig, .updateService: "update"
        case .remove: "remove"
        case .awaitTasksGone, .awaitService: "wait for"
        }
    }
}
