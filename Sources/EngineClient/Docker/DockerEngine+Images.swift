package import EngineModel
import FoundationEssentials
import HTTPTransport

extension DockerEngine {
    package func images(matching filters: ObjectFilters) async throws -> [ImageSummary] {
        try await list("/images/json", matching: filters, to: "list images")
    }

    package func image(_ nameOrID: String) async throws -> ImageInspect {
        try await get("/images/\(nameOrID.imagePath)/json", to: "inspect image \(nameOrID)")
    }

    package func pullImage(
        _ image: ImageReference, platform: String?, registryAuth: RegistryAuth?
    ) async throws -> EngineStream<ProgressMessage> {
        var query = QueryString()
        query.add("fromImage", image.familiarName)
        query.add("tag", image.digest ?? image.tag ?? "latest")
        query.add("platform", platform)
        return try await progress(
            "/images/create", query, fields: HTTPFields(registryAuth: registryAuth), to: "pull image \(image.familiar)")
    }

    package func pushImage(_ image: ImageReference, registryAuth: RegistryAuth?) async throws -> EngineStream<ProgressMessage> {
        var query = QueryString()
        query.add("tag", image.tag ?? "latest")
        var fields = HTTPFields(registryAuth: registryAuth)
        // The engine wants the field even when there is nothing to say.
        if registryAuth == nil { fields.add("X-Registry-Auth", "e30=") }
        return try await progress(
            "/images/\(image.familiarName.imagePath)/push", query, fields: fields, to: "push image \(image.familiar)")
    }

    package func tagImage(_ nameOrID: String, as image: ImageReference) async throws {
        var query = QueryString()
        query.add("repo", image.familiarName)
        query.add("tag", image.tag ?? "latest")
        _ = try await perform(.post, "/images/\(nameOrID.imagePath)/tag", query, to: "tag image \(nameOrID) as \(image.familiar)")
    }

    package func removeImage(_ nameOrID: String, force: Bool) async throws -> [ImageRemoval] {
        var query = QueryString()
        query.add("force", flag: force)
        let (exchange, bytes) = try await perform(
            .delete, "/images/\(nameOrID.imagePath)", query, limits: Patience.registry, to: "remove image \(nameOrID)")
        return try exchange.decode(bytes)
    }

    package func buildImage(
        _ options: BuildOptions, context: (@Sendable () async throws -> [UInt8]?)?
    ) async throws -> EngineStream<ProgressMessage> {
        var fields: HTTPFields = ["Content-Type": "application/x-tar"]
        if !options.registryAuths.isEmpty { fields.add("X-Registry-Config", try BuildCredentials.headerValue(options.registryAuths)) }
        let name = options.tags.first.map { "image \($0)" } ?? "an image"
        return try await progress(
            "/build", try QueryString(options), fields: fields, body: context.map { .stream(next: $0) } ?? .none, to: "build \(name)")
    }

    private func progress(
        _ path: String, _ query: QueryString, fields: HTTPFields, body: RequestBody = .none, to operation: String
    ) async throws -> EngineStream<ProgressMessage> {
        let (exchange, response) = try await open(.post, path, query, fields: fields, body: body, to: operation)
        let lines = LineReader(exchange: exchange, body: response.body)
        return EngineStream {
            while let line = try await lines.next() {
                let bytes = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
                if bytes.isEmpty { continue }
                let message: ProgressMessage = try exchange.decode(bytes)
                guard let failure = message.failure else { return message }
                throw EngineError(.failed, operation: operation, message: failure.message)
            }
            return nil
        }
    }
}

extension String {
    /// As a path below `/images`: the engine takes the name apart at slashes itself, so they stay.
    fileprivate var imagePath: String {
        split(separator: "/", omittingEmptySubsequences: false).map { String($0).percentEncoded }.joined(separator: "/")
    }
}

/// Credentials for all registries that a build may need.
private enum BuildCredentials {
    /// JSON in base64url: an object of credentials by registry. Each credential arrives as its own header's value.
    static func headerValue(_ auths: [RegistryAuth]) throws -> String {
        var byRegistry: [String: JSONValue] = [:]
        for auth in auths {
            let base64 = auth.headerValue.replacing("-", with: "+").replacing("_", with: "/")
            guard let data = Data(base64Encoded: base64), let value = try? JSONDecoder().decode(JSONValue.self, from: data) else {
                throw EngineError(.misconfigured, operation: "build", message: "the credential for \(auth.registry) cannot be read")
            }
            byRegistry[auth.registry == ImageReference.defaultDomain ? "https://index.docker.io/v1/" : auth.registry] = value
        }
        let encoded = Data(try JSONText.encodeBytes(byRegistry)).base64EncodedString()
        return encoded.replacing("+", with: "-").replacing("/", with: "_")
    }
}

extension QueryString {
    /// The parameters of a build.
    fileprivate init(_ options: BuildOptions) throws {
        self.init()
        for tag in options.tags { add("t", tag) }
        add("dockerfile", options.dockerfile)
        add("target", options.target.isEmpty ? nil : options.target)
        add("networkmode", options.network.isEmpty ? nil : options.network)
        add("platform", options.platform.isEmpty ? nil : options.platform)
        add("remote", options.remote.isEmpty ? nil : options.remote)
        if !options.ulimits.isEmpty { add("ulimits", try JSONText.encode(options.ulimits)) }
        add("nocache", flag: options.noCache)
        add("pull", flag: options.pulls)
        // Containers of steps are of no use afterwards.
        add("rm", flag: true)
        add("forcerm", flag: true)
        add("shmsize", options.sharedMemory.map(String.init))
        add("extrahosts", options.extraHosts.isEmpty ? nil : options.extraHosts.joined(separator: ","))
        if !options.arguments.isEmpty { add("buildargs", try JSONText.encode(options.arguments)) }
        if !options.labels.isEmpty { add("labels", try JSONText.encode(options.labels)) }
        if !options.cacheFrom.isEmpty { add("cachefrom", try JSONText.encode(options.cacheFrom)) }
    }
}
