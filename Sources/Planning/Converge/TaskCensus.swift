import EngineModel

/// The tasks of one service, counted slot by slot.
struct TaskCensus: Sendable {
    private(set) var progress: ServiceState.Progress
    /// Every slot has a running task, or one that has ended well and is not started again.
    private(set) var areAllRunning = false
    /// Nothing is left to run: a job, or a service that is not restarted, is through.
    private(set) var isComplete = false
    private(set) var lastFailure: TaskFailure?
    /// Whether the engine remembers failures from before this run.
    private(set) var hasOldFailures = false
    /// The number of failures of the slot that failed most.
    private(set) var worstSlotFailures = 0
    /// A task failed and will not be replaced.
    private(set) var hasFinalFailure = false
    /// A task that no node takes.
    private(set) var unplaced: TaskFailure?

    /// - Parameter endedBefore: ids of tasks whose failures do not count.
    init(of tasks: [SwarmTask], service: Service, endedBefore: Set<String>) {
        progress = ServiceState.Progress(done: 0, wanted: 0)
        let current = Self.ofCurrentRun(tasks, service)
        let slots = Dictionary(grouping: current) { $0.slot > 0 ? "\($0.slot)" : "@\($0.nodeID)" }
        let latest = slots.values.compactMap(Self.representative)
        let ended = EndingRule(service)
        countFailures(slots, ended, service, endedBefore)
        count(latest, wanted: Self.wanted(service, tasksBySlot: latest), ended)
        noteUnplaced(latest, service)
    }

    /// A job's tasks of earlier runs are history.
    private static func ofCurrentRun(_ tasks: [SwarmTask], _ service: Service) -> [SwarmTask] {
        guard let iteration = service.jobStatus?.jobIteration else { return tasks }
        return tasks.filter { $0.jobIteration == nil || $0.jobIteration == iteration }
    }

    /// The newest task that the engine wants; where it wants none, the newest. A roll-back can leave a slot with its old task running and a
    /// newer one stopped (seen on engine 20.10 with start-first).
    private static func representative(of slot: [SwarmTask]) -> SwarmTask? {
        slot.filter(\.isWanted).max { $0.isOlder(than: $1) } ?? slot.max { $0.isOlder(than: $1) }
    }

    private static func wanted(_ service: Service, tasksBySlot latest: [SwarmTask]) -> Int {
        switch service.spec.mode ?? .replicated(replicas: nil) {
        case .replicated(let replicas): return Int(clamping: replicas ?? 1)
        case .replicatedJob(let concurrent, let total): return Int(clamping: total ?? concurrent ?? 1)
        case .global, .globalJob:
            // The engine makes one task for every node that fits, all at once; without any there is at least one to wait for.
            let status = service.serviceStatus.map { Int(clamping: $0.desiredTasks) } ?? 0
            let ended = EndingRule(service)
            return max(status, latest.filter { $0.isWanted || $0.status.state == .complete && ended.keepsCompleted }.count)
        }
    }

    private mutating func countFailures(
        _ slots: [String: [SwarmTask]], _ ended: EndingRule, _ service: Service, _ endedBefore: Set<String>
    ) {
        var last: SwarmTask?
        for tasks in slots.values {
            let all = tasks.filter(ended.isFailure)
            let failures = all.filter { !endedBefore.contains($0.id) }
            hasOldFailures = hasOldFailures || failures.count < all.count
            worstSlotFailures = max(worstSlotFailures, failures.count)
            progress.failures += failures.count
            hasFinalFailure = hasFinalFailure || failures.count > ended.attempts
            for failure in failures where last.map({ $0.isOlder(than: failure) }) ?? true { last = failure }
        }
        lastFailure = last.map { TaskFailure($0, service: service.name) }
    }

    private mutating func count(_ latest: [SwarmTask], wanted: Int, _ ended: EndingRule) {
        let running = latest.filter { $0.status.state == .running && $0.isWanted }.count
        let completed = latest.filter { $0.status.state == .complete && ended.keepsCompleted }.count
        progress.wanted = wanted
        progress.done = min(ended.isJob ? completed : running + completed, wanted)
        areAllRunning = !ended.isJob && running + completed >= wanted
        isComplete = completed >= wanted && (wanted > 0 || ended.isGlobalJob && completed > 0) && running == 0
        let behind = latest.filter { $0.isWanted && $0.status.state != .running && !(ended.keepsCompleted && $0.status.state == .complete) }
        guard let slowest = behind.min(by: { $0.status.state.rank < $1.status.state.rank }) else { return }
        progress.slowest = slowest.status.state
        progress.slowestNode = slowest.nodeID
        progress.detail = slowest.status.err
    }

    private mutating func noteUnplaced(_ latest: [SwarmTask], _ service: Service) {
        let waiting = latest.first { $0.isWanted && $0.status.state == .pending && !$0.status.err.isEmpty }
        unplaced = waiting.map { TaskFailure($0, service: service.name) }
    }
}

/// What the end of a task means for its service.
struct EndingRule: Sendable {
    let isJob: Bool
    let isGlobalJob: Bool
    /// Whether a task that ended with exit code 0 is left alone.
    let keepsCompleted: Bool
    /// How many failures of a slot are made good by a new task.
    let attempts: Int

    init(_ service: Service) {
        isJob = service.spec.mode?.isJob == true
        isGlobalJob = service.spec.mode == .globalJob
        let policy = service.spec.taskTemplate.restartPolicy
        let condition = policy?.condition ?? .any
        keepsCompleted = isJob || condition == .never || condition == .onFailure
        if condition == .never {
            attempts = 0
        } else {
            let maximum = policy?.maxAttempts ?? 0
            attempts = maximum == 0 ? .max : Int(clamping: maximum)
        }
    }

    /// Whether the task ended although it should not have: also with exit code 0, if a new one is started for it. What was asked to stop
    /// is no failure.
    func isFailure(_ task: SwarmTask) -> Bool {
        switch task.status.state {
        case .failed, .rejected, .orphaned: true
        case .complete: !keepsCompleted
        default: false
        }
    }
}

extension SwarmTask {
    /// Whether the engine wants this task to be, rather than to go away.
    var isWanted: Bool { desiredState.rank <= TaskState.complete.rank }

    func isOlder(than other: SwarmTask) -> Bool {
        switch (createdAt, other.createdAt) {
        case (let mine?, let theirs?) where mine != theirs: mine < theirs
        default: version.index < other.version.index
        }
    }
}

extension TaskState {
    /// The place in a task's life; a state of a newer engine counts as the first.
    package var rank: Int {
        let order: [TaskState] = [
            .new, .allocated, .pending, .assigned, .accepted, .preparing, .ready, .starting, .running, .complete, .shutdown, .failed,
            .rejected, .remove, .orphaned,
        ]
        return order.firstIndex(of: self) ?? 0
    }

    /// Whether a task in this state will never run again.
    package var isTerminal: Bool { rank > TaskState.running.rank }
}
