import EngineModel

/// What the planning of services so far means for those that follow.
struct ServiceCourse {
    /// Networks and volumes that are made.
    let places: [StepID]
    /// Removals that a start waits for.
    let cleared: [StepID]
    /// By service: the steps after which its containers exist.
    var existing: [String: [StepID]] = [:]
    /// By service: the steps after which its containers have been started.
    var started: [String: [StepID]] = [:]
    /// Services with a container that is made anew.
    var recreated: Set<String> = []
    /// These, and services that are restarted because of them.
    var renewed: Set<String> = []
    /// Gates that are planned already.
    var gates: [ServiceGate: StepID] = [:]
}

extension HostPlanner {
    func plan(_ service: DesiredHostService, _ course: inout ServiceCourse, _ draft: inout PlanDraft) {
        let containers = observed.serviceContainers.filter { $0.service == service.name }
        let roster = ServiceRoster(
            service, containers, image: images[service.image], policy: policy,
            forced: brokenShare(service, containers, course) ?? lostNetwork(containers, draft),
            adoption: Adoption(service: service, observed: observed, image: images[service.image]?.config))
        if roster.slots.contains(where: \.isRecreated) {
            course.recreated.insert(service.name)
            course.renewed.insert(service.name)
        }
        let removals = remove(roster, of: service, &draft)
        let gates = policy.starts && roster.slots.contains(where: needsStart) ? gates(of: service, &course, &draft) : []
        var run = SlotRun(
            planner: self, service: service, before: course.places + service.sharing.services.flatMap { course.existing[$0] ?? [] },
            gates: gates + course.cleared + removals, removals: removals)
        for batch in roster.slots.batches(of: service.update) {
            for slot in batch { run.plan(slot, &draft) }
            run.closeBatch(&draft)
        }
        course.existing[service.name] = run.existing
        // Those that follow wait for what came before, also where nothing of this service is started.
        course.started[service.name] = run.started + (gates.isEmpty ? service.needs.flatMap { course.started[$0] ?? [] } : gates)
        restartDependent(service, roster, &course, &draft)
    }

    private func remove(_ roster: ServiceRoster, of service: DesiredHostService, _ draft: inout PlanDraft) -> [StepID] {
        roster.superfluous.sorted { $0.name < $1.name }.map {
            draft.addRemoval(of: $0, cause: "it is not needed any more", hooks: service.preStop, timeout: policy.timeout)
        }
            + roster.leftovers.sorted { $0.name < $1.name }.map {
                // Volumes that it took over have a name in its description, and the engine leaves those.
                draft.addRemoval(
                    of: $0, cause: "an interrupted run left it", timeout: policy.timeout, withVolumes: $0.state == .created)
            }
    }

    /// Why containers that are up to date must be made anew all the same: what they share something with is another container now.
    private func brokenShare(_ service: DesiredHostService, _ containers: [ContainerSummary], _ course: ServiceCourse) -> String? {
        if let peer = service.sharing.services.first(where: { course.recreated.contains($0) }) {
            return "\(peer), which it shares something with, is made anew"
        }
        let present = Set(observed.containers.map(\.id))
        let shared = containers.reduce(into: Set<String>()) { $0.formUnion(observed.shared[$1.id] ?? []) }
        return shared.isSubset(of: present) ? nil : "what it shared something with is gone"
    }

    private func needsStart(_ slot: ServiceRoster.Slot) -> Bool {
        guard case .keep(let container) = slot.fate else { return true }
        return container.state != .running && container.state != .restarting
    }

    /// What the first start of a service waits for: what it depends on has been started, is healthy, has ended.
    private func gates(of service: DesiredHostService, _ course: inout ServiceCourse, _ draft: inout PlanDraft) -> [StepID] {
        let here = Set(desired.services.map(\.name))
        var gates = service.sharing.services.flatMap { course.started[$0] ?? [] }
        for dependency in service.dependsOn where here.contains(dependency.service) {
            let started = course.started[dependency.service] ?? []
            guard dependency.condition != .started else {
                gates += started
                continue
            }
            let gate = ServiceGate(service: dependency.service, condition: dependency.condition, required: dependency.required)
            if let known = course.gates[gate] {
                gates.append(known)
                continue
            }
            let address = ResourceAddress(.service, dependency.required ? dependency.service : dependency.service + " (not required)")
            let id = draft.add(address, .awaitService(gate), cause: "\(service.name) waits for it", after: started)
            course.gates[gate] = id
            gates.append(id)
        }
        return gates
    }

    /// `depends_on` with `restart: true`: those that stay are restarted after what they depend on was made anew.
    private func restartDependent(
        _ service: DesiredHostService, _ roster: ServiceRoster, _ course: inout ServiceCourse, _ draft: inout PlanDraft
    ) {
        guard policy.starts, let cause = service.dependsOn.first(where: { $0.restart && course.renewed.contains($0.service) }) else {
            return
        }
        let running = roster.slots.compactMap { slot -> ContainerSummary? in
            guard case .keep(let container) = slot.fate, container.state == .running else { return nil }
            return container
        }
        guard !running.isEmpty else { return }
        let gates = gates(of: service, &course, &draft)
        for container in running {
            let id = draft.add(
                ResourceAddress(.container, service.containerName(container.number)),
                .restartContainer(id: container.id, timeout: policy.timeout), cause: "\(cause.service) is made anew", after: gates)
            course.started[service.name, default: []].append(id)
        }
        course.renewed.insert(service.name)
    }
}

extension ServiceRoster.Slot {
    var isRecreated: Bool { if case .recreate = fate { true } else { false } }
}

extension [ServiceRoster.Slot] {
    /// As many at a time as `update_config.parallelism` allows; all at once without one. New containers wait for nobody.
    fileprivate func batches(of update: ServiceUpdateConfig?) -> [[ServiceRoster.Slot]] {
        let replaced = filter(\.isRecreated)
        guard let width = update.map({ Int(clamping: $0.parallelism) }), width > 0, replaced.count > width else { return [self] }
        let parts = stride(from: 0, to: replaced.count, by: width).map { Array(replaced[$0..<Swift.min($0 + width, replaced.count)]) }
        return [filter { !$0.isRecreated }].filter { !$0.isEmpty } + parts
    }
}
