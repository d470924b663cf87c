import ComposeModel
import Diagnostics
import YAMLTree

extension Healthcheck {
    static let table = FieldTable<Healthcheck>(
        [
            .value("test", \.test, .healthTest),
            .value("timeout", \.timeout, .duration),
            .value("interval", \.interval, .duration),
            .value("retries", \.retries, .unsigned),
            .value("start_period", \.startPeriod, .duration),
            .value("start_interval", \.startInterval, .duration),
            .value("disable", \.disable, .flag),
        ], extensions: \.extensions)
}

extension Logging {
    static let table = FieldTable<Logging>(
        [.value("driver", \.driver, .nonEmptyString), .list("options", \.options, .options)], extensions: \.extensions)
}

extension CredentialSpec {
    static let table = FieldTable<CredentialSpec>(
        [
            .value("config", \.config, .nonEmptyString),
            .value("file", \.file, .nonEmptyString),
            .value("registry", \.registry, .nonEmptyString),
        ], extensions: \.extensions)
}

extension Hook {
    static let table = FieldTable<Hook>(sharedFields, extensions: \.extensions)

    static let preStartTable = FieldTable<Hook>(
        sharedFields + [.value("image", \.image, .nonEmptyString), .value("per_replica", \.perReplica, .flag)],
        extensions: \.extensions)

    private static let sharedFields: [Field<Hook>] = [
        .value("command", \.command, .command),
        .value("user", \.user, .nonEmptyString),
        .value("privileged", \.privileged, .flag),
        .value("working_dir", \.workingDir, .nonEmptyString),
        .list("environment", \.environment, .environment),
    ]
}

extension Provider {
    static let table = FieldTable<Provider>(
        [.value("type", \.type, .string), .list("options", \.options, .anything)], extensions: \.extensions)
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
            .value("endpoint_var", \.endpointVar, .nonEmptyString),
            .value("model_var", \.modelVar, .nonEmptyString),
        ], extensions: \.extensions)
}

extension Develop {
    static let table = FieldTable<Develop>(
        [.list("watch", \.watch, listCodec(of: Watch.table.codec(Watch.init)))], extensions: \.extensions)
}

extension Watch {
    fileprivate static let table = FieldTable<Watch>(
        [
            .value("path", \.path, .path),
            .value("action", \.action, .oneOf("rebuild", "sync", "restart", "sync+restart", "sync+exec")),
            .value("target", \.target, .nonEmptyString),
            .value("exec", \.exec, Hook.table.codec(Hook.init)),
            .list("ignore", \.ignore, .stringOrList),
            .list("include", \.include, .stringOrList),
            .value("initial_sync", \.initialSync, .flag),
        ], extensions: \.extensions)
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
            .value("weight", \.weight, .nonZeroInt),
            .list("weight_device", \.weightDevice, .weights),
            .list("device_read_bps", \.deviceReadBps, .rates),
            .list("device_read_iops", \.deviceReadIOps, .rates),
            .list("device_write_bps", \.deviceWriteBps, .rates),
            .list("device_write_iops", \.deviceWriteIOps, .rates),
        ], extensions: \.extensions)
}

extension Codec where Value == [BlockIO.DeviceValue] {
    fileprivate static let weights = listCodec(
        of: FieldTable<BlockIO.DeviceValue>([
            .value("path", \.path, .nonEmptyString), .value("weight", \.value, .int),
        ]).codec(BlockIO.DeviceValue.init))

    fileprivate static let rates = listCodec(
        of: FieldTable<BlockIO.DeviceValue>([
            .value("path", \.path, .nonEmptyString), .value("rate", \.value, .rate),
        ]).codec(BlockIO.DeviceValue.init))
}

extension Codec where Value == Int64 {
    /// A number with an optional binary unit, which `config` writes as text.
    fileprivate static let rate = Codec<Int64>(
        decode: { node, decoder in Codec<ByteCount>.bytes.decode(node, &decoder)?.bytes },
        encode: { value, _ in .string(String(value)) })
}
