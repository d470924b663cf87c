import EngineClient
import EngineModel

extension ConformanceCheck {
    /// The engine itself.
    static let systemChecks: [ConformanceCheck] = [
        ConformanceCheck("a manager says that it is one") { bench in
            let info = try await bench.engine.info()
            try bench.expect(info.swarm?.controlAvailable == true, "no manager: \(String(describing: info.swarm))")
            try bench.expect(info.swarm?.localNodeState == .active, "not active")
            try bench.expect(!(try await bench.engine.swarm().id.isEmpty), "a swarm without an id")
        },
        ConformanceCheck("the engine knows its versions") { bench in
            let version = try await bench.engine.version()
            try bench.expect(APIVersion(version.apiVersion).map { $0 >= .oldest } == true, "API version \(version.apiVersion)")
        },
        ConformanceCheck("nodes are listed and inspected") { bench in
            let nodes = try await bench.engine.nodes(matching: .all)
            let manager = nodes.first { $0.spec.role == .manager }
            try bench.expect(manager?.status?.state == .ready, "no ready manager among \(nodes.count) nodes")
            let node = try await bench.engine.node(try await bench.engine.info().swarm?.nodeID ?? "")
            try bench.expect(nodes.contains { $0.id == node.id }, "the node itself is not listed")
            try bench.expect(node.description?.platform?.os == "linux", "not linux")
            try bench.expect(
                try await bench.engine.nodes(matching: ObjectFilters.all.role(.manager)).allSatisfy { $0.spec.role == .manager },
                "the filter lets workers through")
        },
        ConformanceCheck("an absent stack is empty") { bench in
            try bench.expect(try await bench.engine.observe(stack: bench.stack).isEmpty, "not empty")
        },
        ConformanceCheck("what does not exist is not found") { bench in
            let engine = bench.engine
            try await bench.expectRefusal([404], "service") { _ = try await engine.service("absent") }
            try await bench.expectRefusal([404], "task") { _ = try await engine.task(id: "absent") }
            try await bench.expectRefusal([404], "network") { _ = try await engine.network("absent") }
            try await bench.expectRefusal([404], "node") { _ = try await engine.node("absent") }
            try await bench.expectRefusal([404], "removing a service") { try await engine.removeService("absent") }
            try await bench.expectRefusal([404], "removing a network") { try await engine.removeNetwork("absent") }
            try await bench.expectRefusal([404], "removing a secret") { try await engine.removeSecret("absent") }
            try await bench.expectRefusal([404], "removing a config") { try await engine.removeConfig("absent") }
        },
        ConformanceCheck("an image that nobody knows cannot be looked up") { bench in
            let image = try ImageReference("127.0.0.1:1/nobody/knows:this")
            try await bench.expectRefusal([400, 401, 403, 404, 500], "looking up") {
                _ = try await bench.engine.distribution(of: image, registryAuth: nil)
            }
        },
        ConformanceCheck("events tell of new objects") { bench in
            let events = try await bench.engine.events(EventOptions(filters: ObjectFilters.all.type(.network)))
            async let seen = firstEvent(of: events, named: bench.name("news"))
            _ = try await bench.engine.createNetwork(bench.network("news"))
            try bench.expect(try await seen?.action == "create", "no event")
        },
    ]
}

private func firstEvent(of events: EngineStream<EngineEvent>, named name: String) async throws -> EngineEvent? {
    for try await event in events where event.actor?.attributes["name"] == name { return event }
    return nil
}
