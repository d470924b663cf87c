package import EngineModel

/// Which nodes of a swarm could take a task of a service, and what keeps the others from it.
package struct PlacementSurvey: Sendable {
    /// One node and all that is in its way.
    package struct Verdict: Hashable, Sendable {
        package var node: String
        package var obstacles: [PlacementObstacle]
    }

    package let verdicts: [Verdict]

    /// - Parameters:
    ///   - spec: with its ports and what it reserves.
    ///   - nodes: all of the swarm.
    ///   - tasks: all of the swarm; what they reserve is taken. Those of the service itself count too.
    ///   - services: names by id, to say whose task publishes a port; `serviceID` is the service's own.
    package init(
        of spec: ServiceSpec, on nodes: [SwarmNode], tasks: [SwarmTask] = [], services: [Service] = [], serviceID: String? = nil
    ) {
        let living = tasks.filter { !$0.status.state.isTerminal && $0.isWanted && !$0.nodeID.isEmpty }
        let byNode = Dictionary(grouping: living, by: \.nodeID)
        let owners = Dictionary(services.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        verdicts = nodes.map { node in
            let inquiry = NodeInquiry(spec: spec, node: node, tasks: byNode[node.id] ?? [], services: owners, serviceID: serviceID)
            return Verdict(node: node.name, obstacles: inquiry.obstacles)
        }.sorted { $0.node < $1.node }
    }

    /// What keeps nodes away, the commonest first: `2 nodes (pi-1, pi-2) lack the label usb`.
    package var lines: [String] {
        var nodes: [PlacementObstacle: [String]] = [:]
        var order: [PlacementObstacle] = []
        for verdict in verdicts {
            for obstacle in verdict.obstacles {
                if nodes[obstacle] == nil { order.append(obstacle) }
                nodes[obstacle, default: []].append(verdict.node)
            }
        }
        let ranked = order.enumerated().sorted { a, b in
            let (first, second) = (nodes[a.element]?.count ?? 0, nodes[b.element]?.count ?? 0)
            return first == second ? a.offset < b.offset : first > second
        }
        return ranked.map { Self.line($0.element, nodes[$0.element] ?? [], of: verdicts.count) }
    }

    private static func line(_ obstacle: PlacementObstacle, _ nodes: [String], of total: Int) -> String {
        if nodes.count == 1 { return (total == 1 ? "the only node, \(nodes[0]), " : "\(nodes[0]) ") + obstacle.text(ofMany: false) }
        let names = nodes.prefix(5).joined(separator: ", ") + (nodes.count > 5 ? ", ..." : "")
        let count = nodes.count < total ? "\(nodes.count) nodes" : total == 2 ? "both nodes" : "all \(total) nodes"
        return "\(count) (\(names)) " + obstacle.text(ofMany: true)
    }

    /// Commands that take an obstacle away, where one does: for the first node that nothing else keeps away.
    package var remedies: [String] {
        for verdict in verdicts where verdict.obstacles.count == 1 {
            switch verdict.obstacles[0] {
            case .constraint(let constraint, .absent), .constraint(let constraint, .other):
                guard let label = constraint.label, !label.isOfEngine else { continue }
                return ["docker node update --label-add \(label.name)=\(constraint.value) \(verdict.node)"]
            case .unavailable: return ["docker node update --availability active \(verdict.node)"]
            default: continue
            }
        }
        return []
    }
}

/// The questions about one node.
private struct NodeInquiry {
    let spec: ServiceSpec
    let node: SwarmNode
    let tasks: [SwarmTask]
    let services: [String: Service]
    let serviceID: String?

    var obstacles: [PlacementObstacle] {
        readiness + resources + constraints + platform + hostPorts + replicas
    }

    private var readiness: [PlacementObstacle] {
        if let state = node.status?.state, state != .ready { return [.notReady(state)] }
        if let availability = node.spec.availability, availability != .active { return [.unavailable(availability)] }
        return []
    }

    private var resources: [PlacementObstacle] {
        guard let wanted = spec.taskTemplate.resources?.reservations, let capacity = node.description?.resources else { return [] }
        let used = tasks.compactMap { $0.spec?.resources?.reservations }
        let freeProcessors = capacity.nanoCPUs - used.reduce(0) { $0 &+ $1.nanoCPUs }
        let freeMemory = capacity.memoryBytes - used.reduce(0) { $0 &+ $1.memoryBytes }
        var found: [PlacementObstacle] = []
        if wanted.nanoCPUs > freeProcessors { found.append(.processors(wanted: wanted.nanoCPUs, free: freeProcessors)) }
        if wanted.memoryBytes > freeMemory { found.append(.memory(wanted: wanted.memoryBytes, free: freeMemory)) }
        return found
    }

    private var constraints: [PlacementObstacle] {
        (spec.taskTemplate.placement?.constraints ?? []).compactMap(PlacementConstraint.init).compactMap { constraint in
            constraint.mismatch(of: node).map { .constraint(constraint, $0) }
        }
    }

    private var platform: [PlacementObstacle] {
        let builds = spec.taskTemplate.placement?.platforms ?? []
        guard let own = node.description?.platform, !builds.isEmpty, !builds.contains(where: { $0.runs(on: own) }) else { return [] }
        return [.platform(own)]
    }

    private var hostPorts: [PlacementObstacle] {
        let wanted = (spec.endpointSpec?.ports ?? []).filter { $0.publishMode == .host && $0.publishedPort != 0 }
        return wanted.compactMap { port in
            let holder = tasks.first { task in
                task.serviceID != serviceID
                    && (services[task.serviceID]?.endpoint?.ports ?? []).contains {
                        $0.publishMode == .host && $0.isSamePublication(as: port)
                    }
            }
            guard let holder else { return nil }
            return .hostPort(port.publishedPort, port.protocol ?? .tcp, taskOf: services[holder.serviceID]?.name ?? holder.serviceID)
        }
    }

    private var replicas: [PlacementObstacle] {
        guard let most = spec.taskTemplate.placement?.maxReplicas, most > 0, let serviceID else { return [] }
        return tasks.count { $0.serviceID == serviceID } >= most ? [.maxReplicas(most)] : []
    }
}

extension Platform {
    /// Whether a build for this platform runs on a node; what the build does not say fits everything.
    package func runs(on node: Platform) -> Bool {
        let sameSystem = os.isEmpty || os.lowercased() == node.os.lowercased()
        return sameSystem && (architecture.isEmpty || architecture.imageArchitecture == node.architecture.imageArchitecture)
    }
}

extension PortConfig {
    /// Whether both want the same port of a node.
    package func isSamePublication(as other: PortConfig) -> Bool {
        publishedPort == other.publishedPort && (self.protocol ?? .tcp) == (other.protocol ?? .tcp)
    }
}
