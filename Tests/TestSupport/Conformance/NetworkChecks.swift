import EngineClient
import EngineModel

extension ConformanceBench {
    /// A network of the stack.
    func network(_ short: String) -> NetworkCreateRequest {
        NetworkCreateRequest(name: name(short), checkDuplicate: true, driver: "overlay", labels: labels)
    }
}

extension ConformanceCheck {
    /// Networks.
    static let networkChecks: [ConformanceCheck] = [
        ConformanceCheck("a network is created, found, and removed") { bench in
            let created = try await bench.engine.createNetwork(bench.network("one"))
            let network = try await bench.eventually("driver and subnet are chosen") { () -> Network? in
                let network = try await bench.engine.network(bench.name("one"))
                return network.driver.isEmpty || network.ipam?.config.first?.subnet.isEmpty != false ? nil : network
            }
            try bench.expect(network.id == created.id, "another id")
            try bench.expect(network.scope == "swarm" && network.driver == "overlay", "\(network.scope) \(network.driver)")
            try bench.expect(network.labels == bench.labels, "labels \(network.labels)")
            let listed = try await bench.engine.networks(matching: .stack(bench.stack))
            try bench.expect(listed.map(\.id) == [created.id], "listed: \(listed.map(\.name))")
            try await bench.engine.removeNetwork(created.id)
            _ = try await bench.eventually("the network is gone") {
                try await bench.engine.networks(matching: .stack(bench.stack)).isEmpty ? true : nil
            }
        },
        ConformanceCheck("a second network of the same name is a conflict") { bench in
            _ = try await bench.engine.createNetwork(bench.network("one"))
            try await bench.expectRefusal([409], "creating again") { _ = try await bench.engine.createNetwork(bench.network("one")) }
        },
        ConformanceCheck("services name networks, the engine keeps ids, and refuses to remove what is in use") { bench in
            let network = try await bench.engine.createNetwork(bench.network("one"))
            var spec = bench.spec("web")
            spec.taskTemplate.networks = [NetworkAttachmentConfig(target: bench.name("one"), aliases: ["web"])]
            _ = try await bench.engine.createService(spec)
            let kept = try await bench.engine.service(bench.name("web")).spec.taskTemplate.networks
            try bench.expect(kept == [NetworkAttachmentConfig(target: network.id, aliases: ["web"])], "kept \(kept)")
            try await bench.expectRefusal([400, 403, 409], "removing") { try await bench.engine.removeNetwork(network.id) }
        },
        ConformanceCheck("a service on a network that does not exist is refused") { bench in
            var spec = bench.spec("web")
            spec.taskTemplate.networks = [NetworkAttachmentConfig(target: bench.name("absent"))]
            let final = spec
            try await bench.expectRefusal([404, 500], "creating") { _ = try await bench.engine.createService(final) }
        },
    ]
}
