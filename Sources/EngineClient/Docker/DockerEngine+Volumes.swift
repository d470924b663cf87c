package import EngineModel
import HTTPTransport

extension DockerEngine {
    package func volumes(matching filters: ObjectFilters) async throws -> [Volume] {
        var query = QueryString()
        if !filters.values.isEmpty { query.add("filters", try JSONText.encode(filters.values)) }
        let answer: VolumeList = try await get("/volumes", query, to: "list volumes")
        return answer.volumes
    }

    package func volume(_ name: String) async throws -> Volume {
        try await get("/volumes/\(name.percentEncoded)", to: "inspect volume \(name)")
    }

    package func createVolume(_ request: VolumeCreateRequest) async throws -> Volume {
        try await post("/volumes/create", body: request, limits: Patience.registry, to: "create volume \(request.name)")
    }

    package func removeVolume(_ name: String, force: Bool) async throws {
        var query = QueryString()
        query.add("force", flag: force)
        _ = try await perform(.delete, "/volumes/\(name.percentEncoded)", query, to: "remove volume \(name)")
    }

    package func connectNetwork(_ network: String, container: String, endpoint: EndpointSettings?) async throws {
        let join = NetworkConnectRequest(container: container, endpointConfig: endpoint)
        try await post(
            "/networks/\(network.percentEncoded)/connect", QueryString(), body: join,
            to: "connect container \(container) to network \(network)")
    }

    package func disconnectNetwork(_ network: String, container: String, force: Bool) async throws {
        let leave = NetworkDisconnectRequest(container: container, force: force)
        try await post(
            "/networks/\(network.percentEncoded)/disconnect", QueryString(), body: leave,
            to: "disconnect container \(container) from network \(network)")
    }
}
