package import EngineModel

/// Compares what a project on one host should be with what the engine has, and says what to do. Pure: the same values give the same plan.
package struct HostPlanner: Sendable {
    package let desired: DesiredHostState
    package let observed: ObservedHostState
    /// The images that are here, by the name the services run them under.
    package let images: [String: ImageInspect]
    package let policy: HostPolicy

    package init(
        desired: DesiredHostState, observed: ObservedHostState, images: [String: ImageInspect] = [:], policy: HostPolicy = HostPolicy()
    ) {
        self.desired = desired
        self.observed = observed
        self.images = images
        self.policy = policy
    }

    /// The plan.
    package func plan() -> Plan {
        var draft = PlanDraft(stack: desired.project)
        checkExternals(&draft)
        // An orphan may be in a network that is made anew.
        let early = policy.recreatesNetworks || observed.hasTwins ? planOrphans(&draft) : nil
        planNetworks(after: early ?? [], &draft)
        planVolumes(&draft)
        let places = draft.steps.map(\.id)
        let cleared = early ?? planOrphans(&draft)
        var course = ServiceCourse(places: places, cleared: cleared)
        for service in desired.servicesInOrder { plan(service, &course, &draft) }
        if observed.hasTwins { checkNames(&draft) }
        return draft.plan
    }

    private func checkExternals(_ draft: inout PlanDraft) {
        let networks = Set(observed.networks.map(\.name) + observed.networks.map(\.id))
        for name in desired.externalNetworks.sorted() where !networks.contains(name) && !["bridge", "host", "none"].contains(name) {
            draft.problems.append(.externalMissingOnHost(ResourceAddress(.network, name)))
        }
        let volumes = Set(observed.volumes.map(\.name))
        for name in desired.externalVolumes.sorted() where !volumes.contains(name) {
            draft.problems.append(.externalMissingOnHost(ResourceAddress(.volume, name)))
        }
    }

    private func planVolumes(_ draft: inout PlanDraft) {
        for volume in desired.volumes.sorted(by: { $0.name < $1.name }) {
            let address = ResourceAddress(.volume, volume.name)
            guard let existing = observed.volumes.first(where: { $0.name == volume.name }) else {
                draft.add(address, .createVolume(volume), cause: "it does not exist")
                continue
            }
            draft.unchanged.append(address)
            let changes = volume.changes(from: existing)
            if !changes.isEmpty { draft.notes.append(.volumeDiffers(name: volume.name, changes: changes)) }
        }
    }

    /// Containers of services that the files do not have.
    var orphans: [ContainerSummary] {
        let known = Set(desired.services.map(\.name) + desired.disabledServices)
        return observed.serviceContainers.filter { !known.contains($0.service ?? "") }
    }

    /// - Returns: the steps that must be done before a container starts: an orphan may hold its port.
    private func planOrphans(_ draft: inout PlanDraft) -> [StepID] {
        let orphans = orphans.sorted { $0.name < $1.name }
        guard policy.removesOrphans else {
            if !orphans.isEmpty { draft.notes.append(.orphans(orphans.map(\.name))) }
            return []
        }
        return orphans.map { draft.addRemoval(of: $0, cause: "its service is not in the file any more", timeout: policy.timeout) }
    }
}

extension VolumeCreateRequest {
    /// In what an existing volume differs; the engine cannot change volumes.
    func changes(from volume: Volume) -> [FieldChange] {
        var changes: [FieldChange] = []
        let wantedDriver = driver.isEmpty ? "local" : driver
        if volume.driver != wantedDriver { changes.append(FieldChange("driver", before: volume.driver, after: wantedDriver)) }
        for option in Set(driverOptions.keys).union(volume.options.keys).sorted() where driverOptions[option] != volume.options[option] {
            changes.append(FieldChange("driver_opts", element: option, before: volume.options[option], after: driverOptions[option]))
        }
        let owner = volume.labels[ProjectLabel.project]
        if owner != labels[ProjectLabel.project] {
            changes.append(FieldChange("project", before: owner, after: labels[ProjectLabel.project]))
        }
        return changes
    }
}

extension DesiredHostState {
    /// The services, each after those that it depends on or shares with; by name where there is a choice. Those in a circle come last.
    package var servicesInOrder: [DesiredHostService] {
        let byName = Dictionary(services.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return DependencyOrder.sorted(byName.keys) { byName[$0]?.needs ?? [] }.compactMap { byName[$0] }
    }
}

extension DesiredHostService {
    /// The services that come before it.
    package var needs: [String] { (dependsOn.map(\.service) + sharing.services).filter { $0 != name } }
}

extension PlanDraft {
    /// Adds a step on one host, and tells its id.
    @discardableResult
    mutating func add(
        _ address: ResourceAddress, _ action: HostAction, cause: String, after dependencies: [StepID] = [], isDestructive: Bool = false
    ) -> StepID {
        let id = StepID(action.verb, address)
        steps.append(
            PlanStep(
                id: id, address: address, action: .host(action), cause: cause, dependencies: dependencies, isDestructive: isDestructive))
        return id
    }

    /// Stops and removes a container, and tells the step that removes it.
    mutating func addRemoval(
        of container: ContainerSummary, cause: String, hooks: [ContainerHook] = [], timeout: Int?, withVolumes: Bool = false
    ) -> StepID {
        addEnd(of: container, cause: cause, hooks: hooks, timeout: timeout, withVolumes: withVolumes).removed
    }

    /// Stops and removes a container.
    ///
    /// - Parameter endsForGood: no other container takes its place, or needs the volumes that it took over.
    /// - Returns: the steps after which it does not run, and after which it is gone.
    mutating func addEnd(
        of container: ContainerSummary, cause: String, hooks: [ContainerHook] = [], timeout: Int?, withVolumes: Bool = false,
        endsForGood: Bool = false, after dependencies: [StepID] = []
    ) -> (stopped: [StepID], removed: StepID) {
        let address = ResourceAddress(.container, container.name)
        var stopped = dependencies
        if let stop = displaced[container.id] {
            stopped.append(stop)
        } else if container.isLive {
            let order = StopOrder(id: container.id, timeout: timeout, preStop: hooks, isRemovedNext: endsForGood)
            stopped = [add(address, .stopContainer(order), cause: cause, after: dependencies)]
        }
        let removal = HostAction.removeContainer(
            id: container.id, withVolumes: withVolumes, takenOver: withVolumes && endsForGood ? container.anonymousVolumes : [])
        return (stopped, add(address, removal, cause: cause, after: stopped))
    }
}
