package import EngineClient
package import EngineModel

/// A line of output with the names that the engine gives as ids.
package struct NamedLogLine: Sendable {
    package var line: LogLine
    /// The full name of the service.
    package var service: String
    /// The task's slot; 0 in a global service.
    package var slot: Int
    package var taskID: String
    /// The host name of the node.
    package var node: String

    package init(line: LogLine, service: String, slot: Int, taskID: String, node: String) {
        self.line = line
        self.service = service
        self.slot = slot
        self.taskID = taskID
        self.node = node
    }
}

/// The output of several services as one stream.
///
/// Without following, lines are merged by their times, task by task: the engine sends those of one service as its nodes send them, in no
/// order. Followed streams are passed on as they come: swarm itself attaches to tasks that start later. What comes from the engine is whole
/// lines, so no two tasks' output ever mixes within one.
package struct StackLogs: Sendable {
    private let engine: any Engine
    private let clock: Timekeeper
    /// Above this many tasks, services with several are read as one stream each, in the engine's order: every task takes a connection.
    private let taskLimit: Int

    package init(engine: any Engine, clock: Timekeeper = .real, taskLimit: Int = 500) {
        self.engine = engine
        self.clock = clock
        self.taskLimit = taskLimit
    }

    /// Reads the output of services until it ends, or for ever.
    ///
    /// A node that is lost, or an engine that goes away, costs only its own lines: what is missing is told in a line of the engine's
    /// (`LogLine.Source.system`), and followed streams are opened again where they broke off.
    ///
    /// - Parameters:
    ///   - services: with their full names.
    ///   - options: lines after `until` are left out here, for the engine knows no such option for services.
    ///   - deliver: called for one line after another.
    /// - Throws: `EngineError` when the engine cannot be asked at all, `CancellationError`.
    package func read(
        _ services: [Service], options: LogOptions, deliver: @escaping @Sendable (NamedLogLine) async -> Void
    ) async throws {
        let names = LogNames(engine: engine, services: services)
        try await names.prime()
        let queue = DeliveryQueue<NamedLogLine> { line in
            if options.includes(line.line) { await deliver(line) }
        }
        if options.follows {
            try await follow(services, options, names, queue)
        } else {
            try await merge(services, options, names, queue)
        }
    }

    private func follow(_ services: [Service], _ options: LogOptions, _ names: LogNames, _ queue: DeliveryQueue<NamedLogLine>) async throws
    {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for service in services {
                group.addTask {
                    let reader = FollowedLog(engine: engine, clock: clock, service: service)
                    try await reader.read(options) { await queue.deliver(await names.named($0, of: service)) }
                }
            }
            try await group.waitForAll()
        }
    }

    private func merge(_ services: [Service], _ options: LogOptions, _ names: LogNames, _ queue: DeliveryQueue<NamedLogLine>) async throws {
        var merge = LogMerge<LogSource>()
        for source in await sources(services, names) {
            let log = TolerantLog { [engine] in
                if let task = source.task { return try await engine.taskLogs(id: task, options: options) }
                return try await engine.serviceLogs(source.service.id, options: options)
            }
            try await merge.add(source, log.stream)
        }
        while let (line, source) = try await merge.next() {
            await queue.deliver(await names.named(line, of: source.service, task: source.task))
        }
    }

    /// What one of the merged streams is of.
    private struct LogSource: Sendable {
        var service: Service
        /// nil for all tasks of the service.
        var task: String?
    }

    /// The streams to merge: one for each task, or for a whole service where it has but one, or where there are too many.
    private func sources(_ services: [Service], _ names: LogNames) async -> [LogSource] {
        let tasks = await names.tasksByService
        let isTooMany = tasks.values.reduce(0) { $0 + $1.count } > taskLimit
        return services.flatMap { service in
            let own = tasks[service.id] ?? []
            return isTooMany || own.count < 2 ? [LogSource(service: service)] : own.map { LogSource(service: service, task: $0) }
        }
    }
}

extension LogOptions {
    /// Whether a line is early enough.
    package func includes(_ line: LogLine) -> Bool {
        guard let until, let time = line.time else { return true }
        return time <= until
    }
}

/// Finds names for the ids in log lines, asking about each task once.
private actor LogNames {
    private let engine: any Engine
    private let services: [Service]
    private var slots: [String: Int] = [:]
    private var nodes: [String: String] = [:]
    /// Ids of the tasks that existed at the start, by the id of their service; in the order of ids.
    private(set) var tasksByService: [String: [String]] = [:]

    init(engine: any Engine, services: [Service]) {
        self.engine = engine
        self.services = services
    }

    /// Learns all nodes and the tasks that exist now.
    func prime() async throws {
        for node in try await engine.nodes(matching: .all) { nodes[node.id] = node.name }
        let filters = services.reduce(ObjectFilters.all) { $0.service($1.id) }
        guard !services.isEmpty else { return }
        let tasks = try await engine.tasks(matching: filters).sorted { $0.id < $1.id }
        for task in tasks { slots[task.id] = task.slot }
        tasksByService = Dictionary(grouping: tasks, by: \.serviceID).mapValues { $0.map(\.id) }
    }

    func named(_ line: LogLine, of service: Service, task known: String? = nil) async -> NamedLogLine {
        let task = line.taskID ?? known ?? ""
        let node = line.nodeID ?? ""
        if !task.isEmpty, slots[task] == nil { slots[task] = (try? await engine.task(id: task))?.slot ?? 0 }
        return NamedLogLine(line: line, service: service.name, slot: slots[task] ?? 0, taskID: task, node: nodes[node] ?? node)
    }
}
