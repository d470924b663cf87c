import ComposeModel
import Diagnostics
import YAMLTree

extension Codec where Value == [ServiceVolume] {
    /// Mounts in the short or the long form; of two with the same target the later one counts (not in docker stack).
    static let mounts = Codec<[ServiceVolume]>(
        decode: { node, decoder in
            let volumes = decoder.items(node, decodeItem)
            return decoder.dialect == .stack ? volumes : volumes?.uniqued { $0.target ?? "" }
        },
        encode: { volumes, dialect in .sequence(volumes.map { ServiceVolume.table.encode($0, dialect) }) })

    private static func decodeItem(_ node: Node, _ decoder: inout Decoder) -> ServiceVolume? {
        guard var volume = decodeForm(node, &decoder) else { return nil }
        volume.range = node.range
        guard volume.type == "bind" else { return volume }
        guard let source = volume.source, !source.isEmpty else {
            decoder.report(.emptyBindSource(at: node.range))
            return nil
        }
        volume.source = decoder.files[sourceFile(of: node)].absolute(source)
        return volume
    }

    /// The file whose folder a relative source starts from: that of the source itself.
    private static func sourceFile(of node: Node) -> SourceFileID {
        if case .mapping(let mapping) = node.content, let source = mapping["source"] { return source.range.file }
        return node.range.file
    }

    private static func decodeForm(_ node: Node, _ decoder: inout Decoder) -> ServiceVolume? {
        if case .mapping(let mapping) = node.content { return decodeLong(mapping, node.range, &decoder) }
        guard let text = Codec<String>.string.decode(node, &decoder) else { return nil }
        do {
            return try VolumeSyntax.parse(text, decoder.dialect)
        } catch {
            decoder.report(.invalidVolume(text, error, at: node.range))
            return nil
        }
    }

    private static func decodeLong(_ mapping: Mapping, _ range: SourceRange, _ decoder: inout Decoder) -> ServiceVolume? {
        var volume = ServiceVolume(type: "")
        let before = decoder.diagnostics.count
        ServiceVolume.table.decode(mapping, into: &volume, &decoder)
        if mapping["type"] == nil {
            decoder.report(.missingKey("type", in: decoder.pathText, at: range))
        }
        if decoder.dialect == .specification {
            if mapping["target"] == nil { decoder.report(.missingKey("target", in: decoder.pathText, at: range)) }
            volume.target = volume.target.map(FilePath.clean)
        }
        return decoder.diagnostics[before...].hasErrors ? nil : volume
    }
}

extension ServiceVolume {
    static let table = FieldTable<ServiceVolume>(
        [
            .required("type", { $0.type }, { $0.type = $1 }, .mountType),
            .value("source", { $0.source }, { $0.source = $1 }, .nonEmptyString),
            .value("target", { $0.target }, { $0.target = $1 }, .nonEmptyString),
            .value("read_only", { $0.readOnly }, { $0.readOnly = $1 }, .flag),
            .value("consistency", { $0.consistency }, { $0.consistency = $1 }, .nonEmptyString),
            .value("bind", { $0.bind }, { $0.bind = $1 }, BindOptions.table.codec(omitEmpty: false) { BindOptions() }),
            .value("volume", { $0.volume }, { $0.volume = $1 }, VolumeOptions.table.codec(omitEmpty: false) { VolumeOptions() }),
            .value("tmpfs", { $0.tmpfs }, { $0.tmpfs = $1 }, TmpfsOptions.table.codec(omitEmpty: false) { TmpfsOptions() }),
            .value("image", { $0.image }, { $0.image = $1 }, ImageOptions.table.codec(omitEmpty: false) { ImageOptions() }),
            .value(
                "cluster", { $0.cluster }, { $0.cluster = $1 }, FieldTable<ClusterOptions>([]).codec(omitEmpty: false) { ClusterOptions() }),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension ServiceVolume.BindOptions {
    fileprivate static let table = FieldTable<Self>(
        [
            .value("propagation", { $0.propagation }, { $0.propagation = $1 }, .nonEmptyString),
            .value("create_host_path", { $0.createHostPath }, { $0.createHostPath = $1 }, .flag),
            .value("recursive", { $0.recursive }, { $0.recursive = $1 }, .oneOf("enabled", "disabled", "writable", "readonly")),
            .value("selinux", { $0.selinux }, { $0.selinux = $1 }, .oneOf("z", "Z")),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension ServiceVolume.VolumeOptions {
    fileprivate static let table = FieldTable<Self>(
        [
            .list("labels", { $0.labels }, { $0.labels = $1 }, .labels),
            .value("nocopy", { $0.nocopy }, { $0.nocopy = $1 }, .flag),
            .value("subpath", { $0.subpath }, { $0.subpath = $1 }, .nonEmptyString),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension ServiceVolume.TmpfsOptions {
    fileprivate static let table = FieldTable<Self>(
        [
            .value("size", { $0.size }, { $0.size = $1 }, .mountSize),
            .value("mode", { $0.mode }, { $0.mode = $1 }, .fileMode),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension ServiceVolume.ImageOptions {
    fileprivate static let table = FieldTable<Self>(
        [.value("subpath", { $0.subpath }, { $0.subpath = $1 }, .nonEmptyString)], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension Codec where Value == String {
    /// The kind of a mount. docker stack leaves an unknown one for the conversion to refuse.
    fileprivate static let mountType = Codec<String>(
        decode: { node, decoder in
            let known = Codec<String>.oneOf("volume", "bind", "tmpfs", "npipe", "cluster", "image")
            if decoder.dialect == .stack || node.text?.isEmpty == true { return Codec<String>.string.decode(node, &decoder) }
            return known.decode(node, &decoder)
        },
        encode: nonEmptyString.encode)
}

extension Codec where Value == ByteCount {
    /// A size that docker stack writes as a number.
    fileprivate static let mountSize = Codec<ByteCount>(
        decode: { node, decoder in
            guard let size = Codec<ByteCount>.wholeBytes.decode(node, &decoder) else { return nil }
            if size.bytes >= 0 { return size }
            decoder.report(.outOfRange(decoder.pathText, size.bytes, bounds: 0...Int64.max, at: node.range))
            return nil
        },
        encode: { value, dialect in
            if value.bytes == 0 { return nil }
            return dialect == .stack ? .integer(value.bytes) : .string(String(value.bytes))
        })
}
