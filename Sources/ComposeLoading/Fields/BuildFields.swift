import ComposeModel
import Diagnostics
import YAMLTree

extension Codec where Value == Build {
    /// A folder or address, or a mapping.
    static let build = Codec<Build>(
        decode: { node, decoder in
            if case .scalar = node.content {
                guard let context = Codec<String>.buildContext.decode(node, &decoder) else { return nil }
                var build = Build()
                build.context = context
                return build
            }
            guard let mapping = decoder.mapping(node) else { return nil }
            var build = Build()
            Build.table.decode(mapping, into: &build, &decoder)
            if build.context == nil, decoder.dialect == .specification {
                build.context = decoder.files[node.range.file].absolute(".")
            }
            return build
        },
        encode: { build, dialect in Build.table.encode(build, dialect) })
}

extension Build {
    static let table = FieldTable<Build>(
        [
            .value("context", { $0.context }, { $0.context = $1 }, .buildContext),
            .value("dockerfile", { $0.dockerfile }, { $0.dockerfile = $1 }, .nonEmptyString),
            .value("dockerfile_inline", { $0.dockerfileInline }, { $0.dockerfileInline = $1 }, .nonEmptyString),
            .list("entitlements", { $0.entitlements }, { $0.entitlements = $1 }, .strings),
            .list("args", { $0.args }, { $0.args = $1 }, .environment),
            .list("ssh", { $0.ssh }, { $0.ssh = $1 }, .sshKeys),
            .list("labels", { $0.labels }, { $0.labels = $1 }, .labels),
            .list("cache_from", { $0.cacheFrom }, { $0.cacheFrom = $1 }, .strings),
            .list("cache_to", { $0.cacheTo }, { $0.cacheTo = $1 }, .strings),
            .value("no_cache", { $0.noCache }, { $0.noCache = $1 }, .flag),
            .list("no_cache_filter", { $0.noCacheFilter }, { $0.noCacheFilter = $1 }, .stringOrList),
            .list("additional_contexts", { $0.additionalContexts }, { $0.additionalContexts = $1 }, .contexts),
            .value("network", { $0.network }, { $0.network = $1 }, .nonEmptyString),
            .value("provenance", { $0.provenance }, { $0.provenance = $1 }, .scalarText),
            .value("sbom", { $0.sbom }, { $0.sbom = $1 }, .scalarText),
            .value("pull", { $0.pull }, { $0.pull = $1 }, .flag),
            .value("target", { $0.target }, { $0.target = $1 }, .nonEmptyString),
            .value("shm_size", { $0.shmSize }, { $0.shmSize = $1 }, .wholeBytes),
            .list("extra_hosts", { $0.extraHosts }, { $0.extraHosts = $1 }, .extraHosts.distinct),
            .value("isolation", { $0.isolation }, { $0.isolation = $1 }, .nonEmptyString),
            .value("privileged", { $0.privileged }, { $0.privileged = $1 }, .flag),
            .list("secrets", { $0.secrets }, { $0.secrets = $1 }, .references(defaultFolder: nil)),
            .list("tags", { $0.tags }, { $0.tags = $1 }, .strings),
            .list("ulimits", { $0.ulimits }, { $0.ulimits = $1 }, .ulimits),
            .list("platforms", { $0.platforms }, { $0.platforms = $1 }, .strings),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension Codec where Value == String {
    /// A folder that starts at the file that names it, or an address that a builder fetches.
    fileprivate static let buildContext = Codec<String>(
        decode: { node, decoder in
            guard let text = Codec<String>.string.decode(node, &decoder) else { return nil }
            if decoder.dialect == .stack || text.isEmpty || isRemote(text) { return text }
            return decoder.files[node.range.file].absolute(text)
        },
        encode: nonEmptyString.encode)

    fileprivate static func isRemote(_ context: String) -> Bool {
        let prefixes = ["https://", "http://", "git://", "ssh://", "github.com/", "git@", "service:"]
        return context.contains("://") || prefixes.contains { context.hasPrefix($0) }
    }
}

extension Codec where Value == [KeyValue] {
    /// Named contexts, each a folder or an address.
    fileprivate static let contexts = Codec<[KeyValue]>(
        decode: { node, decoder in
            let scope = decoder.files[node.range.file]
            return labels.decode(node, &decoder)?.map { context in
                KeyValue(context.key, Codec<String>.isRemote(context.value) ? context.value : scope.absolute(context.value))
            }
        },
        encode: labels.encode)
}

extension Codec where Value == [EnvironmentEntry] {
    /// SSH keys: `default`, or `id=path`.
    fileprivate static let sshKeys = Codec<[EnvironmentEntry]>(
        decode: environment.decode,
        encode: { keys, _ in .sequence(keys.map { key in .string(key.value.map { key.name + "=" + $0 } ?? key.name) }) })
}
