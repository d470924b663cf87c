package import EngineModel

/// What the command line adds to what the files say about a build.
package struct BuildWishes: Hashable, Sendable {
    /// Further build arguments; nil takes the value from the environment.
    package var arguments: [String: String?] = [:]
    /// Uses no layers from before.
    package var noCache = false
    /// Fetches base images even if they are here.
    package var pulls = false
    /// Further SSH agents or keys, as `id` or `id=path`.
    package var ssh: [String] = []
    /// Whether the image is sent to its registry afterwards.
    package var pushes = false
    /// Whether containers will run from the image: it is built for the one platform that they have.
    package var isForRunning = false

    /// Nothing more.
    package init() {}

    /// The platforms to build for; none leaves the choice to the builder.
    ///
    /// docker compose's rule: what runs here is built for the service's platform, or the only one of the build; several can only be built
    /// to be sent elsewhere.
    package func platforms(of service: DesiredHostService) -> [String] {
        let own = service.platform.isEmpty ? [] : [service.platform]
        let built = service.build?.platforms ?? []
        guard isForRunning else { return built.isEmpty ? own : built }
        return own.isEmpty && built.count == 1 ? built : own
    }

    /// All build arguments that have a value; one that has it nowhere keeps the Dockerfile's default.
    ///
    /// - Parameters:
    ///   - environment: where those without a value find one.
    ///   - includesProxies: whether the user's proxies stand in for those that nothing else gives.
    package func arguments(
        of build: DesiredBuild, environment: [String: String], includesProxies: Bool = false
    ) -> [String: String] {
        var values = includesProxies ? build.proxies : [:]
        for (name, value) in build.args.merging(arguments, uniquingKeysWith: { $1 }) { values[name] = value ?? environment[name] }
        return values
    }
}
