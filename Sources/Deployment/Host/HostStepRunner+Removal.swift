import EngineClient
import EngineModel
import Planning

/// What others still use stays: docker compose says so and goes on.
extension HostStepRunner {
    func removeVolume(_ name: String) async throws -> StepOutcome {
        try await removeUnlessUsed("Volume \(name)") {
            try await engine.containers(matching: .all).filter { $0.mounts.contains { $0.type == .volume && $0.name == name } }
        } remove: {
            try await engine.removeVolume(name, force: true)
        }
    }

    /// - Parameter users: the containers that use it; none where the engine's words say that.
    func removeUnlessUsed(
        _ what: String, by users: () async throws -> [ContainerSummary] = { [] }, remove: () async throws -> Void
    ) async throws -> StepOutcome {
        do {
            try await ignoring(\.isNotFound, remove)
        } catch let error as EngineError where error.isConflict {
            // A courtesy: what is not known is not told.
            return StepOutcome(warnings: [Self.stays(what, for: (try? await users()) ?? [], error)])
        }
        return StepOutcome()
    }

    /// Why something was not removed.
    ///
    /// - Parameter users: the containers that use it; where none is known, the engine's words say what it can say.
    static func stays(_ what: String, for users: [ContainerSummary], _ error: EngineError) -> String {
        guard !users.isEmpty else { return "\(what) is still in use: \(error.message)" }
        let names = users.map(\.name).sorted()
        let rest = names.count > 5 ? " and \(names.count - 5) more" : ""
        return "\(what) is still in use by \(names.prefix(5).joined(separator: ", "))\(rest)"
    }
}
