package import EngineModel

extension DockerEngine {
    package func networks(matching filters: ObjectFilters) async throws -> [Network] {
        try await list("/networks", matching: filters, to: "list networks")
    }

    package func network(_ idOrName: String) async throws -> Network {
        try await get("/networks/\(idOrName.percentEncoded)", to: "inspect network \(idOrName)")
    }

    package func createNetwork(_ request: NetworkCreateRequest) async throws -> NetworkCreated {
        try await post("/networks/create", body: request, to: "create network \(request.name)")
    }

    package func removeNetwork(_ idOrName: String) async throws {
        try await delete("/networks/\(idOrName.percentEncoded)", to: "remove network \(idOrName)")
    }
}
