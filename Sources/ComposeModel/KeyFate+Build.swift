extension KeyFate {
    /// The keys of a service's build section. A swarm builds nothing. One host: the engine's own builder, or buildx.
    package static let build: [KeyFate] = [
        buildKey("additional_contexts", .emulated("buildx, and BuildKit of Docker 23 or newer")),
        buildKey("args"),
        buildKey("cache_from"),
        buildKey("cache_to", .emulated("buildx, with a builder that exports its cache")),
        buildKey("context"),
        buildKey("dockerfile"),
        buildKey("dockerfile_inline"),
        buildKey("entitlements", .emulated("buildx, with a builder that grants them")),
        buildKey("extra_hosts"),
        buildKey("isolation", .ignored("only Windows has it")),
        buildKey("labels"),
        buildKey("network"),
        buildKey("no_cache"),
        buildKey("no_cache_filter", .emulated("buildx")),
        buildKey("platforms", .emulated("one by either builder; several by buildx, with a builder that can, for skep build --push")),
        buildKey("privileged", .emulated("buildx, with a builder that grants it")),
        buildKey("provenance", .emulated("buildx, with a builder that attests; left out without buildx")),
        buildKey("pull"),
        buildKey("sbom", .emulated("buildx, with a builder that attests; left out without buildx")),
        buildKey("secrets", .emulated("buildx, files and variables; uid, gid and mode do not count")),
        buildKey("shm_size"),
        buildKey("ssh", .emulated("buildx")),
        buildKey("tags"),
        buildKey("target"),
        buildKey("ulimits"),
    ]

    private static func buildKey(_ path: String, _ host: Fate = .applied) -> KeyFate {
        KeyFate(path, swarm: .ignored("nodes pull images; build and push them first"), host: host)
    }
}
