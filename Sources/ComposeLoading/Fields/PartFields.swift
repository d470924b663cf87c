import ComposeModel
import Diagnostics
import YAMLTree

extension Healthcheck {
    static let table = FieldTable<Healthcheck>(
        [
            .value("test", { $0.test }, { $0.test = $1 }, .healthTest),
            .value("timeout", { $0.timeout }, { $0.timeout = $1 }, .duration),
            .value("interval", { $0.interval }, { $0.interval = $1 }, .duration),
            .value("retries", { $0.retries }, { $0.retries = $1 }, .unsigned),
            .value("start_period", { $0.startPeriod }, { $0.startPeriod = $1 }, .duration),
            .value("start_interval", { $0.startInterval }, { $0.startInterval = $1 }, .duration),
            .value("disable", { $0.disable }, { $0.disable = $1 }, .flag),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension Logging {
    static let table = FieldTable<Logging>(
        [
            .value("driver", { $0.driver }, { $0.driver = $1 }, .nonEmptyString),
            .list("options", { $0.options }, { $0.options = $1 }, .logOptions),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension Codec where Value == [KeyValue] {
    /// A mapping of texts, numbers and nulls; a boolean is no option. docker stack reads it as `options`.
    fileprivate static let logOptions = Codec<[KeyValue]>(
        decode: { node, decoder in
            if decoder.dialect == .specification, case .mapping(let mapping) = node.content {
                for entry in mapping.entries {
                    guard case .bool = entry.value.resolved else { continue }
                    decoder.report(.wrongType(decoder.pathText + "." + entry.key.text, expected: "string or number", found: entry.value))
                }
            }
            return options.decode(node, &decoder)
        },
        encode: options.encode)
}

extension CredentialSpec {
    static let table = FieldTable<CredentialSpec>(
        [
            .value("config", { $0.config }, { $0.config = $1 }, .nonEmptyString),
            .value("file", { $0.file }, { $0.file = $1 }, .nonEmptyString),
            .value("registry", { $0.registry }, { $0.registry = $1 }, .nonEmptyString),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension Hook {
    static let table = FieldTable<Hook>(sharedFields, extensions: { $0.extensions }, { $0.extensions = $1 })

    static let preStartTable = FieldTable<Hook>(
        sharedFields + [
            .value("image", { $0.image }, { $0.image = $1 }, .nonEmptyString),
            .value("per_replica", { $0.perReplica }, { $0.perReplica = $1 }, .flag),
        ],
        extensions: { $0.extensions }, { $0.extensions = $1 })

    private static let sharedFields: [Field<Hook>] = [
        .value("command", { $0.command }, { $0.command = $1 }, .command),
        .value("user", { $0.user }, { $0.user = $1 }, .nonEmptyString),
        .value("privileged", { $0.privileged }, { $0.privileged = $1 }, .flag),
        .value("working_dir", { $0.workingDir }, { $0.workingDir = $1 }, .nonEmptyString),
        .list("environment", { $0.environment }, { $0.environment = $1 }, .environment),
    ]
}

extension Provider {
    static let table = FieldTable<Provider>(
        [.value("type", { $0.type }, { $0.type = $1 }, .string), .list("options", { $0.options }, { $0.options = $1 }, .anything)],
        extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension Codec where Value == Provider {
    /// A mapping that names at least the provider's type.
    static let provider = Codec<Provider>(
        decode: { node, decoder in
            guard let provider = Provider.table.codec(Provider.init).decode(node, &decoder) else { return nil }
            if node[key: "type"] == nil { decoder.report(.missingKey("type", in: decoder.pathText, at: node.range)) }
            return provider
        },
        encode: { value, dialect in Provider.table.encode(value, dialect) })
}

extension Codec where Value == [ExtensionField] {
    /// A mapping whose values are kept as they are.
    fileprivate static let anything = Codec<[ExtensionField]>(
        decode: { node, decoder in
            decoder.entries(node) { entry, _ in ExtensionField(key: entry.key.text, value: ExtensionValue(entry.value)) }
        },
        encode: { fields, _ in .mapping(fields.map { .synthetic($0.key, $0.value.node) }) })
}

extension Codec where Value == [ServiceModel] {
    /// A list of models, or a mapping of them to the variables that name them.
    static let serviceModels = Codec<[ServiceModel]>(
        decode: { node, decoder in
            if case .sequence = node.content {
                return Codec<[String]>.uniqueStrings.decode(node, &decoder)?.map(ServiceModel.init(model:))
            }
            return decoder.entries(node) { entry, decoder in
                var model = ServiceModel(model: entry.key.text)
                guard !entry.value.isNull else { return model }
                guard let mapping = decoder.mapping(entry.value) else { return nil }
                ServiceModel.table.decode(mapping, into: &model, &decoder)
                return model
            }
        },
        encode: { models, dialect in .mapping(models.map { .synthetic($0.model, ServiceModel.table.encode($0, dialect)) }) })
}

extension ServiceModel {
    fileprivate static let table = FieldTable<ServiceModel>(
        [
            .value("endpoint_var", { $0.endpointVar }, { $0.endpointVar = $1 }, .nonEmptyString),
            .value("model_var", { $0.modelVar }, { $0.modelVar = $1 }, .nonEmptyString),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension Develop {
    static let table = FieldTable<Develop>(
        [.list("watch", { $0.watch }, { $0.watch = $1 }, listCodec(of: Watch.table.codec(Watch.init)))], extensions: { $0.extensions },
        { $0.extensions = $1 })
}

extension Watch {
    fileprivate static let table = FieldTable<Watch>(
        [
            .value("path", { $0.path }, { $0.path = $1 }, .path),
            .value("action", { $0.action }, { $0.action = $1 }, .oneOf("rebuild", "sync", "restart", "sync+restart", "sync+exec")),
            .value("target", { $0.target }, { $0.target = $1 }, .nonEmptyString),
            .value("exec", { $0.exec }, { $0.exec = $1 }, Hook.table.codec(Hook.init)),
            .list("ignore", { $0.ignore }, { $0.ignore = $1 }, .stringOrList),
            .list("include", { $0.include }, { $0.include = $1 }, .stringOrList),
            .value("initial_sync", { $0.initialSync }, { $0.initialSync = $1 }, .flag),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension Codec where Value == String {
    /// A path that starts at the file that names it.
    static let path = Codec<String>(
        decode: { node, decoder in
            Codec<String>.string.decode(node, &decoder).map { decoder.files[node.range.file].absolute($0) }
        },
        encode: nonEmptyString.encode)
}

extension BlockIO {
    static let table = FieldTable<BlockIO>(
        [
            .value("weight", { $0.weight }, { $0.weight = $1 }, .blockIOWeight),
            .list("weight_device", { $0.weightDevice }, { $0.weightDevice = $1 }, .weights),
            .list("device_read_bps", { $0.deviceReadBps }, { $0.deviceReadBps = $1 }, .rates),
            .list("device_read_iops", { $0.deviceReadIOps }, { $0.deviceReadIOps = $1 }, .rates),
            .list("device_write_bps", { $0.deviceWriteBps }, { $0.deviceWriteBps = $1 }, .rates),
            .list("device_write_iops", { $0.deviceWriteIOps }, { $0.deviceWriteIOps = $1 }, .rates),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension Codec where Value == [BlockIO.DeviceValue] {
    fileprivate static let weights = listCodec(
        of: FieldTable<BlockIO.DeviceValue>([
            .value("path", { $0.path ?? "" }, { $0.path = $1 }, .string),
            .value("weight", { $0.value ?? 0 }, { $0.value = $1 }, .int(in: 0...1000)),
        ]).codec(BlockIO.DeviceValue.init))

    fileprivate static let rates = listCodec(
        of: FieldTable<BlockIO.DeviceValue>([
            .value("path", { $0.path ?? "" }, { $0.path = $1 }, .string), .value("rate", { $0.value ?? 0 }, { $0.value = $1 }, .rate),
        ]).codec(BlockIO.DeviceValue.init))
}

extension Codec where Value == Int64 {
    /// A share of block input and output, which engines take up to 1000; left out of the canonical form where it is 0.
    fileprivate static let blockIOWeight = Codec<Int64>(decode: Codec<Int64>.int(in: 0...1000).decode, encode: nonZeroInt.encode)

    /// A number with an optional binary unit, which `config` writes as text.
    fileprivate static let rate = Codec<Int64>(
        decode: { node, decoder in Codec<ByteCount>.wholeBytes.decode(node, &decoder)?.bytes },
        encode: { value, _ in .string(String(value)) })
}
