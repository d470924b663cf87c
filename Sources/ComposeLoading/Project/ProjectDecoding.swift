import ComposeModel
import Diagnostics
import YAMLTree

/// The whole tree of a project as a `ComposeFile`.
extension Decoder {
    /// Reads every section; what cannot be read was reported and is left out.
    mutating func project(_ root: Node) -> ComposeFile {
        var file = ComposeFile()
        guard case .mapping(let mapping) = root.content else {
            report(.rootNotMapping(at: root.range))
            return file
        }
        for entry in mapping.entries {
            under(entry.key.text) { $0.section(entry, into: &file) }
        }
        return file
    }

    /// The keys of the top level; `include` was resolved before decoding.
    static let sections = ["version", "name", "include", "services", "networks", "volumes", "secrets", "configs", "models"]

    private mutating func section(_ entry: Mapping.Entry, into file: inout ComposeFile) {
        let node = entry.value
        switch entry.key.text {
        case "version": _ = Codec<String>.string.decode(node, &self)
        case "include": break
        case "name": file.name = Codec<String>.string.decode(node, &self)
        case "services": file.services = resources(node, nullable: false, Service.init, Service.table)
        case "networks": file.networks = resources(node, nullable: true, Network.init, Network.table)
        case "volumes": file.volumes = resources(node, nullable: true, Volume.init, Volume.table)
        case "secrets": file.secrets = resources(node, nullable: false, FileObject.init, FileObject.secretTable)
        case "configs": file.configs = resources(node, nullable: false, FileObject.init, FileObject.configTable)
        case "models": file.models = resources(node, nullable: false, LanguageModel.init, LanguageModel.table)
        default: topLevelExtra(entry, into: &file)
        }
    }

    private mutating func topLevelExtra(_ entry: Mapping.Entry, into file: inout ComposeFile) {
        if entry.key.text.hasPrefix("x-") {
            file.extensions.append(ExtensionField(key: entry.key.text, value: ExtensionValue(entry.value)))
        } else {
            report(.unknownKey(entry.key.text, under: "", known: Self.sections, at: entry.key.range))
        }
    }

    /// The named things of one section.
    private mutating func resources<Resource>(
        _ node: Node, nullable: Bool, _ make: @escaping @Sendable (String, Origin) -> Resource, _ table: FieldTable<Resource>
    ) -> [Resource] {
        if node.isNull, dialect == .stack { return [] }
        return independentEntries(node) { entry, decoder in
            guard decoder.checkName(entry.key) else { return nil }
            let before = decoder.diagnostics.count
            defer { if decoder.diagnostics[before...].hasErrors { decoder.incomplete.insert(decoder.pathText) } }
            var resource = make(entry.key.text, Origin(entry))
            if entry.value.isNull, nullable { return resource }
            // What could not be read is still there: references to it are not undefined.
            guard let mapping = decoder.mapping(entry.value) else { return resource }
            decoder.checkExternalName(mapping)
            table.decode(mapping, into: &resource, &decoder)
            return resource
        } ?? []
    }

    /// A name that an engine object can be made of; compose-spec.json `patternProperties`.
    private mutating func checkName(_ key: Mapping.Key) -> Bool {
        let allowed = key.text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        if allowed, !key.text.isEmpty { return true }
        if key.text.hasPrefix("x-") { return false }
        report(.invalidName(key.text, at: key.range))
        return false
    }

    /// `external: {name: a}` beside `name: b`.
    private mutating func checkExternalName(_ mapping: Mapping) {
        guard let given = mapping["external"]?[key: "name"], let name = mapping["name"] else { return }
        if dialect == .stack || given.text != name.text { report(.externalNameConflict(pathText, at: given.range)) }
    }
}

extension Origin {
    /// The places in a mapping entry; looked up in the tree only when asked.
    fileprivate init(_ entry: Mapping.Entry) {
        let value = entry.value
        self.init(range: entry.key.range) { keys in
            var node = value
            var range: SourceRange?
            for key in keys {
                guard let next = node.child(key) else { return nil }
                (node, range) = next
            }
            return range
        }
    }
}

extension Node {
    /// The value under a key or index, with the place to point at: the key of a scalar is told by its value.
    fileprivate func child(_ key: String) -> (Node, SourceRange)? {
        switch content {
        case .scalar: return nil
        case .sequence(let items):
            guard let index = Int(key), items.indices.contains(index) else { return nil }
            return (items[index], items[index].range)
        case .mapping(let mapping):
            guard let entry = mapping.entries.first(where: { $0.key.text == key }) else { return nil }
            if case .scalar = entry.value.content, !entry.value.isNull { return (entry.value, entry.value.range) }
            return (entry.value, entry.key.range)
        }
    }
}
