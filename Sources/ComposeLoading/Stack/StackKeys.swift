import Diagnostics
import YAMLTree

/// The keys of a service that docker stack refuses, skips or frowns at.
///
/// docker/cli cli/compose/types `ForbiddenProperties`, `UnsupportedProperties`, `DeprecatedProperties`.
enum StackKeys {
    /// Errors for keys that are no part of format 3.x any more; docker looks for them before anything else.
    static func forbidden(_ root: Node) -> [Diagnostic] {
        entries(of: root).flatMap { service, mapping in
            mapping.entries.compactMap { entry in
                forbiddenKeys[entry.key.text].map { .stackForbidden(entry.key.text, service, advice: $0, at: entry.key.range) }
            }
        }
    }

    /// Warnings for keys that are read and have no effect.
    static func ignored(_ root: Node) -> [Diagnostic] {
        entries(of: root).flatMap { service, mapping in
            mapping.entries.compactMap { entry -> Diagnostic? in
                let key = entry.key.text
                if unsupportedKeys.contains(key) { return .stackUnsupported(key, service, at: entry.key.range) }
                return deprecatedKeys[key].map { .stackDeprecated(key, service, reason: $0, at: entry.key.range) }
            }
        }
    }

    private static func entries(of root: Node) -> [(service: String, mapping: Mapping)] {
        guard case .mapping(let services) = root[key: "services"]?.content else { return [] }
        return services.entries.compactMap { entry in
            if case .mapping(let mapping) = entry.value.content { return (entry.key.text, mapping) }
            return nil
        }
    }

    private static let limits = "set limits with deploy.resources"

    private static let forbiddenKeys: [String: String] = [
        "extends": "write the service out, or drop --compat: skep itself knows extends",
        "volume_driver": "define a volume under the top-level `volumes` and give the driver there",
        "volumes_from": "define a volume under the top-level `volumes` and mount it in each service that shares it",
        "cpu_quota": limits,
        "cpu_shares": limits,
        "cpuset": limits,
        "mem_limit": limits,
        "memswap_limit": limits,
    ]

    /// docker lists `restart` too, but does follow it.
    private static let unsupportedKeys: Set<String> = [
        "build", "cgroupns_mode", "cgroup_parent", "devices", "domainname", "external_links", "ipc", "links", "mac_address",
        "network_mode", "pid", "privileged", "security_opt", "shm_size", "userns_mode",
    ]

    private static let deprecatedKeys: [String: String] = [
        "container_name": "the name of a task's container cannot be chosen",
        "expose": "services on one network reach every port of each other anyway",
    ]
}

extension Diagnostic {
    static func stackForbidden(_ key: String, _ service: String, advice: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "stack.key.forbidden", "services.\(service): docker stack refuses \"\(key)\"", at: range, help: [advice])
    }

    static func stackUnsupported(_ key: String, _ service: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, "stack.key.unsupported", "services.\(service): docker stack does not support \"\(key)\" and ignores it", at: range)
    }

    static func stackDeprecated(_ key: String, _ service: String, reason: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(.warning, "stack.key.deprecated", "services.\(service): \"\(key)\" is deprecated and ignored: \(reason)", at: range)
    }
}
