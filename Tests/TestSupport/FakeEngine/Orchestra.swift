import EngineModel

/// The tasks of the fake swarm and what becomes of them.
struct Orchestra: Sendable {
    /// The nodes; all of them take tasks unless their availability says otherwise.
    var nodes: [SwarmNode]
    /// What becomes of tasks, by the name of their service.
    var behaviours: [String: TaskBehaviour] = [:]
    /// What becomes of tasks, by their image; comes before the service's.
    var behavioursByImage: [String: TaskBehaviour] = [:]
    /// Whether tasks outlive their services.
    var keepsTasksOfRemovedServices = false
    /// All tasks, ended ones included, in the order of their creation.
    private(set) var tasks: [SwarmTask] = []

    private var progress: [String: Int] = [:]
    private var serviceNames: [String: String] = [:]
    private var lastNumber = 0

    init(nodes: [SwarmNode]) { self.nodes = nodes }

    // MARK: What happens to services

    /// Makes the tasks of a new service.
    mutating func start(_ service: Service) {
        serviceNames[service.id] = service.name
        addMissingTasks(service)
    }

    /// Replaces tasks when what they run has changed, and adds or ends tasks when their number has.
    mutating func update(_ service: inout Service, from before: Service, isRollback: Bool) {
        let isJob = service.jobStatus != nil
        let isDirty =
            isJob || before.spec.taskTemplate != service.spec.taskTemplate || before.spec.endpointSpec != service.spec.endpointSpec
        if isDirty {
            for index in tasks.indices where tasks[index].serviceID == service.id { end(index) }
            if !isJob { service.updateStatus = ServiceUpdateStatus(state: isRollback ? .rollbackStarted : .updating) }
        }
        let wanted = slots(of: service)
        for index in tasks.indices where tasks[index].serviceID == service.id && !wanted.contains(slot(of: tasks[index])) { end(index) }
        addMissingTasks(service)
    }

    /// Ends and forgets the tasks of a service, as the engine soon does; or leaves them running, as it does until they have stopped.
    mutating func remove(_ service: Service) {
        guard keepsTasksOfRemovedServices else { return tasks.removeAll { $0.serviceID == service.id } }
        for index in tasks.indices where tasks[index].serviceID == service.id {
            tasks[index].desiredState = .remove
            tasks[index].labels = service.spec.labels
        }
    }

    /// Takes every task one state further, and every update with it.
    mutating func step(_ services: inout [Service]) {
        for index in tasks.indices where tasks[index].desiredState == .running || tasks[index].desiredState == .complete { advance(index) }
        for index in services.indices {
            replaceEnded(services[index])
            finishUpdate(&services[index])
        }
    }

    // MARK: What is asked about tasks

    /// The counts of the service list.
    func status(of service: Service) -> ServiceStatus {
        let own = tasks.filter { $0.serviceID == service.id }
        let current = own.filter { service.jobStatus == nil || $0.jobIteration == service.jobStatus?.jobIteration }
        return ServiceStatus(
            runningTasks: UInt64(current.count { $0.status.state == .running && $0.desiredState != .shutdown }),
            desiredTasks: UInt64(slots(of: service).count), completedTasks: UInt64(current.count { $0.status.state == .complete }))
    }

    /// Whether a task was made from the current spec of its service.
    func isUpToDate(_ task: SwarmTask, _ service: Service) -> Bool {
        task.spec == service.spec.taskTemplate && task.jobIteration == service.jobStatus?.jobIteration
    }

    /// The name of a node.
    func hostname(of nodeID: String) -> String? { nodes.first { $0.id == nodeID }?.description?.hostname }

    // MARK: Inside

    private enum Slot: Hashable {
        case number(Int)
        case node(String)
    }

    private func slots(of service: Service) -> Set<Slot> {
        switch service.spec.mode ?? .replicated(replicas: 1) {
        case .replicated(let replicas): Set((0..<Int(clamping: replicas ?? 1)).map { .number($0 + 1) })
        case .replicatedJob(_, let completions): Set((0..<Int(clamping: completions ?? 1)).map { .number($0 + 1) })
        case .global, .globalJob: Set(nodes.filter { $0.spec.availability == .active }.map { .node($0.id) })
        }
    }

    private func slot(of task: SwarmTask) -> Slot { task.slot > 0 ? .number(task.slot) : .node(task.nodeID) }

    private func behaviour(of task: SwarmTask) -> TaskBehaviour {
        behavioursByImage[task.spec?.containerSpec?.image ?? ""] ?? behaviours[serviceNames[task.serviceID] ?? ""] ?? .runs
    }

    private mutating func addMissingTasks(_ service: Service) {
        let isJob = service.jobStatus != nil
        let alive = tasks.filter { task in
            task.serviceID == service.id && task.desiredState != .shutdown && task.jobIteration == service.jobStatus?.jobIteration
        }
        let taken = Set(alive.map(slot))
        for slot in slots(of: service).subtracting(taken).sorted(by: Self.order) { add(slot, service, isJob: isJob) }
    }

    private static func order(_ a: Slot, _ b: Slot) -> Bool {
        switch (a, b) {
        case (.number(let a), .number(let b)): a < b
        case (.node(let a), .node(let b)): a < b
        case (.number, .node): true
        case (.node, .number): false
        }
    }

    private mutating func add(_ slot: Slot, _ service: Service, isJob: Bool) {
        lastNumber += 1
        let active = nodes.filter { $0.spec.availability == .active }
        var task = SwarmTask(
            id: "task-id-\(lastNumber)", version: ObjectVersion(UInt64(lastNumber)), createdAt: time, updatedAt: time,
            spec: service.spec.taskTemplate, serviceID: service.id, status: TaskStatus(timestamp: time, state: .new, message: "created"),
            desiredState: isJob ? .complete : .running, jobIteration: service.jobStatus?.jobIteration)
        switch slot {
        case .number(let number):
            task.slot = number
            if !active.isEmpty { task.nodeID = active[(number - 1) % active.count].id }
        case .node(let id): task.nodeID = id
        }
        if case .staysPending = behaviour(of: task) { task.nodeID = "" }
        tasks.append(task)
        progress[task.id] = 0
    }

    /// A time that grows with every task and every state, so that the newest can be told.
    private var time: Timestamp { Timestamp(seconds: 1_790_000_000 + Int64(lastNumber)) }

    private mutating func advance(_ index: Int) {
        let task = tasks[index]
        let behaviour = behaviour(of: task)
        let reached = progress[task.id] ?? 0
        guard !task.status.state.isFinal, reached + 1 < behaviour.path.count else { return }
        progress[task.id] = reached + 1
        set(index, behaviour.path[reached + 1], behaviour, isLast: reached + 2 == behaviour.path.count)
    }

    private mutating func set(_ index: Int, _ state: TaskState, _ behaviour: TaskBehaviour, isLast: Bool) {
        lastNumber += 1
        tasks[index].status.state = state
        tasks[index].status.timestamp = time
        tasks[index].status.message = state == .running ? "started" : state.rawValue
        tasks[index].status.err = isLast ? behaviour.error : ""
        tasks[index].updatedAt = time
        if [.starting, .running, .complete, .failed].contains(state) {
            let exitCode = state.isFinal ? behaviour.exitCode : -1
            tasks[index].status.containerStatus = ContainerStatus(
                containerID: "container-of-\(tasks[index].id)", pid: 1, exitCode: exitCode)
        }
    }

    private mutating func end(_ index: Int) {
        tasks[index].desiredState = .shutdown
        if !tasks[index].status.state.isFinal { tasks[index].status.state = .shutdown }
    }

    /// A task that ended is replaced as its restart policy says; at most five ended ones are kept for a slot.
    private mutating func replaceEnded(_ service: Service) {
        let wanted = slots(of: service)
        let ended = tasks.filter { task in
            task.serviceID == service.id && task.desiredState != .shutdown && task.status.state.isFinal && wanted.contains(slot(of: task))
        }
        for task in ended where isReplaced(task, service) {
            if let index = tasks.firstIndex(where: { $0.id == task.id }) { tasks[index].desiredState = .shutdown }
            add(slot(of: task), service, isJob: service.jobStatus != nil)
            forgetOldest(of: slot(of: task), service)
        }
    }

    private func isReplaced(_ task: SwarmTask, _ service: Service) -> Bool {
        let policy = service.spec.taskTemplate.restartPolicy
        let isFailure = task.status.state != .complete
        if service.jobStatus != nil, !isFailure { return false }
        switch policy?.condition {
        case .some(.never): return false
        case .some(.onFailure) where !isFailure: return false
        default: break
        }
        guard let maximum = policy?.maxAttempts, maximum > 0 else { return true }
        let ended = tasks.count {
            $0.serviceID == service.id && slot(of: $0) == slot(of: task) && isUpToDate($0, service) && $0.status.state.isFinal
        }
        return ended <= Int(clamping: maximum)
    }

    private mutating func forgetOldest(of slot: Slot, _ service: Service) {
        let ended = tasks.filter { $0.serviceID == service.id && self.slot(of: $0) == slot && $0.status.state.isFinal }
        guard ended.count > 5 else { return }
        let old = Set(ended.dropLast(5).map(\.id))
        tasks.removeAll { old.contains($0.id) }
    }

    /// An update is over when all its tasks run; the first failure pauses it or takes it back, as the update config says.
    private mutating func finishUpdate(_ service: inout Service) {
        guard let state = service.updateStatus?.state, state == .updating || state == .rollbackStarted else { return }
        let current = tasks.filter { $0.serviceID == service.id && isUpToDate($0, service) }
        let alive = current.filter { $0.desiredState == .running }
        if alive.count == slots(of: service).count, alive.allSatisfy({ $0.status.state == .running }), !willFail(alive) {
            service.updateStatus = ServiceUpdateStatus(
                state: state == .updating ? .completed : .rollbackCompleted,
                message: state == .updating ? "update completed" : "rollback completed")
            return
        }
        guard let failed = current.first(where: { $0.status.state == .failed || $0.status.state == .rejected }) else { return }
        let action = (state == .updating ? service.spec.updateConfig : service.spec.rollbackConfig)?.failureAction ?? .pause
        let reason = "due to failure or early termination of task \(failed.id)"
        if action == .rollback, state == .updating, let previous = service.previousSpec, let raw = service.rawPreviousSpec {
            let before = service
            (service.spec, service.rawSpec) = (previous, raw)
            (service.previousSpec, service.rawPreviousSpec) = (nil, nil)
            update(&service, from: before, isRollback: true)
            service.updateStatus = ServiceUpdateStatus(state: .rollbackStarted, message: "update rolled back \(reason)")
        } else if action != .proceed {
            service.updateStatus = ServiceUpdateStatus(
                state: state == .updating ? .paused : .rollbackPaused, message: "update paused \(reason)")
        }
    }

    /// A task that runs now and fails in its next state has not come through its time of monitoring.
    private func willFail(_ tasks: [SwarmTask]) -> Bool {
        tasks.contains { behaviour(of: $0).path.last == .failed }
    }
}

extension TaskState {
    /// Whether a task in this state does nothing any more.
    fileprivate var isFinal: Bool { [.complete, .shutdown, .failed, .rejected, .remove, .orphaned].contains(self) }
}
