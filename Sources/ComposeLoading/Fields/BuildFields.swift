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
            .value("context", \.context, .buildContext),
            .value("dockerfile", \.dockerfile, .nonEmptyString),
            .value("dockerfile_inline", \.dockerfileInline, .nonEmptyString),
            .list("entitlements", \.entitlements, .strings),
            .list("args", \.args, .environment),
            .list("ssh", \.ssh, .sshKeys),
            .list("labels", \.labels, .labels),
            .list("cache_from", \.cacheFrom, .stringOrList),
            .list("cache_to", \.cacheTo, .strings),
            .value("no_cache", \.noCache, .flag),
            .list("no_cache_filter", \.noCacheFilter, .stringOrList),
            .list("additional_contexts", \.additionalContexts, .contexts),
            .value("network", \.network, .nonEmptyString),
            .value("provenance", \.provenance, .scalarText),
            .value("sbom", \.sbom, .scalarText),
            .value("pull", \.pull, .flag),
            .value("target", \.target, .nonEmptyString),
            .value("shm_size", \.shmSize, .bytes),
            .list("extra_hosts", \.extraHosts, .extraHosts.distinct),
            .value("isolation", \.isolation, .nonEmptyString),
            .value("privileged", \.privileged, .flag),
            .list("secrets", \.secrets, .references(defaultFolder: nil)),
            .list("tags", \.tags, .strings),
            .list("ulimits", \.ulimits, .ulimits),
            .list("platforms", \.platforms, .strings),
        ], extensions: \.extensions)
}

extension Codec where Value == String {
    /// A folder that starts at the file that names it, or an address that a builder fetches.
    fileprivate static let buildContext = Codec<String>(
        decode: { node, decoder in
            guard let text = Codec<String>.string.decode(node, &decoder) else { return nil }
            if decoder.dialect == .stack || isRemote(text) { return text }
            return decoder.files[node.range.file].absolute(text)
        },
        encode: { value, _ in .string(value) })

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
        decode: { node, decoder in
            if case .scalar = node.content {
                return Codec<String>.string.decode(node, &decoder).map { [EnvironmentEntry(pair: $0)] }
            }
            return environment.decode(node, &decoder)
        },
        encode: { keys, _ in .sequence(keys.map { key in .string(key.value.map { key.name + "=" + $0 } ?? key.name) }) })
}
