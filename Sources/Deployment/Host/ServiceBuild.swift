package import EngineClient
package import EngineModel

/// Builds the images of services with the engine's own builder.
package struct ServiceBuild: Sendable {
    /// What the command line adds to what the files say.
    package struct Wishes: Hashable, Sendable {
        /// Further build arguments; nil takes the value from the environment.
        package var arguments: [String: String?] = [:]
        /// Uses no layers from before.
        package var noCache = false
        /// Fetches base images even if they are here.
        package var pulls = false

        /// Nothing more.
        package init() {}
    }

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
    /// - Throws: `EngineError`; misconfigured for what the engine's own builder cannot do.
    package func build(
        _ service: DesiredHostService, wishes: Wishes = Wishes(), report: @Sendable (ProgressMessage) async -> Void
    ) async throws -> String {
        guard let build = service.build else { throw refusal(service, "it has no build section") }
        if let feature = build.beyondClassicBuilder {
            throw refusal(service, "\(feature) needs BuildKit, and the engine's own builder has none")
        }
        var options = options(build, wishes)
        options.tags = [service.image] + build.tags
        options.platform = build.platforms.first ?? service.platform
        let archive: (@Sendable () async throws -> [UInt8]?)?
        if build.isRemote {
            options.remote = build.context
            options.dockerfile = build.dockerfile ?? "Dockerfile"
            archive = nil
        } else {
            let dockerfile = build.dockerfileInline.map(BuildContext.Dockerfile.text) ?? .path(build.dockerfile ?? "Dockerfile")
            let context = try BuildContext(folder: build.context, dockerfile: dockerfile)
            options.dockerfile = context.dockerfileName
            options.registryAuths = try await auths(context.baseImages)
            archive = context.archive()
        }
        for try await message in try await engine.buildImage(options, context: archive) { await report(message) }
        return try await engine.image(service.image).id
    }

    private func options(_ build: DesiredBuild, _ wishes: Wishes) -> BuildOptions {
        var options = BuildOptions()
        options.target = build.target
        for (name, value) in build.args.merging(wishes.arguments, uniquingKeysWith: { $1 }) {
            // A name that has a value nowhere keeps the Dockerfile's default.
            if let value = value ?? environment[name] { options.arguments[name] = value }
        }
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
    /// The first key that the engine's own builder does not know; nil if it can do all that is asked.
    fileprivate var beyondClassicBuilder: String? {
        let features = [
            ("secrets", !secrets.isEmpty), ("ssh", !ssh.isEmpty), ("additional_contexts", !additionalContexts.isEmpty),
            ("cache_to", !cacheTo.isEmpty), ("no_cache_filter", !noCacheFilter.isEmpty), ("entitlements", !entitlements.isEmpty),
            ("privileged", privileged), ("several platforms", platforms.count > 1),
        ]
        return features.first(where: \.1)?.0
    }

    /// Whether the engine fetches the context itself: a git repository, or an archive somewhere (docker's rule, `urlutil`).
    fileprivate var isRemote: Bool {
        ["http://", "https://", "git://", "git@", "github.com/", "ssh://"].contains { context.hasPrefix($0) }
    }
}
