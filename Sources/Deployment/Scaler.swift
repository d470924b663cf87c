package import EngineClient
import EngineModel

/// Why a service cannot be scaled.
package enum ScaleError: Error, Hashable, Sendable, CustomStringConvertible {
    case notReplicated

    /// Docker's words.
    package var description: String { "scale can only be used with replicated or replicated-job mode" }
}

extension Engine {
    /// Sets the number of tasks of a service. Nothing is sent when it has that number already.
    ///
    /// - Throws: `EngineError`, `ScaleError`.
    package func scale(_ idOrName: String, to count: UInt64, clock: Timekeeper = .real) async throws -> ServiceChange {
        try await change(idOrName, clock: clock) { try $0.rawSpecScaled(to: count) }
    }
}

extension Service {
    /// The whole spec with another number of tasks; nil if it is that number already.
    fileprivate func rawSpecScaled(to count: UInt64) throws -> JSONValue? {
        var raw = rawSpec
        switch spec.mode ?? .replicated(replicas: nil) {
        case .replicated(let replicas):
            if replicas ?? 1 == count { return nil }
            raw[["Mode", "Replicated", "Replicas"]] = JSONValue(count)
        case .replicatedJob(_, let total):
            if total ?? 1 == count { return nil }
            raw[["Mode", "ReplicatedJob", "TotalCompletions"]] = JSONValue(count)
        case .global, .globalJob: throw ScaleError.notReplicated
        }
        return raw
    }
}
