import EngineModel

/// Plans the containers of one service.
struct SlotRun {
    let planner: HostPlanner
    let service: DesiredHostService
    /// What a creation waits for.
    let before: [StepID]
    /// What a start waits for.
    let gates: [StepID]
    /// Containers of the service that go: one of them may have the name that another gets.
    let removals: [StepID]
    private(set) var existing: [StepID] = []
    private(set) var started: [StepID] = []
    /// The last steps of the batch before.
    private var previousBatch: [StepID] = []
    private var thisBatch: [StepID] = []

    init(planner: HostPlanner, service: DesiredHostService, before: [StepID], gates: [StepID], removals: [StepID]) {
        self.planner = planner
        self.service = service
        self.before = before
        self.gates = gates
        self.removals = removals
    }

    private var policy: HostPolicy { planner.policy }

    mutating func plan(_ slot: ServiceRoster.Slot, _ draft: inout PlanDraft) {
        let address = ResourceAddress(.container, service.containerName(slot.number))
        switch slot.fate {
        case .keep(let container): keep(container, address, &draft)
        case .create: create(slot.number, address, &draft)
        case .recreate(let old, let cause):
            startsFirst(old, draft) ? renewStartingFirst(old, address, cause, &draft) : renew(old, address, cause, &draft)
        }
    }

    /// The next batch begins when this one runs, and is healthy where it has a check.
    mutating func closeBatch(_ draft: inout PlanDraft) {
        previousBatch = thisBatch
        thisBatch = []
    }

    private mutating func keep(_ container: ContainerSummary, _ address: ResourceAddress, _ draft: inout PlanDraft) {
        var ready: [StepID] = []
        if container.name != address.name {
            ready = [draft.add(address, .renameContainer(from: container.id), cause: "an interrupted run left it", after: removals)]
            existing += ready
        }
        let isStarted = container.state == .running || container.state == .restarting
        guard policy.starts, !isStarted else {
            if ready.isEmpty { draft.unchanged.append(address) }
            started += ready
            return
        }
        let order = StartOrder(
            container: container.id, postStart: service.postStart, existedBefore: true, isPaused: container.state == .paused)
        started.append(draft.add(address, .startContainer(order), cause: "it does not run", after: gates + ready))
    }

    private mutating func create(_ number: Int, _ address: ResourceAddress, _ draft: inout PlanDraft) {
        var birth = ContainerBirth(service: service, number: number, imageID: planner.images[service.image]?.id ?? "")
        if service.needsPreparation { birth.temporaryName = "new_" + address.name }
        let made = draft.add(address, .createContainer(birth), cause: "", after: before + removals)
        existing.append(made)
        start(address, after: [made], &draft)
    }

    private mutating func start(_ address: ResourceAddress, after steps: [StepID], _ draft: inout PlanDraft) {
        guard policy.starts else { return started += steps }
        let order = StartOrder(container: address.name, postStart: service.postStart, existedBefore: false)
        let id = draft.add(address, .startContainer(order), cause: "", after: gates + steps)
        started.append(id)
        thisBatch.append(contentsOf: [awaitBatch(address, after: id, &draft)])
    }

    /// Between batches a container must have come up; with one batch nobody waits for the step that started it.
    private func awaitBatch(_ address: ResourceAddress, after start: StepID, _ draft: inout PlanDraft) -> StepID {
        guard service.update != nil, service.scale > 1 else { return start }
        return draft.add(address, .awaitContainer, cause: "the next one is replaced then", after: [start])
    }

    /// The old one ends before the new one starts.
    private mutating func renew(
        _ old: ContainerSummary, _ address: ResourceAddress, _ cause: String, _ draft: inout PlanDraft
    ) {
        let made = make(insteadOf: old, address, cause, &draft)
        let gone = retire(old, address, after: [made] + (policy.starts ? gates : []), &draft)
        let renamed = draft.add(address, .renameContainer(from: temporaryName(old, address)), cause: cause, after: [gone])
        existing.append(renamed)
        start(address, after: [renamed], &draft)
    }

    /// The new one runs, and is healthy where it has a check, before the old one ends.
    private mutating func renewStartingFirst(
        _ old: ContainerSummary, _ address: ResourceAddress, _ cause: String, _ draft: inout PlanDraft
    ) {
        let made = make(insteadOf: old, address, cause, &draft)
        let temporary = ResourceAddress(.container, temporaryName(old, address))
        let order = StartOrder(container: temporary.name, postStart: service.postStart, existedBefore: false)
        let running = draft.add(temporary, .startContainer(order), cause: cause, after: gates + [made])
        let ready = draft.add(temporary, .awaitContainer, cause: "the old one runs until then", after: [running])
        let gone = retire(old, address, after: [ready], &draft)
        let renamed = draft.add(address, .renameContainer(from: temporary.name), cause: cause, after: [gone])
        existing.append(made)
        started.append(renamed)
        thisBatch.append(renamed)
    }

    private func make(
        insteadOf old: ContainerSummary, _ address: ResourceAddress, _ cause: String, _ draft: inout PlanDraft
    ) -> StepID {
        var birth = ContainerBirth(service: service, number: old.number, imageID: planner.images[service.image]?.id ?? "")
        birth.replaced = old.id
        birth.inherited = policy.renewsVolumes ? [] : service.inheritedVolumes(from: old)
        birth.temporaryName = temporaryName(old, address)
        return draft.add(address, .createContainer(birth), cause: cause, after: before + removals + previousBatch)
    }

    private func retire(
        _ old: ContainerSummary, _ address: ResourceAddress, after steps: [StepID], _ draft: inout PlanDraft
    ) -> StepID {
        var gate = steps
        if let stop = draft.displaced[old.id] {
            gate.append(stop)
        } else if old.isLive {
            let order = StopOrder(id: old.id, timeout: policy.timeout, preStop: service.preStop)
            gate = [draft.add(address, .stopContainer(order), cause: "it is made anew", after: steps)]
        }
        return draft.add(address, .retireContainer(id: old.id), cause: "it is made anew", after: gate)
    }

    /// docker compose's temporary names, so that its next run too knows what they are.
    private func temporaryName(_ old: ContainerSummary, _ address: ResourceAddress) -> String { "\(old.id.prefix(12))_\(address.name)" }

    private func startsFirst(_ old: ContainerSummary, _ draft: PlanDraft) -> Bool {
        policy.starts && service.update?.order == .startFirst && service.canRunTwice && old.isLive && draft.displaced[old.id] == nil
    }
}

extension DesiredHostService {
    /// The anonymous volumes of a container that its successor takes over: those at places where the files say nothing, or an anonymous
    /// volume too.
    func inheritedVolumes(from old: ContainerSummary) -> [Mount] {
        let host = template.hostConfig
        let mounted = (host?.mounts ?? []).filter { !$0.source.isEmpty || $0.type != .volume }.map(\.target)
        let bound = (host?.binds ?? []).compactMap { $0.split(separator: ":").dropFirst().first.map(String.init) }
        let taken = Set(mounted + bound + (host?.tmpfs ?? [:]).keys)
        return old.mounts.filter { $0.type == .volume && $0.isAnonymous && !taken.contains($0.destination) }
            .sorted { $0.destination < $1.destination }
            .map { Mount(type: .volume, source: $0.name, target: $0.destination, readOnly: !$0.readWrite) }
    }
}

extension ContainerSummary {
    /// The names of the anonymous volumes that are mounted in it, sorted.
    var anonymousVolumes: [String] { mounts.filter { $0.type == .volume && $0.isAnonymous }.map(\.name).sorted() }
}

extension MountPoint {
    /// Whether the engine gave the volume its name: 64 hexadecimal digits.
    package var isAnonymous: Bool { name.utf8.count == 64 && name.allSatisfy(\.isHexDigit) }
}
