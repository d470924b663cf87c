import ComposeModel
import Diagnostics
import EngineModel

/// Names and contents that the engine would refuse, found before anything is touched.
///
/// swarmkit manager/controlapi/common.go: services and networks have at most 63 characters and no dots; secrets and configs
/// at most 64. A secret holds less than 500 KiB, a config less than 1000 KiB; neither may be empty.
enum EngineNames {
    static func check(_ state: DesiredSwarmState, _ file: ComposeFile) -> [Diagnostic] {
        let services = file.services.map { ($0.key, $0.origin) }
        var problems = names(services.map { (state.stack + "_" + $0.0, $0.1) }, "service", isServiceName, serviceRule)
        let networks = file.networks.filter { !$0.isExternal }.map { ($0.engineName(state.stack), $0.origin) }
        let created = Set(state.networks.map(\.name))
        problems += names(networks.filter { created.contains($0.0) }, "network", isServiceName, serviceRule)
        problems += files(file.secrets, "secret", limit: 512_000 - 1, state.stack)
        problems += files(file.configs, "config", limit: 1_024_000 - 1, state.stack)
        return problems
    }

    private static let serviceRule = "use at most 63 letters, digits, `-` and `_`, with a letter or a digit at both ends"
    private static let fileRule = "use at most 64 letters, digits, `-`, `_` and `.`, with a letter or a digit at both ends"

    private static func names(
        _ names: [(String, Origin)], _ kind: String, _ isValid: (String) -> Bool, _ rule: String
    ) -> [Diagnostic] {
        names.filter { !isValid($0.0) }.map { .engineName(kind, $0.0, rule: rule, at: $0.1.range) }
    }

    private static func files(_ objects: [FileObject], _ kind: String, limit: Int, _ stack: String) -> [Diagnostic] {
        let own = objects.filter { !$0.isExternal }
        let sizes = own.compactMap { object -> Diagnostic? in
            guard object.driver == nil, let size = object.data?.count, size == 0 || size > limit else { return nil }
            return .contentSize(kind, object.key, size, limit: limit, at: object.origin.range)
        }
        return names(own.map { ($0.engineName(stack), $0.origin) }, kind, isFileName, fileRule) + sizes
    }

    private static func isServiceName(_ name: String) -> Bool {
        isName(name, limit: 63, inner: [UInt8(ascii: "-"), UInt8(ascii: "_")])
    }

    private static func isFileName(_ name: String) -> Bool {
        isName(name, limit: 64, inner: [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ".")])
    }

    private static func isName(_ name: String, limit: Int, inner: [UInt8]) -> Bool {
        let bytes = Array(name.utf8)
        guard !bytes.isEmpty, bytes.count <= limit, isAlphanumeric(bytes[0]), isAlphanumeric(bytes[bytes.count - 1]) else { return false }
        return bytes.allSatisfy { isAlphanumeric($0) || inner.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }
}
