import EngineClient
import EngineModel
import Planning

extension HostStepRunner {
    /// A lost answer, or another program that was faster, leaves a network of the name: that is it.
    func createNetwork(_ request: NetworkCreateRequest) async throws -> StepOutcome {
        do {
            let made = try await engine.createNetwork(request).id
            return StepOutcome(createdID: try await onlyNetwork(like: request)?.id ?? made)
        } catch let error as EngineError where error.isConflict || !error.isWithoutEffect {
            guard let found = try await onlyNetwork(like: request) else { throw error }
            return StepOutcome(createdID: found.id)
        }
    }

    /// The network of a request's name. An engine looks for the name before it begins, so what a killed or simultaneous run asked for
    /// may have become a second one: whoever sees two removes the younger, or the one that no container is in.
    private func onlyNetwork(like request: NetworkCreateRequest) async throws -> Network? {
        var found = try await engine.networks(matching: .all.name(request.name)).filter { $0.name == request.name }.oldestFirst
        let owner = request.labels[ProjectLabel.project]
        for network in found.reversed() where network.labels[ProjectLabel.project] == owner {
            guard found.count > 1 else { break }
            do {
                try await ignoring({ $0.isNotFound }) { try await engine.removeNetwork(network.id) }
            } catch let error as EngineError where error.status == 403 {
                continue  // containers are in it
            }
            found.removeAll { $0.id == network.id }
        }
        return found.first
    }

    /// A network that others use stays: docker compose says so and goes on. An engine may need a moment to let go of the project's own
    /// containers, which are gone already.
    func removeNetwork(_ id: String, _ name: String, mustGo: Bool) async throws -> StepOutcome {
        let deadline = clock.now() + .seconds(30)
        while true {
            do {
                try await engine.removeNetwork(id)
                return StepOutcome()
            } catch let error as EngineError where error.isNotFound {
                return StepOutcome()
            } catch let error as EngineError where error.status == 403 {
                let isUsed = try await engine.containers(matching: .all, includingStopped: false).contains { $0.isIn(id) }
                guard !isUsed, clock.now() < deadline else {
                    if mustGo { throw error }
                    return StepOutcome(warnings: ["Network \(name) is still in use: \(error.message)"])
                }
            }
            try await clock.sleep(.milliseconds(100))
        }
    }
}

extension ContainerSummary {
    /// Whether it has joined the network with this id.
    fileprivate func isIn(_ network: String) -> Bool {
        networkSettings?.networks.values.contains { $0.networkID == network } ?? false
    }
}
