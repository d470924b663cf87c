import EngineClient
import EngineModel
import Planning

extension HostStepRunner {
    /// A lost answer, or another program that was faster, leaves a network of the name: that is it.
    func createNetwork(_ request: NetworkCreateRequest) async throws -> StepOutcome {
        do {
            let made = try await engine.createNetwork(request).id
            return StepOutcome(createdID: try await onlyNetwork(named: request.name)?.id ?? made)
        } catch let error as EngineError where error.isConflict || !error.isWithoutEffect {
            guard let found = try await onlyNetwork(named: request.name) else { throw error }
            return StepOutcome(createdID: found.id)
        }
    }

    /// The network of a name. An engine looks for the name before it begins, so what a killed or simultaneous run asked for may have become
    /// a second one: whoever sees several removes its own, the youngest first, and leaves the oldest. Everybody agrees on that one: the
    /// oldest goes only where all younger ones are the project's, and have containers in them.
    private func onlyNetwork(named name: String) async throws -> Network? {
        let found = try await engine.networks(matching: .all.name(name)).filter { $0.name == name }.oldestFirst
        var younger = found.dropFirst()
        for network in younger.reversed() where isOurs(network) {
            if try await removeUnlessUsed(network) { younger.removeAll { $0.id == network.id } }
        }
        guard let oldest = found.first else { return nil }
        guard let next = younger.first, isOurs(oldest), younger.allSatisfy(isOurs), try await removeUnlessUsed(oldest) else {
            return oldest
        }
        return next
    }

    private func isOurs(_ network: Network) -> Bool { network.labels[ProjectLabel.project] == project }

    /// - Returns: whether it is gone; not where containers are in it.
    private func removeUnlessUsed(_ network: Network) async throws -> Bool {
        do {
            try await ignoring(\.isNotFound) { try await engine.removeNetwork(network.id) }
            return true
        } catch let error as EngineError where error.status == 403 {
            return false
        }
    }

    /// Does what needs the project's networks. A run at the same time may have made a twin since they were made, or be about to remove the
    /// one that was there: for as long as an engine may need for that, it is tried again.
    func whileNetworksSettle(_ body: () async throws -> Void) async throws {
        let deadline = clock.now() + .seconds(5)
        while true {
            do {
                return try await body()
            } catch let error as EngineError where error.isAboutNoNetwork && clock.now() < deadline {
                for name in Set(try await engine.networks(matching: .project(project)).map(\.name)).sorted() {
                    _ = try await onlyNetwork(named: name)
                }
            }
            try await clock.sleep(.milliseconds(200))
        }
    }

    /// A network that others use stays: docker compose says so and goes on. An engine may need a moment to let go of the project's own
    /// containers, which are gone already; and it may lose count of them (20.10, where many start at once), which a moment does not mend.
    func removeNetwork(_ id: String, _ name: String, mustGo: Bool) async throws -> StepOutcome {
        let deadline = clock.now() + .seconds(5)
        while true {
            do {
                try await engine.removeNetwork(id)
                return StepOutcome()
            } catch let error as EngineError where error.isNotFound {
                return StepOutcome()
            } catch let error as EngineError where error.status == 403 {
                let users = try await engine.containers(matching: .all, includingStopped: false).filter { $0.isIn(id) }
                if !users.isEmpty || clock.now() >= deadline {
                    if mustGo { throw error }
                    let isMiscounted = users.isEmpty && error.message.contains("has active endpoints")
                    return StepOutcome(warnings: [
                        isMiscounted ? Self.miscount(in: name) : Self.stays("Network \(name)", for: users, error)
                    ])
                }
            }
            try await clock.sleep(.milliseconds(100))
        }
    }

    private static func miscount(in name: String) -> String {
        "Network \(name) stays: the engine counts endpoints in it, but no container is in it. It can be removed once the engine was restarted"
    }
}

extension ContainerSummary {
    /// Whether it has joined the network with this id.
    fileprivate func isIn(_ network: String) -> Bool {
        networkSettings?.networks.values.contains { $0.networkID == network } ?? false
    }
}

extension EngineError {
    /// Whether the engine found no network of a name or id, or more than one: `network X not found` (404; in a swarm a part of `Could not
    /// attach to network X: ...`), `network X is ambiguous (2 matches found on name)` (400). As engines 20.10 to 28 say it.
    fileprivate var isAboutNoNetwork: Bool {
        guard status != nil else { return false }
        let words = message.split { $0 == " " || $0 == "\n" }
        return words.indices.contains { place in
            let end = words[place...].dropFirst(2).prefix(2).map { $0.prefix { $0.isLetter } }
            return words[place] == "network" && (end == ["not", "found"] || end == ["is", "ambiguous"])
        }
    }
}
