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
/// Without following, lines are merged by their times. Followed streams are passed on as they come: swarm itself attaches to tasks that
/// start later. What comes from the engine is whole lines, so no two tasks' output ever mixes within one.
package struct StackLogs: Sendable {
    private let engine: any Engine

    package init(engine: any Engine) {
        self.engine = engine
    }

    /// Reads the output of services until it ends, or for ever.
    ///
    /// - Parameters:
    ///   - services: with their full names.
    ///   - deliver: called for one line after another.
    package func read(
        _ services: [Service], options: LogOptions, deliver: @escaping @Sendable (NamedLogLine) async -> Void
    ) async throws {
        let names = LogNames(engine: engine, services: services)
        try await names.prime()
        if options.follows {
            try await follow(services, options, names, deliver)
        } else {
            try await merge(services, options, names, deliver)
        }
    }

    private func follow(
        _ services: [Service], _ options: LogOptions, _ names: LogNames, _ deliver: @escaping @Sendable (NamedLogLine) async -> Void
    ) async throws {
        let queue = DeliveryQueue(deliver)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for service in services {
                group.addTask {
                    let stream = try await engine.serviceLogs(service.id, options: options)
                    for try await line in stream { await queue.deliver(await names.named(line, of: service)) }
                }
            }
            try await group.waitForAll()
        }
    }

    private func merge(
        _ services: [Service], _ options: LogOptions, _ names: LogNames, _ deliver: @Sendable (NamedLogLine) async -> Void
    ) async throws {
        var merge = LogMerge<Service>()
        for service in services { try await merge.add(service, try await engine.serviceLogs(service.id, options: options)) }
        while let (line, service) = try await merge.next() { await deliver(await names.named(line, of: service)) }
    }
}

/// Finds names for the ids in log lines, asking about each task once.
private actor LogNames {
    private let engine: any Engine
    private let services: [Service]
    private var slots: [String: Int] = [:]
    private var nodes: [String: String] = [:]

    init(engine: any Engine, services: [Service]) {
        self.engine = engine
        self.services = services
    }

    /// Learns all nodes and the tasks that exist now.
    func prime() async throws {
        for node in try await engine.nodes(matching: .all) { nodes[node.id] = node.description?.hostname ?? node.id }
        let filters = services.reduce(ObjectFilters.all) { $0.service($1.id) }
        guard !services.isEmpty else { return }
        for task in try await engine.tasks(matching: filters) { slots[task.id] = task.slot }
    }

    func named(_ line: LogLine, of service: Service) async -> NamedLogLine {
        let task = line.taskID ?? ""
        let node = line.nodeID ?? ""
        if !task.isEmpty, slots[task] == nil { slots[task] = (try? await engine.task(id: task))?.slot ?? 0 }
        return NamedLogLine(line: line, service: service.name, slot: slots[task] ?? 0, taskID: task, node: nodes[node] ?? node)
    }
}
