package import EngineClient
package import EngineModel

/// Builds the images of services with the engine's own builder; ``BuilderChoice`` says which ones it can.
package struct ServiceBuild: Sendable {
    private let engine: any ContainerEngine
    private let credentials: CredentialSource
    private let environment: [String: String]

    /// - Parameter environment: where build arguments without a value find one.
    package init(engine: any ContainerEngine, credentials: @escaping CredentialSource, environment: [String: String]) {
        self.engine = engine
        self.credentials = credentials
        self.environment = environment
    }

    /// Builds the image of a service that has a build section, and gives it its names.
    ///
    /// - Parameter report: called with each message of the builder.
    /// - Returns: the id of the image.
    /// - Throws: `EngineError`; misconfigured for a context that cannot be read.
    package func build(
        _ service: DesiredHostService, wishes: BuildWishes = BuildWishes(), report: @Sendable (ProgressMessage) async -> Void
    ) async throws -> String {
        guard let build = service.build else { throw refusal(service, "it has no build section") }
        var options = options(build, wishes)
        options.tags = [service.image] + build.tags
        options.platform = wishes.platforms(of: service).first ?? ""
        let archive: (@Sendable () async throws -> [UInt8]?)?
        if build.isRemote {
            options.remote = build.context
            options.dockerfile = build.dockerfile ?? "Dockerfile"
            archive = nil
        } else {
            let context = try BuildContext(folder: build.context, dockerfile: build.contextDockerfile)
            options.dockerfile = context.dockerfileName
            options.registryAuths = try await auths(context.baseImages)
            archive = context.archive()
        }
        for try await message in try await engine.buildImage(options, context: archive) { await report(message) }
        return try await engine.image(service.image).id
    }

    private func options(_ build: DesiredBuild, _ wishes: BuildWishes) -> BuildOptions {
        var options = BuildOptions()
        options.target = build.target
        options.arguments = wishes.arguments(of: build, environment: environment, includesProxies: true)
        options.labels = build.labels
        options.cacheFrom = build.cacheFrom
        options.network = build.network
        options.extraHosts = build.extraHosts
        options.ulimits = build.ulimits
        options.sharedMemory = build.shmSize > 0 ? build.shmSize : nil
        options.noCache = build.noCache || wishes.noCache
        options.pulls = build.pull || wishes.pulls
        return options
    }

    /// A credential for each registry that a base image comes from.
    private func auths(_ images: [String]) async throws -> [RegistryAuth] {
        var found: [String: RegistryAuth] = [:]
        for image in images {
            guard let reference = try? ImageReference(image), found[reference.domain] == nil else { continue }
            found[reference.domain] = try await credentials(reference)
        }
        return found.values.sorted { $0.registry < $1.registry }
    }

    private func refusal(_ service: DesiredHostService, _ message: String) -> EngineError {
        EngineError(.misconfigured, operation: "build service \(service.name)", message: message)
    }
}

extension DesiredBuild {
    /// The Dockerfile of a context that is a folder.
    var contextDockerfile: BuildContext.Dockerfile {
        dockerfileInline.map(BuildContext.Dockerfile.text) ?? .path(dockerfile ?? "Dockerfile")
    }
}
