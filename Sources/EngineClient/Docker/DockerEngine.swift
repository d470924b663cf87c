package import EngineModel
package import HTTPTransport

/// A Docker engine, reached over its HTTP API.
///
/// The first request asks which versions the engine speaks; the newest that both know is used from then on.
package struct DockerEngine: ContainerEngine {
    let http: HTTPClient
    /// Streams have connections of their own: those that follow the output of many services must not use up the places of the others.
    let streams: HTTPClient
    let negotiation: VersionNegotiation

    /// An engine at an end point; nothing is connected until the first request.
    package init(endpoint: Endpoint) {
        http = HTTPClient(endpoint)
        streams = HTTPClient(endpoint, maximumConnections: 1_000)
        negotiation = VersionNegotiation(http: http)
    }

    /// The engine that the user means.
    package init(_ found: EngineEndpoint) { self.init(endpoint: found.endpoint) }

    /// The version that is spoken; asks the engine when it is not known yet.
    package func apiVersion() async throws -> APIVersion { try await negotiation.version() }

    /// Closes kept connections.
    package func close() {
        http.close()
        streams.close()
    }
}
