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
            if volume.bind != nil, volume.bind?.createHostPath == nil { volume.bind?.createHostPath = true }
        }
        return decoder.diagnostics[before...].hasErrors ? nil : volume
    }
}

extension ServiceVolume {
    static let table = FieldTable<ServiceVolume>(
        [
            .required("type", \.type, .mountType),
            .value("source", \.source, .nonEmptyString),
            .value("target", \.target, .nonEmptyString),
            .value("read_only", \.readOnly, .flag),
            .value("consistency", \.consistency, .nonEmptyString),
            .value("bind", \.bind, BindOptions.table.codec(omitEmpty: false) { BindOptions() }),
            .value("volume", \.volume, VolumeOptions.table.codec(omitEmpty: false) { VolumeOptions() }),
            .value("tmpfs", \.tmpfs, TmpfsOptions.table.codec(omitEmpty: false) { TmpfsOptions() }),
            .value("image", \.image, ImageOptions.table.codec(omitEmpty: false) { ImageOptions() }),
            .value("cluster", \.cluster, FieldTable<ClusterOptions>([]).codec(omitEmpty: false) { ClusterOptions() }),
        ], extensions: \.extensions)
}

extension ServiceVolume.BindOptions {
    fileprivate static let table = FieldTable<Self>(
        [
            .value("propagation", \.propagation, .nonEmptyString),
            .value("create_host_path", \.createHostPath, .flag),
            .value("recursive", \.recursive, .oneOf("enabled", "disabled", "writable", "readonly")),
            .value("selinux", \.selinux, .oneOf("z", "Z")),
        ], extensions: \.extensions)
}

extension ServiceVolume.VolumeOptions {
    fileprivate static let table = FieldTable<Self>(
        [
            .list("labels", \.labels, .labels),
            .value("nocopy", \.nocopy, .flag),
            .value("subpath", \.subpath, .nonEmptyString),
        ], extensions: \.extensions)
}

extension ServiceVolume.TmpfsOptions {
    fileprivate static let table = FieldTable<Self>(
        [
            .value("size", \.size, .mountSize),
            .value("mode", \.mode, .fileMode),
        ], extensions: \.extensions)
}

extension ServiceVolume.ImageOptions {
    fileprivate static let table = FieldTable<Self>([.value("subpath", \.subpath, .nonEmptyString)], extensions: \.extensions)
}

extension Codec where Value == String {
    /// The kind of a mount. docker stack leaves an unknown one for the conversion to refuse.
    fileprivate static let mountType = Codec<String>(
        decode: { node, decoder in
            let known = Codec<String>.oneOf("volume", "bind", "tmpfs", "npipe", "cluster", "image")
            return decoder.dialect == .stack ? Codec<String>.string.decode(node, &decoder) : known.decode(node, &decoder)
        },
        encode: { value, _ in .string(value) })
}

extension Codec where Value == ByteCount {
    /// A size that docker stack writes as a number.
    fileprivate static let mountSize = Codec<ByteCount>(
        decode: { node, decoder in
            guard let size = Codec<ByteCount>.bytes.decode(node, &decoder) else { return nil }
            if size.bytes >= 0 { return size }
            decoder.report(.outOfRange(decoder.pathText, size.bytes, bounds: 0...Int64.max, at: node.range))
            return nil
        },
        encode: { value, dialect in
            if value.bytes == 0 { return nil }
            return dialect == .stack ? .integer(value.bytes) : .string(String(value.bytes))
        })
}
