import ComposeModel
import Diagnostics
import YAMLTree

extension Network {
    static let table = FieldTable<Network>(
        [
            .value("name", \.name, .nonEmptyString),
            .value("driver", \.driver, .nonEmptyString),
            .list("driver_opts", \.driverOpts, .options),
            .value("ipam", \.ipam, IPAM.table.codec(IPAM.init)),
            .external(name: \.name, flag: \.isExternal),
            .value("internal", \.internal, .flag),
            .value("attachable", \.attachable, .flag),
            .value("enable_ipv4", \.enableIPv4, .bool),
            .value("enable_ipv6", \.enableIPv6, .bool),
            .list("labels", \.labels, .labels),
        ], extensions: \.extensions)
}

extension IPAM {
    static let table = FieldTable<IPAM>(
        [
            .value("driver", \.driver, .nonEmptyString),
            .list("config", \.config, listCodec(of: IPAMPool.table.codec(omitEmpty: false, IPAMPool.init))),
            .list("options", \.options, .options),
        ], extensions: \.extensions)
}

extension IPAMPool {
    static let table = FieldTable<IPAMPool>(
        [
            .value("subnet", \.subnet, .nonEmptyString),
            .value("ip_range", \.ipRange, .nonEmptyString),
            .value("gateway", \.gateway, .nonEmptyString),
            .list("aux_addresses", \.auxAddresses, .options),
        ], extensions: \.extensions)
}

extension Volume {
    static let table = FieldTable<Volume>(
        [
            .value("name", \.name, .nonEmptyString),
            .value("driver", \.driver, .nonEmptyString),
            .value("driver_opts", \.driverOpts, .options),
            .external(name: \.name, flag: \.isExternal),
            .list("labels", \.labels, .labels),
        ], extensions: \.extensions)
}

extension FileObject {
    static let secretTable = FieldTable<FileObject>(
        sharedFields + [
            .value("driver", \.driver, .nonEmptyString),
            .list("driver_opts", \.driverOpts, .options),
        ], extensions: \.extensions)

    static let configTable = FieldTable<FileObject>(
        sharedFields + [.value("content", \.content, .string)], extensions: \.extensions)

    private static let sharedFields: [Field<FileObject>] = [
        .value("name", \.name, .nonEmptyString),
        .value("file", \.file, .path),
        .value("environment", \.environment, .nonEmptyString),
        .external(name: \.name, flag: \.isExternal),
        .list("labels", \.labels, .labels),
        .value("template_driver", \.templateDriver, .nonEmptyString),
    ]
}

extension LanguageModel {
    static let table = FieldTable<LanguageModel>(
        [
            .value("name", \.name, .nonEmptyString),
            .value("model", \.model, .string),
            .value("context_size", \.contextSize, .int),
            .list("runtime_flags", \.runtimeFlags, .strings),
        ], extensions: \.extensions)
}

extension Field {
    /// `external:` a boolean, or the deprecated mapping that also gives the name.
    fileprivate static func external(
        name: Property<Owner, String?>, flag: Property<Owner, Bool>
    ) -> Field {
        Field(
            key: "external",
            decode: { node, owner, decoder in
                guard case .mapping(let mapping) = node.content else {
                    owner[keyPath: flag] = Codec<Bool>.bool.decode(node, &decoder) ?? false
                    return
                }
                owner[keyPath: flag] = true
                guard let given = mapping["name"], let text = Codec<String>.string.decode(given, &decoder) else { return }
                if owner[keyPath: name] == nil { owner[keyPath: name] = text }
            },
            encode: { owner, _ in owner[keyPath: flag] ? .bool(true) : nil })
    }
}
