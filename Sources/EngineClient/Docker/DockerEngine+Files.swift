package import EngineModel

extension DockerEngine {
    package func secrets(matching filters: ObjectFilters) async throws -> [Secret] {
        try await list("/secrets", matching: filters, to: "list secrets")
    }

    package func createSecret(_ spec: SecretSpec) async throws -> ObjectCreated {
        try await post("/secrets/create", body: spec, to: "create secret \(spec.name)")
    }

    package func updateSecret(id: String, version: ObjectVersion, spec: SecretSpec) async throws {
        try await post("/secrets/\(id.percentEncoded)/update", .version(version), body: spec, to: "update secret \(spec.name)")
    }

    package func removeSecret(_ idOrName: String) async throws {
        try await delete("/secrets/\(idOrName.percentEncoded)", to: "remove secret \(idOrName)")
    }

    package func configs(matching filters: ObjectFilters) async throws -> [Config] {
        try await list("/configs", matching: filters, to: "list configs")
    }

    package func createConfig(_ spec: ConfigSpec) async throws -> ObjectCreated {
        try await post("/configs/create", body: spec, to: "create config \(spec.name)")
    }

    package func updateConfig(id: String, version: ObjectVersion, spec: ConfigSpec) async throws {
        try await post("/configs/\(id.percentEncoded)/update", .version(version), body: spec, to: "update config \(spec.name)")
    }

    package func removeConfig(_ idOrName: String) async throws {
        try await delete("/configs/\(idOrName.percentEncoded)", to: "remove config \(idOrName)")
    }
}

extension QueryString {
    /// The version that an update must name.
    static func version(_ version: ObjectVersion) -> QueryString {
        var query = QueryString()
        query.add("version", version.description)
        return query
    }
}
