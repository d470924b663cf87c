extension KeyFate {
    /// The keys of a network of the project.
    package static let network: [KeyFate] = [
        KeyFate("attachable", swarm: .applied, host: .ignored("every network of one host is attachable")),
        KeyFate("driver", swarm: .applied),
        KeyFate("driver_opts", swarm: .applied),
        KeyFate("enable_ipv4", swarm: .applied),
        KeyFate("enable_ipv6", swarm: .applied),
        KeyFate("external", swarm: .applied),
        KeyFate("internal", swarm: .applied),
        KeyFate("ipam", swarm: .applied),
        KeyFate("labels", swarm: .applied),
        KeyFate("name", swarm: .applied),
    ]

    /// The keys of a volume of the project. A node makes the volume when the first task that mounts it starts there.
    package static let volume: [KeyFate] = [
        KeyFate("driver", swarm: .applied),
        KeyFate("driver_opts", swarm: .applied),
        KeyFate("external", swarm: .applied),
        KeyFate("labels", swarm: .applied),
        KeyFate("name", swarm: .applied),
    ]

    /// The keys of a secret of the project.
    package static let secret: [KeyFate] =
        fileObject + [
            KeyFate("driver", swarm: .applied, host: .impossible("keep the secret in a file")),
            KeyFate("driver_opts", swarm: .applied, host: .impossible("keep the secret in a file")),
        ]

    /// The keys of a config of the project.
    package static let config: [KeyFate] = fileObject + [KeyFate("content", swarm: .applied)]

    private static let fileObject: [KeyFate] = [
        KeyFate("environment", swarm: .applied),
        KeyFate("external", swarm: .applied, host: .impossible("one host has no such store; give a file")),
        KeyFate("file", swarm: .applied),
        KeyFate("labels", swarm: .applied, host: .ignored("a file has no labels")),
        KeyFate("name", swarm: .applied, host: .ignored("a file has no name in the engine")),
        KeyFate("template_driver", swarm: .applied, host: .impossible("write the values into the file")),
    ]

    /// The keys of `deploy:`.
    package static let deploy: [KeyFate] = [
        KeyFate("endpoint_mode", swarm: .applied, host: .ignored("one host has no virtual addresses")),
        KeyFate("labels", swarm: .applied, host: .ignored("one host has no services to label")),
        KeyFate("mode", swarm: .applied, host: .ignored("one host is one node")),
        KeyFate("placement", swarm: .applied, host: .ignored("one host is one node")),
        KeyFate("replicas", swarm: .applied),
        KeyFate("resources", swarm: .applied),
        KeyFate("restart_policy", swarm: .applied),
        KeyFate("rollback_config", swarm: .applied, host: .ignored("containers are replaced one by one")),
        KeyFate(
            "update_config", swarm: .applied,
            host: .emulated("`order: start-first` where no port, address or MAC address of the host is fixed; the rest counts on a swarm")),
    ]

    /// The keys of a service's place in one network.
    package static let attachment: [KeyFate] = [
        KeyFate("aliases", swarm: .applied),
        KeyFate("driver_opts", swarm: .applied),
        KeyFate("gw_priority", swarm: .impossible("tasks get their gateway from the engine")),
        KeyFate("interface_name", swarm: .impossible("tasks get their interfaces from the engine")),
        KeyFate("ipv4_address", swarm: .impossible("services are found by name; tasks get their addresses from the engine")),
        KeyFate("ipv6_address", swarm: .impossible("services are found by name; tasks get their addresses from the engine")),
        KeyFate("link_local_ips", swarm: .impossible("tasks get their addresses from the engine")),
        KeyFate("mac_address", swarm: .impossible("tasks get their addresses from the engine")),
        KeyFate("priority", swarm: .ignored("tasks join their networks by name")),
    ]
}
