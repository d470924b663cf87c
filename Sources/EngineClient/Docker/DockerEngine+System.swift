package import EngineModel
import HTTPTransport

extension DockerEngine {
    package func version() async throws -> VersionInfo { try await get("/version", to: "ask the engine for its version") }

    package func info() async throws -> EngineInfo { try await get("/info", to: "ask the engine about itself") }

    package func swarm() async throws -> Swarm { try await get("/swarm", to: "ask for the swarm") }

    package func nodes(matching filters: ObjectFilters) async throws -> [SwarmNode] {
        try await list("/nodes", matching: filters, to: "list nodes")
    }

    package func node(_ idOrName: String) async throws -> SwarmNode {
        try await get("/nodes/\(idOrName.percentEncoded)", to: "inspect node \(idOrName)")
    }

    package func distribution(of image: ImageReference, registryAuth: RegistryAuth?) async throws -> DistributionInspect {
        // The path is taken apart at slashes by the engine itself, so they stay.
        let name = image.description.split(separator: "/").map { String($0).percentEncoded }.joined(separator: "/")
        let (exchange, bytes) = try await perform(
            .get, "/distribution/\(name)/json", QueryString(), fields: HTTPFields(registryAuth: registryAuth), limits: Patience.registry,
            over: streams, to: "look up image \(image.familiar)")
        return try exchange.decode(bytes)
    }

    package func events(_ options: EventOptions) async throws -> EngineStream<EngineEvent> {
        var query = QueryString()
        query.add("since", options.since?.decimal)
        query.add("until", options.until?.decimal)
        if !options.filters.values.isEmpty { query.add("filters", try JSONText.encode(options.filters.values)) }
        let (exchange, response) = try await open(.get, "/events", query, to: "follow events")
        let lines = LineReader(exchange: exchange, body: response.body)
        return EngineStream {
            while let line = try await lines.next() {
                if !line.isEmpty { return try exchange.decode(line) }
            }
            return nil
        }
    }
}

extension HTTPFields {
    /// The field that carries a credential; none for nil.
    init(registryAuth: RegistryAuth?) {
        self.init()
        if let registryAuth { add("X-Registry-Auth", registryAuth.headerValue) }
    }
}

extension Timestamp {
    /// `seconds.nanoseconds`, as the engine's `since` and `until` take it.
    var decimal: String {
        let fraction = String(nanoseconds)
        return "\(seconds)." + String(repeating: "0", count: max(0, 9 - fraction.count)) + fraction
    }
}
