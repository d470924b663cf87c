import ComposeModel
import Diagnostics
import YAMLTree

extension Codec where Value == [FileReference] {
    /// Secrets or configs of a service: keys, or mappings. `defaultFolder` is where a secret without target goes.
    static func references(defaultFolder: String?) -> Codec<[FileReference]> {
        Codec(
            decode: { node, decoder in
                let references = decoder.items(node) { decodeItem($0, defaultFolder, &$1) }
                guard decoder.dialect == .specification else { return references }
                return references?.uniqued { $0.target ?? (defaultFolder ?? "") + "/" + $0.source }
            },
            encode: { references, dialect in .sequence(references.map { FileReference.table.encode($0, dialect) }) })
    }

    private static func decodeItem(_ node: Node, _ defaultFolder: String?, _ decoder: inout Decoder) -> FileReference? {
        var reference = FileReference(source: "")
        reference.range = node.range
        switch node.content {
        case .scalar:
            guard let source = Codec<String>.string.decode(node, &decoder) else { return nil }
            reference.source = source
        case .mapping(let mapping):
            FileReference.table.decode(mapping, into: &reference, &decoder)
            if mapping["source"] == nil { decoder.report(.missingKey("source", in: decoder.pathText, at: node.range)) }
        case .sequence:
            decoder.report(.wrongType(decoder.pathText, expected: "string or mapping", found: node))
            return nil
        }
        if let defaultFolder, reference.target == nil, decoder.dialect == .specification {
            reference.target = defaultFolder + "/" + reference.source
        }
        return reference
    }
}

extension FileReference {
    static let table = FieldTable<FileReference>(
        [
            .required("source", { $0.source }, { $0.source = $1 }, .nonEmptyString),
            .value("target", { $0.target }, { $0.target = $1 }, .nonEmptyString),
            .value("uid", { $0.uid }, { $0.uid = $1 }, .nonEmptyString),
            .value("gid", { $0.gid }, { $0.gid = $1 }, .nonEmptyString),
            .value("mode", { $0.mode }, { $0.mode = $1 }, .fileMode),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension Codec where Value == [Dependency] {
    /// A list of services, or a mapping of them to conditions.
    static let dependencies = Codec<[Dependency]>(
        decode: { node, decoder in
            if case .sequence = node.content {
                return decoder.items(node) { item, decoder in
                    Codec<String>.string.decode(item, &decoder).map { name in
                        var dependency = Dependency(service: name)
                        dependency.range = item.range
                        return dependency
                    }
                }?.uniqued(by: \.service)
            }
            return decoder.entries(node, decodeEntry)
        },
        encode: { dependencies, dialect in
            if dialect == .stack { return .sequence(dependencies.map { .string($0.service) }) }
            return .mapping(dependencies.map { .synthetic($0.service, Dependency.table.encode($0, dialect)) })
        })

    private static func decodeEntry(_ entry: Mapping.Entry, _ decoder: inout Decoder) -> Dependency? {
        guard let mapping = decoder.mapping(entry.value) else { return nil }
        var dependency = Dependency(service: entry.key.text)
        dependency.range = entry.key.range
        Dependency.table.decode(mapping, into: &dependency, &decoder)
        if mapping["condition"] == nil { decoder.report(.missingKey("condition", in: decoder.pathText, at: entry.key.range)) }
        return dependency
    }
}

extension Dependency {
    static let table = FieldTable<Dependency>(
        [
            .required("condition", { $0.condition }, { $0.condition = $1 }, .condition),
            .required("restart", { $0.restart }, { $0.restart = $1 }, .flag),
            .required("required", { $0.required }, { $0.required = $1 }, .bool),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension Codec where Value == Dependency.Condition {
    fileprivate static let condition = Codec<Dependency.Condition>(
        decode: { node, decoder in
            guard let text = Codec<String>.string.decode(node, &decoder) else { return nil }
            if let condition = Dependency.Condition(rawValue: text) { return condition }
            let words = Dependency.Condition.allCases.map(\.rawValue)
            decoder.report(.notOneOf(decoder.pathText, text, words: words, at: node.range))
            return nil
        },
        encode: { value, _ in .string(value.rawValue) })
}

extension Codec where Value == [EnvironmentFile] {
    /// A path, or a list of paths and mappings; relative paths start at the file that names them.
    static let environmentFiles = Codec<[EnvironmentFile]>(
        decode: { node, decoder in
            guard case .scalar = node.content else { return decoder.items(node, decodeItem)?.uniqued(by: \.path) }
            return decodeItem(node, &decoder).map { [$0] }
        },
        encode: { files, dialect in .sequence(files.map { encodeItem($0, dialect) }) })

    private static func decodeItem(_ node: Node, _ decoder: inout Decoder) -> EnvironmentFile? {
        var file = EnvironmentFile(path: "")
        if case .mapping(let mapping) = node.content {
            EnvironmentFile.table.decode(mapping, into: &file, &decoder)
            if mapping["path"] == nil { decoder.report(.missingKey("path", in: decoder.pathText, at: node.range)) }
        } else {
            guard let path = Codec<String>.string.decode(node, &decoder) else { return nil }
            file.path = path
        }
        file.written = file.path
        file.path = decoder.files[node.range.file].absolute(file.path)
        return file
    }

    private static func encodeItem(_ file: EnvironmentFile, _ dialect: Dialect) -> Node {
        if dialect == .stack { return .string(file.written) }
        return file.required && file.format == nil ? .string(file.path) : EnvironmentFile.table.encode(file, dialect)
    }
}

extension EnvironmentFile {
    static let table = FieldTable<EnvironmentFile>([
        .required("path", { $0.path }, { $0.path = $1 }, .string),
        .required("required", { $0.required }, { $0.required = $1 }, .bool),
        .value("format", { $0.format }, { $0.format = $1 }, .string),
    ])
}
