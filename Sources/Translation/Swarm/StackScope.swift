import ComposeModel
import Diagnostics
import EngineModel

/// The names of one stack, while its services are translated.
struct StackScope {
    let stack: String
    let file: ComposeFile
    var diagnostics: [Diagnostic] = []

    func scoped(_ name: String) -> String { stack + "_" + name }
}

/// Networks that every node has.
enum PredefinedNetwork {
    static func contains(_ name: String) -> Bool {
        ["host", "none", "bridge", "default"].contains(name) || name.hasPrefix("container:")
    }
}

extension ComposeModel.Service {
    /// The keys of the networks that the service joins; `default` where it says nothing.
    func joinedNetworks(_ dialect: Dialect) -> [String] {
        if dialect == .specification, networkMode != nil { return [] }
        let keys = networks?.map(\.network) ?? []
        return keys.isEmpty ? ["default"] : keys
    }
}

extension ComposeModel.Network {
    func engineName(_ stack: String) -> String { name ?? (isExternal ? key : stack + "_" + key) }
}

extension ComposeModel.Volume {
    func engineName(_ stack: String) -> String { name ?? (isExternal ? key : stack + "_" + key) }
}

extension FileObject {
    func engineName(_ stack: String) -> String { name ?? (isExternal ? key : stack + "_" + key) }
}

extension [KeyValue] {
    /// With the label that makes an object part of a stack.
    func labelled(_ stack: String) -> [String: String] {
        dictionary.merging([StackLabel.namespace: stack]) { $1 }
    }
}
