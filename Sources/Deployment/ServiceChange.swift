package import EngineClient
package import EngineModel

/// What became of a change of one service.
package struct ServiceChange: Sendable {
    /// As it was before.
    package var service: Service
    /// The engine's remarks.
    package var warnings: [String]
    /// Whether something was sent.
    package var wasSent: Bool
}

extension Engine {
    /// Changes a service: reads it, edits its whole spec, with fields that we do not know, and sends it back. When somebody else changes the
    /// service at the same time, it is read again and what is there then is edited.
    ///
    /// - Parameter edit: gives the new spec; nil sends nothing.
    /// - Throws: `EngineError`, and what `edit` throws.
    package func change(
        _ idOrName: String, clock: Timekeeper = .real, options: ServiceUpdateOptions = .init(), _ edit: (Service) throws -> JSONValue?
    ) async throws -> ServiceChange {
        var service = try await service(idOrName)
        for attempt in 1...10 {
            guard let spec = try edit(service) else { return ServiceChange(service: service, warnings: [], wasSent: false) }
            do {
                let answer = try await updateService(id: service.id, version: service.version, spec: spec, options: options)
                return ServiceChange(service: service, warnings: answer.warnings, wasSent: true)
            } catch let error as EngineError {
                let current = try await self.service(service.id)
                guard current.version != service.version, attempt < 10 else { throw error }
                service = current
                try await clock.sleep(.milliseconds(50 * attempt))
            }
        }
        return ServiceChange(service: service, warnings: [], wasSent: false)
    }

    /// Replaces all tasks of a service by new ones of the same spec, as its `update_config` says; a job runs again.
    ///
    /// - Throws: `EngineError`.
    package func restart(_ idOrName: String, clock: Timekeeper = .real) async throws -> ServiceChange {
        try await change(idOrName, clock: clock) { service in
            var raw = service.rawSpec
            raw[["TaskTemplate", "ForceUpdate"]] = JSONValue(service.spec.taskTemplate.forceUpdate &+ 1)
            return raw
        }
    }

    /// Goes back to the spec before the last update, as the engine keeps it.
    ///
    /// - Throws: `EngineError`; `RollbackError` when there is none.
    package func rollBack(_ idOrName: String, clock: Timekeeper = .real) async throws -> ServiceChange {
        let options = ServiceUpdateOptions(registryAuthFrom: .previousSpec, rollsBack: true)
        return try await change(idOrName, clock: clock, options: options) { service in
            guard service.previousSpec != nil else { throw RollbackError.nothingBefore }
            return service.rawSpec
        }
    }
}

/// Why a service cannot go back.
package enum RollbackError: Error, Hashable, Sendable, CustomStringConvertible {
    case nothingBefore

    package var description: String { "it was never updated, so there is nothing to go back to" }
}
