import ComposeModel
import Diagnostics

/// Names of what exists outside of the stack, and the contradictions that docker stack refuses in such declarations.
///
/// docker/cli cli/compose/loader `LoadNetworks`, `LoadVolumes`, `loadFileObjectConfig`.
struct StackExternals {
    let version: StackVersion
    private(set) var diagnostics: [Diagnostic] = []

    init(version: StackVersion) {
        self.version = version
    }

    mutating func resolve(_ file: inout ComposeFile) {
        for index in file.networks.indices where file.networks[index].isExternal {
            let network = file.networks[index]
            warn("networks.\(network.key)", network.origin, since: 5)
            file.networks[index].name = network.name.nonEmpty ?? network.key
        }
        for index in file.volumes.indices where file.volumes[index].isExternal {
            let volume = file.volumes[index]
            checkConflicts(volume)
            warn("volumes.\(volume.key)", volume.origin, since: 4)
            file.volumes[index].name = volume.name.nonEmpty ?? volume.key
        }
        for index in file.secrets.indices { resolve(&file.secrets[index], "secret") }
        for index in file.configs.indices { resolve(&file.configs[index], "config") }
    }

    private mutating func resolve(_ object: inout FileObject, _ kind: String) {
        let path = "\(kind)s.\(object.key)"
        if object.isExternal {
            warn(path, object.origin, since: 5)
            object.name = object.name.nonEmpty ?? object.key
        } else if object.driver.nonEmpty != nil, object.file.nonEmpty != nil {
            diagnostics.append(.exclusiveKeys("driver", "file", in: path, at: object.origin.place("file") ?? .nowhere))
        }
    }

    private mutating func checkConflicts(_ volume: Volume) {
        let conflicts = [
            ("driver", volume.driver.nonEmpty != nil), ("driver_opts", volume.driverOpts?.isEmpty == false),
            ("labels", !volume.labels.isEmpty),
        ]
        for (key, isThere) in conflicts where isThere {
            diagnostics.append(.externalConflict("volume", volume.key, key, at: volume.origin.place(key)))
        }
    }

    /// `external: {name: x}` is out of date where `name: x` can be said.
    private mutating func warn(_ path: String, _ origin: Origin, since minor: Int) {
        let outer = origin.place("external")
        guard version.minor >= minor, let place = origin.place("external", "name"), place != outer else { return }
        diagnostics.append(.stackExternalName(path, at: place))
    }
}

extension String? {
    /// nil for an empty text too.
    fileprivate var nonEmpty: String? { self?.isEmpty ?? true ? nil : self }
}

extension Diagnostic {
    static func stackExternalName(_ path: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, "stack.external.name", "\(path): external.name is deprecated in favor of name", at: range,
            help: ["write `external: true` and `name: ...`"])
    }
}
