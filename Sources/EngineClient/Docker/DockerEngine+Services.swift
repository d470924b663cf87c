package import EngineModel

extension DockerEngine {
    package func services(matching filters: ObjectFilters, withStatus: Bool) async throws -> [Service] {
        var query = QueryString()
        if withStatus { query.add("status", "true") }
        return try await list("/services", matching: filters, query, to: "list services")
    }

    package func service(_ idOrName: String) async throws -> Service {
        try await get("/services/\(idOrName.percentEncoded)", to: "inspect service \(idOrName)")
    }

    package func createService(_ spec: JSONValue, registryAuth: RegistryAuth?) async throws -> ServiceCreated {
        try await post(
            "/services/create", fields: .init(registryAuth: registryAuth), body: spec, limits: Patience.registry,
            to: "create service \(spec["Name"]?.text ?? "without a name")")
    }

    package func updateService(
        id: String, version: ObjectVersion, spec: JSONValue, options: ServiceUpdateOptions
    ) async throws -> ServiceUpdated {
        var query = QueryString()
        query.add("version", version.description)
        query.add("registryAuthFrom", options.registryAuthFrom.rawValue)
        if options.rollsBack { query.add("rollback", "previous") }
        return try await post(
            "/services/\(id.percentEncoded)/update", query, fields: .init(registryAuth: options.registryAuth), body: spec,
            limits: Patience.registry, to: "\(options.rollsBack ? "roll back" : "update") service \(spec["Name"]?.text ?? id)")
    }

    package func removeService(_ idOrName: String) async throws {
        try await delete("/services/\(idOrName.percentEncoded)", to: "remove service \(idOrName)")
    }

    package func tasks(matching filters: ObjectFilters) async throws -> [SwarmTask] {
        try await list("/tasks", matching: filters, to: "list tasks")
    }

    package func task(id: String) async throws -> SwarmTask { try await get("/tasks/\(id.percentEncoded)", to: "inspect task \(id)") }
}
