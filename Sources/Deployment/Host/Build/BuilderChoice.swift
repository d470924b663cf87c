import EngineClient
package import EngineModel

/// Which of the two builders makes an image.
package enum Builder: Hashable, Sendable {
    /// The engine's own one, through its API.
    case engine
    /// BuildKit, through docker's plugin buildx.
    case buildx
}

/// What the user says about builders.
package struct BuilderChoice: Hashable, Sendable {
    /// The builder that is asked for; nil takes buildx where it is, unless only the engine's own one can do what a build wants.
    package let wanted: Builder?
    /// The name of one of buildx's builders; nil leaves that to buildx.
    package let instance: String?
    /// Whether some builder of buildx was named: what it can do is not known here.
    private let isNamed: Bool

    /// `DOCKER_BUILDKIT` decides as for docker's own client, `BUILDX_BUILDER` names a builder as for buildx.
    ///
    /// - Parameter instance: wins over `BUILDX_BUILDER`.
    /// - Throws: `EngineError`, misconfigured.
    package init(environment: [String: String], instance: String? = nil) throws {
        let text = environment["DOCKER_BUILDKIT"] ?? ""
        let isKit = Self.truth(text)
        if !text.isEmpty && isKit == nil { throw Self.misconfigured("DOCKER_BUILDKIT is \"\(text)\", which is neither 0 nor 1") }
        if isKit == false, let instance { throw Self.misconfigured("DOCKER_BUILDKIT=0 leaves no use for the builder \"\(instance)\"") }
        isNamed = instance != nil || environment["BUILDX_BUILDER"]?.isEmpty == false
        wanted = isKit == false ? .engine : isKit == true || isNamed ? .buildx : nil
        self.instance = instance
    }

    /// The builder for a service.
    ///
    /// - Parameters:
    ///   - hasBuildx: whether buildx was found.
    ///   - api: the engine's version.
    /// - Throws: `EngineError`, misconfigured, if no builder that may be used can do what the build wants.
    package func builder(
        for service: DesiredHostService, _ wishes: BuildWishes, hasBuildx: Bool, api: APIVersion
    ) throws -> Builder {
        guard let build = service.build else { throw Self.refusal(service, "it has no build section") }
        let beyondEngine = build.beyondEngine(wishes, platforms: wishes.platforms(of: service).count)
        let beyondBuildx = build.beyondBuildx(api: isNamed ? nil : api)
        switch wanted {
        case .engine:
            guard let beyondEngine else { return .engine }
            throw Self.refusal(service, "\(beyondEngine) needs BuildKit, which DOCKER_BUILDKIT=0 turns off")
        case .buildx:
            guard hasBuildx else { throw Self.refusal(service, "BuildKit is asked for, and docker's plugin buildx is not installed") }
            guard let beyondBuildx else { return .buildx }
            throw Self.refusal(service, "BuildKit cannot do \(beyondBuildx); the engine's own builder can (DOCKER_BUILDKIT=0)")
        case nil where hasBuildx:
            guard let beyondBuildx else { return .buildx }
            guard let beyondEngine else { return .engine }
            throw Self.refusal(service, "\(beyondEngine) needs BuildKit, which cannot do \(beyondBuildx)")
        case nil:
            guard let beyondEngine else { return .engine }
            throw Self.refusal(service, "\(beyondEngine) needs BuildKit, and docker's plugin buildx is not installed")
        }
    }

    /// As Go's `strconv.ParseBool`.
    private static func truth(_ text: String) -> Bool? {
        if ["1", "t", "T", "true", "TRUE", "True"].contains(text) { return true }
        return ["0", "f", "F", "false", "FALSE", "False"].contains(text) ? false : nil
    }

    private static func refusal(_ service: DesiredHostService, _ message: String) -> EngineError {
        EngineError(.misconfigured, operation: "build service \(service.name)", message: message)
    }

    private static func misconfigured(_ message: String) -> EngineError {
        EngineError(.misconfigured, operation: "choose a builder", message: message)
    }
}

extension DesiredBuild {
    /// The first key that the engine's own builder does not know; nil if it can do all that is asked. Attestations only describe an image,
    /// so it is built without them.
    fileprivate func beyondEngine(_ wishes: BuildWishes, platforms: Int) -> String? {
        let features = [
            ("secrets", !secrets.isEmpty), ("ssh", !ssh.isEmpty || !wishes.ssh.isEmpty),
            ("additional_contexts", !additionalContexts.isEmpty), ("cache_to", !cacheTo.isEmpty),
            ("no_cache_filter", !noCacheFilter.isEmpty), ("entitlements", !entitlements.isEmpty), ("privileged", privileged),
            ("several platforms", platforms > 1),
        ]
        return features.first(where: \.1)?.0
    }

    /// What BuildKit cannot do; nil if it can do all that is asked. Before engine 23 its Dockerfile frontend takes limits without a word,
    /// and does nothing.
    ///
    /// - Parameter api: the version of the engine whose BuildKit builds; nil for another one.
    fileprivate func beyondBuildx(api: APIVersion?) -> String? {
        if !["", "default", "host", "none"].contains(network) { return "the network \(network)" }
        guard let api, api < .limitsOfBuilds else { return nil }
        if !ulimits.isEmpty { return "ulimits in this engine" }
        return shmSize > 0 ? "shm_size in this engine" : nil
    }
}

extension APIVersion {
    /// Docker 23, whose BuildKit is 0.10.
    fileprivate static let limitsOfBuilds = APIVersion(1, 42)
}
