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
        let queue = DeliveryQueue(deliver: deliver)
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
        var heads: [Head] = []
        for service in services {
            let stream = try await engine.serviceLogs(service.id, options: options)
            var head = Head(service: service, iterator: stream.makeAsyncIterator())
            try await head.advance()
            if head.line != nil { heads.append(head) }
        }
        while let position = heads.indices.min(by: { heads[$0].time < heads[$1].time }) {
            if let line = heads[position].line { await deliver(await names.named(line, of: heads[position].service)) }
            try await heads[position].advance()
            if heads[position].line == nil { heads.remove(at: position) }
        }
    }

    /// The next line of one service.
    private struct Head {
        let service: Service
        var iterator: EngineStream<LogLine>.Iterator
        private(set) var line: LogLine?
        /// Lines without a time keep the place of the line before them.
        private(set) var time = Timestamp(seconds: .min)

        init(service: Service, iterator: EngineStream<LogLine>.Iterator) {
            self.service = service
            self.iterator = iterator
        }

        mutating func advance() async throws {
            line = try await iterator.next()
            time = line?.time ?? time
        }
    }
}

/// Hands lines on one at a time, whichever task they come from; a slow reader slows all of them down.
private actor DeliveryQueue {
    private let deliverLine: @Sendable (NamedLogLine) async -> Void
    private var isBusy = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(deliver: @escaping @Sendable (NamedLogLine) async -> Void) {
        deliverLine = deliver
    }

    func deliver(_ line: NamedLogLine) async {
        if isBusy { await withCheckedContinuation { waiting.append($0) } }
        isBusy = true
        await deliverLine(line)
        if waiting.isEmpty { isBusy = false } else { waiting.removeFirst().resume() }
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
