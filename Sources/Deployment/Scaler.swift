package import EngineClient
package import EngineModel

/// Why a service cannot be scaled.
package enum ScaleError: Error, Hashable, Sendable, CustomStringConvertible {
    case notReplicated

    /// Docker's words.
    package var description: String { "scale can only be used with replicated or replicated-job mode" }
}

extension Engine {
    /// Sets the number of tasks of a service. Nothing is sent when it has that number already.
    ///
    /// The spec is sent back whole, with fields that we do not know. When somebody else changes the service at the same time, it is read
    /// again and the number set in what is there then.
    ///
    /// - Returns: the engine's remarks, and whether something was sent.
    /// - Throws: `EngineError`, `ScaleError`.
    package func scale(
        _ idOrName: String, to count: UInt64, clock: Timekeeper = .real
    ) async throws -> (service: Service, warnings: [String], changed: Bool) {
        var service = try await service(idOrName)
        for attempt in 1...10 {
            guard let spec = try service.rawSpecScaled(to: count) else { return (service, [], false) }
            do {
                let answer = try await updateService(id: service.id, version: service.version, spec: spec, options: .init())
                return (service, answer.warnings, true)
            } catch let error as EngineError {
                let current = try await self.service(service.id)
                guard current.version != service.version, attempt < 10 else { throw error }
                service = current
                try await clock.sleep(.milliseconds(50 * attempt))
            }
        }
        return (service, [], false)
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
