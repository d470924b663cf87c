import EngineModel

/// How a field of a service spec is called in a compose file, and by what the elements of a list are told apart.
struct SpecField: Sendable {
    enum Key: Sendable {
        /// One value, shown whole.
        case none
        /// Elements of an object.
        case member
        /// Texts such as `NAME=value`, by what stands before the sign.
        case name(separator: Character)
        /// Objects, by the values at these paths.
        case values([[String]])
        /// References to secrets or configs, by the file in the container; the member has the name of the object.
        case file(object: String)
        /// Texts without an order.
        case text
    }

    let path: [String]
    let name: String
    let key: Key

    /// Longer paths come first, so that the first match is the closest.
    static let all: [SpecField] = [
        SpecField(path: ["TaskTemplate", "Resources", "Limits", "NanoCPUs"], name: "deploy.resources.limits.cpus", key: .none),
        SpecField(path: ["TaskTemplate", "Resources", "Limits", "MemoryBytes"], name: "deploy.resources.limits.memory", key: .none),
        SpecField(path: ["TaskTemplate", "Resources", "Limits", "Pids"], name: "deploy.resources.limits.pids", key: .none),
        SpecField(path: ["TaskTemplate", "Resources", "Reservations"], name: "deploy.resources.reservations", key: .member),
        SpecField(path: ["TaskTemplate", "Placement", "Constraints"], name: "deploy.placement.constraints", key: .text),
        SpecField(path: ["TaskTemplate", "Placement", "Preferences"], name: "deploy.placement.preferences", key: .none),
        SpecField(path: ["TaskTemplate", "Placement", "MaxReplicas"], name: "deploy.placement.max_replicas_per_node", key: .none),
        SpecField(
            path: ["TaskTemplate", "Placement", "Platforms"], name: "platforms of the image", key: .values([["OS"], ["Architecture"]])),
        SpecField(path: ["TaskTemplate", "ContainerSpec", "DNSConfig", "Nameservers"], name: "dns", key: .none),
        SpecField(path: ["TaskTemplate", "ContainerSpec", "DNSConfig", "Search"], name: "dns_search", key: .none),
        SpecField(path: ["TaskTemplate", "ContainerSpec", "DNSConfig", "Options"], name: "dns_opt", key: .none),
        container("Image", "image"),
        container("Env", "environment", .name(separator: "=")),
        container("Labels", "labels", .member),
        container("Command", "entrypoint"),
        container("Args", "command"),
        container("Hostname", "hostname"),
        container("Dir", "working_dir"),
        container("User", "user"),
        container("Groups", "group_add", .text),
        container("Privileges", "security_opt"),
        container("Init", "init"),
        container("StopSignal", "stop_signal"),
        container("StopGracePeriod", "stop_grace_period"),
        container("TTY", "tty"),
        container("OpenStdin", "stdin_open"),
        container("ReadOnly", "read_only"),
        container("Mounts", "volumes", .values([["Target"]])),
        container("Healthcheck", "healthcheck", .member),
        container("Hosts", "extra_hosts", .text),
        container("Secrets", "secrets", .file(object: "SecretName")),
        container("Configs", "configs", .file(object: "ConfigName")),
        container("Sysctls", "sysctls", .member),
        container("CapabilityAdd", "cap_add", .text),
        container("CapabilityDrop", "cap_drop", .text),
        container("Ulimits", "ulimits", .values([["Name"]])),
        SpecField(path: ["TaskTemplate", "RestartPolicy"], name: "deploy.restart_policy", key: .member),
        SpecField(path: ["TaskTemplate", "Networks"], name: "networks", key: .values([["Target"]])),
        SpecField(path: ["TaskTemplate", "LogDriver", "Options"], name: "logging.options", key: .member),
        SpecField(path: ["TaskTemplate", "LogDriver", "Name"], name: "logging.driver", key: .none),
        SpecField(path: ["TaskTemplate", "ForceUpdate"], name: "force update counter", key: .none),
        SpecField(path: ["EndpointSpec", "Ports"], name: "ports", key: .values([["TargetPort"], ["Protocol"], ["PublishedPort"]])),
        SpecField(path: ["EndpointSpec", "Mode"], name: "deploy.endpoint_mode", key: .none),
        SpecField(path: ["Mode", "Replicated", "Replicas"], name: "deploy.replicas", key: .none),
        SpecField(path: ["Mode"], name: "deploy.mode", key: .none),
        SpecField(path: ["UpdateConfig"], name: "deploy.update_config", key: .member),
        SpecField(path: ["RollbackConfig"], name: "deploy.rollback_config", key: .member),
        SpecField(path: ["Labels"], name: "deploy.labels", key: .member),
    ]

    private static func container(_ member: String, _ name: String, _ key: Key = .none) -> SpecField {
        SpecField(path: ["TaskTemplate", "ContainerSpec", member], name: name, key: key)
    }
}
