package import EngineClient
package import EngineModel

/// Follows what happens to a stack: changes of its objects, which the engine tells as they happen, and the states of its tasks on all nodes,
/// which it tells only when it is asked.
package struct StackEvents: Sendable {
    private let engine: any Engine
    private let stack: String
    private let clock: Timekeeper
    /// Seconds since 1970.
    private let wallClock: @Sendable () -> Double

    /// - Parameter wallClock: seconds since 1970.
    package init(engine: any Engine, stack: String, clock: Timekeeper, wallClock: @escaping @Sendable () -> Double) {
        self.engine = engine
        self.stack = stack
        self.clock = clock
        self.wallClock = wallClock
    }

    /// Delivers events until `until`, or for ever. An event of a task has the type `task` and its new state as the action; its attributes are
    /// `name` (`SERVICE.SLOT`, or `SERVICE.NODE` in a global service), `service`, `node` and `error`.
    ///
    /// - Parameters:
    ///   - since: also earlier ones: of objects those that the engine remembers, of each task its last state.
    ///   - deliver: called for one event after another.
    /// - Throws: `EngineError` when the engine stays away, `CancellationError`.
    package func follow(
        since: Timestamp?, until: Timestamp?, deliver: @escaping @Sendable (EngineEvent) async -> Void
    ) async throws {
        let start = since ?? Timestamp(seconds: Int64(wallClock()))
        let queue = DeliveryQueue<EngineEvent>(deliver)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await followObjects(since: start, until, queue) }
            group.addTask { try await followTasks(since: start, until, queue) }
            try await group.waitForAll()
        }
    }

    private func followObjects(since start: Timestamp, _ until: Timestamp?, _ queue: DeliveryQueue<EngineEvent>) async throws {
        let filters = [EventType.service, .network, .secret, .config].reduce(ObjectFilters.all) { $0.type($1) }
        var own = try await ownIDs()
        var since = start
        var absence = EngineAbsence(at: clock.now())
        while true {
            do {
                for try await event in try await engine.events(EventOptions(since: since, until: until, filters: filters)) {
                    absence.end(at: clock.now())
                    guard isOwn(event, &own) else { continue }
                    since = event.instant.next
                    await queue.deliver(event)
                }
                return
            } catch let error as EngineError {
                _ = try absence.note(error, at: clock.now())
                try await clock.sleep(.seconds(1))
            }
        }
    }

    private func ownIDs() async throws -> Set<String> {
        let observed = try await engine.observe(stack: stack)
        return Set(observed.services.map(\.id) + observed.networks.map(\.id) + observed.secrets.map(\.id) + observed.configs.map(\.id))
    }

    /// Events of the engine carry names and no labels: what has a name of the stack is its own, and what was its own before.
    private func isOwn(_ event: EngineEvent, _ own: inout Set<String>) -> Bool {
        guard let actor = event.actor, own.contains(actor.id) || actor.attributes["name"]?.hasPrefix(stack + "_") == true else {
            return false
        }
        own.insert(actor.id)
        return true
    }

    private func followTasks(since: Timestamp, _ until: Timestamp?, _ queue: DeliveryQueue<EngineEvent>) async throws {
        var known: [String: TaskState] = [:]
        var absence = EngineAbsence(at: clock.now())
        while true {
            // What happens until the end is seen by a look after it.
            let isLast = until.map { wallClock() >= Double($0.seconds) } ?? false
            do {
                for event in try await newStates(&known, since: since) where until.map({ event.instant <= $0 }) ?? true {
                    await queue.deliver(event)
                }
                absence.end(at: clock.now())
            } catch let error as EngineError {
                _ = try absence.note(error, at: clock.now())
            }
            if isLast { return }
            try await clock.sleep(.milliseconds(500))
        }
    }

    private func newStates(_ known: inout [String: TaskState], since: Timestamp) async throws -> [EngineEvent] {
        async let foundTasks = engine.tasks(matching: .stack(stack))
        async let foundServices = engine.services(matching: .stack(stack))
        async let foundNodes = engine.nodes(matching: .all)
        let services = Dictionary(try await foundServices.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let nodes = Dictionary(
            try await foundNodes.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        var events: [EngineEvent] = []
        for task in try await foundTasks {
            let before = known.updateValue(task.status.state, forKey: task.id)
            guard before != task.status.state, let time = task.status.timestamp, time >= since else { continue }
            events.append(
                EngineEvent(
                    task, at: time, service: services[task.serviceID] ?? task.serviceID, node: nodes[task.nodeID] ?? task.nodeID))
        }
        return events.sorted { ($0.instant, $0.actor?.id ?? "") < ($1.instant, $1.actor?.id ?? "") }
    }
}

extension EventType {
    /// A task of a service; no engine tells of these.
    package static let task = Self(rawValue: "task")
}

extension EngineEvent {
    /// That a task has come into its state.
    fileprivate init(_ task: SwarmTask, at time: Timestamp, service: String, node: String) {
        var attributes = ["name": service + "." + (task.slot > 0 ? String(task.slot) : node), "service": service]
        if !node.isEmpty { attributes["node"] = node }
        if !task.status.err.isEmpty { attributes["error"] = task.status.err }
        let nanoseconds = time.seconds.multipliedReportingOverflow(by: 1_000_000_000).partialValue &+ Int64(time.nanoseconds)
        self.init(
            type: .task, action: task.status.state.rawValue, actor: EventActor(id: task.id, attributes: attributes), scope: "swarm",
            time: time.seconds, timeNano: nanoseconds)
    }

    /// When it happened.
    package var instant: Timestamp {
        let nanoseconds = timeNano == 0 ? time.multipliedReportingOverflow(by: 1_000_000_000).partialValue : timeNano
        return Timestamp(seconds: nanoseconds / 1_000_000_000, nanoseconds: Int32(nanoseconds % 1_000_000_000))
    }
}

extension Timestamp {
    /// The next nanosecond.
    fileprivate var next: Timestamp {
        nanoseconds < 999_999_999
            ? Timestamp(seconds: seconds, nanoseconds: nanoseconds + 1) : Timestamp(seconds: seconds &+ 1, nanoseconds: 0)
    }
}
