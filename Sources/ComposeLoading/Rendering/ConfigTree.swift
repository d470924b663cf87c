package import ComposeModel
package import YAMLTree

/// The canonical form of a project as a tree, for `config`: every short form written out, keys in a fixed order.
package enum ConfigTree {
    /// How a canonical form is to be written.
    package struct Style: Sendable {
        package var dialect: Dialect
        /// Whether each `$` of a value is doubled, so that the result can be read again.
        package var escapesDollars: Bool
        /// compose writes the `x-` keys of nested mappings to YAML but not to JSON.
        package var keepsNestedExtensions: Bool

        package init(dialect: Dialect, escapesDollars: Bool = true, keepsNestedExtensions: Bool = true) {
            self.dialect = dialect
            self.escapesDollars = escapesDollars
            self.keepsNestedExtensions = keepsNestedExtensions
        }
    }

    /// The canonical form of each service, by name.
    package static func services(of file: ComposeFile, _ style: Style) -> [String: Node] {
        let services = file.services.map { ($0.key, Service.table.encode($0.sorted(style.dialect), style.dialect)) }
        return Dictionary(services, uniquingKeysWith: { first, _ in first })
    }

    /// The whole project in a style.
    package static func tree(of file: ComposeFile, _ style: Style) -> Node {
        var node = tree(of: style.dialect == .specification ? UsedResources.only(in: file) : file, style.dialect)
        if !style.keepsNestedExtensions { node = node.withoutNestedExtensions }
        return style.escapesDollars ? node.escapingDollars : node
    }

    /// The whole project. In docker stack's dialect with `version`, as `docker stack config` writes it.
    private static func tree(of file: ComposeFile, _ dialect: Dialect) -> Node {
        var entries: [Mapping.Entry] = []
        if dialect == .specification, let name = file.name { entries.append(.synthetic("name", .string(name))) }
        if dialect == .stack { entries.append(.synthetic("version", .string(file.version ?? "3.13"))) }
        entries.append(.synthetic("services", section(file.services, \.key, dialect) { Service.table.encode($0.sorted(dialect), dialect) }))
        entries += resources(file, dialect)
        entries += file.extensions.map { .synthetic($0.key, $0.value.node) }
        return .mapping(entries)
    }

    private static func resources(_ file: ComposeFile, _ dialect: Dialect) -> [Mapping.Entry] {
        let prefix = dialect == .specification ? (file.name ?? "") + "_" : nil
        let sections: [(String, Node)] = [
            ("networks", section(file.networks, \.key, dialect) { Network.table.encode($0.named(prefix), dialect) }),
            ("volumes", section(file.volumes, \.key, dialect) { Volume.table.encode($0.named(prefix), dialect) }),
            ("secrets", section(file.secrets, \.key, dialect) { FileObject.secretTable.encode($0.named(prefix), dialect) }),
            ("configs", section(file.configs, \.key, dialect) { FileObject.configTable.encode($0.named(prefix), dialect) }),
            ("models", section(file.models, \.key, dialect) { LanguageModel.table.encode($0, dialect) }),
        ]
        return sections.filter { !$0.1.keys.isEmpty }.map { .synthetic($0.0, $0.1) }
    }

    /// One section, sorted by name.
    private static func section<Item>(
        _ items: [Item], _ key: (Item) -> String, _ dialect: Dialect, _ encode: (Item) -> Node
    ) -> Node {
        let sorted = items.sorted { key($0) < key($1) }
        return .mapping(sorted.map { .synthetic(key($0), encode($0)) })
    }
}

extension Service {
    /// With what has no order of its own sorted by name, as both peers write it.
    fileprivate func sorted(_ dialect: Dialect) -> Service {
        var service = self
        service.networks?.sort { $0.network < $1.network }
        if dialect == .specification { service.dependsOn.sort { $0.service < $1.service } }
        service.ulimits.sort { $0.name < $1.name }
        if dialect == .specification {
            service.extraHosts.sort { $0.host < $1.host }
            service.build?.extraHosts.sort { $0.host < $1.host }
        }
        return service
    }
}

/// compose writes the engine's name of every resource; docker stack only one that the file gives.
extension Network {
    fileprivate func named(_ prefix: String?) -> Network {
        var copy = self
        if let prefix, name == nil { copy.name = isExternal ? key : prefix + key }
        return copy
    }
}

extension Volume {
    fileprivate func named(_ prefix: String?) -> Volume {
        var copy = self
        if let prefix, name == nil { copy.name = isExternal ? key : prefix + key }
        return copy
    }
}

extension FileObject {
    fileprivate func named(_ prefix: String?) -> FileObject {
        var copy = self
        if let prefix, name == nil { copy.name = isExternal ? key : prefix + key }
        return copy
    }
}
