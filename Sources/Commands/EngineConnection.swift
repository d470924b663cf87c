import Deployment
import EngineClient
import EngineModel

/// An engine with what belongs to it.
struct EngineConnection: Sendable {
    var engine: any ContainerEngine
    /// Where it is, such as `tcp://pi:2375`.
    var address = "unix://" + EngineEndpoint.standardSocket
    /// Finds credentials in the docker client's configuration.
    var credentials: CredentialSource
    /// The version of the API that is spoken, such as `1.41`.
    var apiVersion: @Sendable () async throws -> String
    /// The environment in which docker's own programs find this engine.
    var environment: [String: String] = [:]
    /// Docker's plugin buildx; nil where it is not installed. Throws `EngineError`.
    var buildx: @Sendable () throws -> ClientPlugin? = { nil }
    /// Ends kept connections.
    var close: @Sendable () async -> Void
}

extension CommandContext {
    /// Connects, does something, and closes the connection whatever came of it.
    func withEngine<Value>(
        _ options: ConnectionOptions, _ body: (EngineConnection) async throws -> Value
    ) async throws -> Value {
        let connection = try await connect(options, self)
        do {
            let value = try await body(connection)
            await connection.close()
            return value
        } catch {
            await connection.close()
            throw error
        }
    }
}

extension EngineConnection {
    /// Finds the engine as docker does, with the command's own options first. Nothing is sent yet.
    ///
    /// - Throws: `EngineError` for an address or a context that is wrong.
    static func open(_ options: ConnectionOptions, _ context: CommandContext) async throws -> EngineConnection {
        var environment = context.environment
        if let host = options.host { environment["DOCKER_HOST"] = host }
        if let name = options.context {
            environment["DOCKER_HOST"] = options.host
            environment["DOCKER_CONTEXT"] = name
        }
        let home = environment["HOME"]
        let found = try EngineEndpoint.resolve(
            environment: environment, home: home, hostOrigin: options.host == nil ? "DOCKER_HOST" : "--host")
        let engine = DockerEngine(found, patience: context.enginePatience)
        let settings = environment
        return EngineConnection(
            engine: engine, address: found.description,
            credentials: { image in try await RegistryCredentials(environment: settings, home: home).auth(for: image) },
            apiVersion: { try await engine.apiVersion().description },
            environment: settings,
            buildx: { try ClientPlugin.find("buildx", environment: settings) },
            close: { engine.close() })
    }
}
