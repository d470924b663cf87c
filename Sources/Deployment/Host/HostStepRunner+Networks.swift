import EngineClient
import EngineModel
import Planning

extension HostStepRunner {
    /// A lost answer, or another program that was faster, leaves a network of the name: that is it.
    func createNetwork(_ request: NetworkCreateRequest) async throws -> StepOutcome {
        do {
            return StepOutcome(createdID: try await engine.createNetwork(request).id)
        } catch let error as EngineError where error.isConflict || !error.isWithoutEffect {
            let found = try await engine.networks(matching: .all.name(request.name)).first { $0.name == request.name }
            guard let found else { throw error }
            return StepOutcome(createdID: found.id)
        }
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
