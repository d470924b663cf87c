import ComposeModel
import Diagnostics
import YAMLTree

extension Network {
    static let table = FieldTable<Network>(
        [
            .value("name", { $0.name }, { $0.name = $1 }, .nonEmptyString),
            .value("driver", { $0.driver }, { $0.driver = $1 }, .nonEmptyString),
            .list("driver_opts", { $0.driverOpts }, { $0.driverOpts = $1 }, .driverOptions),
            .value("ipam", { $0.ipam }, { $0.ipam = $1 }, IPAM.table.codec(IPAM.init)),
            .external(
                name: { $0.name }, { $0.name = $1 }, flag: { $0.isExternal }, { $0.isExternal = $1 }),
            .value("internal", { $0.internal }, { $0.internal = $1 }, .flag),
            .value("attachable", { $0.attachable }, { $0.attachable = $1 }, .flag),
            .value("enable_ipv4", { $0.enableIPv4 }, { $0.enableIPv4 = $1 }, .bool),
            .value("enable_ipv6", { $0.enableIPv6 }, { $0.enableIPv6 = $1 }, .bool),
            .list("labels", { $0.labels }, { $0.labels = $1 }, .labels),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension IPAM {
    static let table = FieldTable<IPAM>(
        [
            .value("driver", { $0.driver }, { $0.driver = $1 }, .nonEmptyString),
            .list("config", { $0.config }, { $0.config = $1 }, listCodec(of: IPAMPool.table.codec(omitEmpty: false, IPAMPool.init))),
            .list("options", { $0.options }, { $0.options = $1 }, .textOptions),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension IPAMPool {
    static let table = FieldTable<IPAMPool>(
        [
            .value("subnet", { $0.subnet }, { $0.subnet = $1 }, .nonEmptyString),
            .value("ip_range", { $0.ipRange }, { $0.ipRange = $1 }, .nonEmptyString),
            .value("gateway", { $0.gateway }, { $0.gateway = $1 }, .nonEmptyString),
            .list("aux_addresses", { $0.auxAddresses }, { $0.auxAddresses = $1 }, .textOptions),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension Volume {
    static let table = FieldTable<Volume>(
        [
            .value("name", { $0.name }, { $0.name = $1 }, .nonEmptyString),
            .value("driver", { $0.driver }, { $0.driver = $1 }, .nonEmptyString),
            .value("driver_opts", { $0.driverOpts }, { $0.driverOpts = $1 }, .driverOptions),
            .external(
                name: { $0.name }, { $0.name = $1 }, flag: { $0.isExternal }, { $0.isExternal = $1 }),
            .list("labels", { $0.labels }, { $0.labels = $1 }, .labels),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension FileObject {
    static let secretTable = FieldTable<FileObject>(
        sharedFields + [
            .value("driver", { $0.driver }, { $0.driver = $1 }, .nonEmptyString),
            .list("driver_opts", { $0.driverOpts }, { $0.driverOpts = $1 }, .driverOptions),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })

    static let configTable = FieldTable<FileObject>(
        sharedFields + [.value("content", { $0.content }, { $0.content = $1 }, .string)], extensions: { $0.extensions },
        { $0.extensions = $1 })

    private static let sharedFields: [Field<FileObject>] = [
        .value("name", { $0.name }, { $0.name = $1 }, .nonEmptyString),
        .value("file", { $0.file }, { $0.file = $1 }, .path),
        .value("environment", { $0.environment }, { $0.environment = $1 }, .nonEmptyString),
        .external(
            name: { $0.name }, { $0.name = $1 }, flag: { $0.isExternal }, { $0.isExternal = $1 }),
        .list("labels", { $0.labels }, { $0.labels = $1 }, .labels),
        .value("template_driver", { $0.templateDriver }, { $0.templateDriver = $1 }, .nonEmptyString),
    ]
}

extension LanguageModel {
    static let table = FieldTable<LanguageModel>(
        [
            .value("name", { $0.name }, { $0.name = $1 }, .nonEmptyString),
            .value("model", { $0.model }, { $0.model = $1 }, .string),
            .value("context_size", { $0.contextSize }, { $0.contextSize = $1 }, .int),
            .list("runtime_flags", { $0.runtimeFlags }, { $0.runtimeFlags = $1 }, .strings),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension Field {
    /// `external:` a boolean, or the deprecated mapping that also gives the name.
    fileprivate static func external(
        name: @escaping Getter<String?>, _ setName: @escaping Setter<String?>, flag: @escaping Getter<Bool>,
        _ setFlag: @escaping Setter<Bool>
    ) -> Field {
        Field(
            key: "external",
            decode: { node, owner, decoder in
                guard case .mapping(let mapping) = node.content else {
                    setFlag(&owner, Codec<Bool>.bool.decode(node, &decoder) ?? false)
                    return
                }
                setFlag(&owner, true)
                guard let given = mapping["name"], let text = Codec<String>.string.decode(given, &decoder) else { return }
                if name(owner) == nil { setName(&owner, text) }
            },
            encode: { owner, _ in flag(owner) ? .bool(true) : nil })
    }
}
