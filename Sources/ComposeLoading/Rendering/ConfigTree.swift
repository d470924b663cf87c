package import ComposeModel
package import YAMLTree

/// The canonical form of a project as a tree, for `config`: every short form written out, keys in a fixed order.
package enum ConfigTree {
    /// The canonical form of each service, by name.
    package static func services(of file: ComposeFile, _ dialect: Dialect) -> [String: Node] {
        let services = file.services.map { ($0.key, Service.table.encode($0.sorted(dialect), dialect)) }
        return Dictionary(services, uniquingKeysWith: { first, _ in first })
    }

    /// The whole project.
    package static func tree(of file: ComposeFile, _ dialect: Dialect) -> Node {
        let parts = Parts(of: file, dialect)
        return .mapping(parts.head + [.synthetic("services", .mapping(parts.services.map(parts.entry(at:))))] + parts.tail)
    }

    /// A project in the order of its canonical form, its services not written out yet.
    struct Parts: Sendable {
        private let file: ComposeFile
        private let dialect: Dialect
        /// What stands before the services. In docker stack's dialect with `version`, as `docker stack config` writes it.
        let head: [Mapping.Entry]
        /// The positions of the services in the file, sorted by name. A service is large: sorting them would copy each several times.
        let services: [Int]
        /// What stands after the services.
        let tail: [Mapping.Entry]

        init(of whole: ComposeFile, _ dialect: Dialect) {
            let file = dialect == .specification ? UsedResources.only(in: whole) : whole
            var head: [Mapping.Entry] = []
            if dialect == .specification, let name = file.name { head.append(.synthetic("name", .string(name))) }
            if dialect == .stack { head.append(.synthetic("version", .string(file.version ?? "3.13"))) }
            self.file = file
            self.dialect = dialect
            self.head = head
            services = file.services.indices.sorted { file.services[$0].key < file.services[$1].key }
            tail = ConfigTree.resources(file, dialect) + file.extensions.map { .synthetic($0.key, $0.value.node) }
        }

        /// The canonical form of the service at this position in the file.
        func entry(at position: Int) -> Mapping.Entry {
            let service = file.services[position].sorted(dialect)
            return .synthetic(service.key, Service.table.encode(service, dialect))
        }
    }

    fileprivate static func resources(_ file: ComposeFile, _ dialect: Dialect) -> [Mapping.Entry] {
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
