import ComposeModel
import Diagnostics

/// What docker stack refuses in a mount when it deploys. docker/cli cli/compose/convert/volume.go.
struct StackMounts {
    private let volumes: [String]
    private let known: Set<String>

    /// - Parameter volumes: the keys under the top-level `volumes`.
    init(volumes: [String]) {
        self.volumes = volumes
        known = Set(volumes)
    }

    /// What a type of mount needs and takes.
    private struct Rule {
        enum Source {
            case needed, forbidden, volume
        }

        let source: Source
        let options: Set<String>
    }

    private static let rules: [String: Rule] = [
        "": Rule(source: .volume, options: ["volume"]),
        "volume": Rule(source: .volume, options: ["volume"]),
        "image": Rule(source: .needed, options: ["image"]),
        "bind": Rule(source: .needed, options: ["bind"]),
        "tmpfs": Rule(source: .forbidden, options: ["tmpfs"]),
        "npipe": Rule(source: .needed, options: ["bind", "cluster"]),
        "cluster": Rule(source: .needed, options: ["cluster", "image"]),
    ]

    func check(_ mount: ServiceVolume, _ service: String) -> [Diagnostic] {
        let path = "services.\(service).volumes"
        guard let rule = Self.rules[mount.type] else {
            let words = Self.rules.keys.filter { !$0.isEmpty }.sorted()
            return [.stackValue("mount", path, mount.type, words: words, at: mount.range)]
        }
        var result: [Diagnostic] = []
        let given = [
            ("bind", mount.bind != nil), ("volume", mount.volume != nil), ("tmpfs", mount.tmpfs != nil), ("image", mount.image != nil),
            ("cluster", mount.cluster != nil),
        ]
        for (key, isThere) in given where isThere && !rule.options.contains(key) {
            result.append(.stackMountOptions(path, mount.type, key, at: mount.range))
        }
        return result + checkSource(mount, rule, service)
    }

    private func checkSource(_ mount: ServiceVolume, _ rule: Rule, _ service: String) -> [Diagnostic] {
        let path = "services.\(service).volumes"
        let source = mount.source ?? ""
        switch rule.source {
        case .needed where source.isEmpty: return [.stackMountSource(path, mount.type, isNeeded: true, at: mount.range)]
        case .forbidden where !source.isEmpty: return [.stackMountSource(path, mount.type, isNeeded: false, at: mount.range)]
        case .volume where source.isEmpty: return []
        default: break
        }
        let names = rule.source == .volume || mount.type == "cluster" && !source.hasPrefix("group:")
        guard names, !known.contains(source) else { return [] }
        return [.undefined("volume", source, by: service, known: volumes, at: mount.range)]
    }
}

extension Diagnostic {
    static func stackMountOptions(_ path: String, _ type: String, _ key: String, at range: SourceRange?) -> Diagnostic {
        let name = type.isEmpty ? "volume" : type
        return Diagnostic(.error, "stack.mount.options", "\(path): \(key) options are incompatible with type \(name)", at: range)
    }

    static func stackMountSource(_ path: String, _ type: String, isNeeded: Bool, at range: SourceRange?) -> Diagnostic {
        let rule = isNeeded ? "source cannot be empty" : "source must be empty"
        return Diagnostic(.error, "stack.mount.source", "\(path): invalid \(type) source, \(rule)", at: range)
    }
}
