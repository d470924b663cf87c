package import EngineModel
package import HTTPTransport

/// A Docker engine, reached over its HTTP API.
///
/// The first request asks which versions the engine speaks; the newest that both know is used from then on.
package struct DockerEngine: ContainerEngine {
    let http: HTTPClient
    /// Streams have connections of their own, and so have starts and stops of containers and questions that a registry has to answer:
    /// they take long, and are not to use up the places of the others.
    let streams: HTTPClient
    let negotiation: VersionNegotiation
    /// How long any request may take as a whole; nil for what is usual. Streams have no limit.
    let patience: Duration?

    /// An engine at an end point; nothing is connected until the first request.
    ///
    /// - Parameter patience: how long any request but a stream may take as a whole; nil for what is usual.
    package init(endpoint: Endpoint, patience: Duration? = nil) {
        http = HTTPClient(endpoint)
        streams = HTTPClient(endpoint, maximumConnections: 1_000)
        negotiation = VersionNegotiation(http: http, patience: patience)
        self.patience = patience
    }

    /// The engine that the user means.
    package init(_ found: EngineEndpoint, patience: Duration? = nil) { self.init(endpoint: found.endpoint, patience: patience) }

    /// The version that is spoken; asks the engine when it is not known yet.
    package func apiVersion() async throws -> APIVersion { try await negotiation.version() }

    /// Closes kept connections.
    package func close() {
        http.close()
        streams.close()
    }
}
