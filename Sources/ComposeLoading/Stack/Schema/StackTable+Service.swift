/// The keys of a service in format 3.x.
extension StackTable {
    static let service = StackMapping(process + attachments + placement, extensionsSince: 7)

    private static let process: [StackMapping.Key] = [
        .key("build", .any(.string, .mapping(build))),
        .key("cap_add", .uniqueStrings),
        .key("cap_drop", .uniqueStrings),
        .key("cgroupns_mode", .string, since: 9),
        .key("cgroup_parent", .string),
        .key("command", .stringOrStrings),
        .key("container_name", .string),
        .key(
            "credential_spec", .object(.key("config", .string, since: 8), .key("file", .string), .key("registry", .string)), since: 3),
        .key("domainname", .string),
        .key("entrypoint", .stringOrStrings),
        .key("env_file", .stringOrUniqueStrings),
        .key("environment", .pairs),
        .key("healthcheck", healthcheck),
        .key("hostname", .string),
        .key("image", .string),
        .key("init", .boolean, since: 7),
        .key("ipc", .string),
        .key("isolation", .string, since: 5),
        .key("labels", .pairs),
        .key(
            "logging",
            .object(
                .key("driver", .string),
                .key(
                    "options",
                    .mapping(StackMapping(names: (.line, .scalar([.string, .number, .null], nil)), isOpenSince: 0))))),
        .key("oom_score_adj", .integer, since: 13),
        .key("pid", .scalar([.string, .null], nil)),
        .key("privileged", .boolean),
        .key("read_only", .boolean),
        .key("security_opt", .uniqueStrings),
        // docker's schema takes a number too, its loader does not.
        .key("shm_size", .string),
        .key("stdin_open", .boolean),
        .key("stop_grace_period", .duration),
        .key("stop_signal", .string),
        .key("sysctls", .pairs),
        .key("tty", .boolean),
        .key("ulimits", ulimits),
        .key("user", .string),
        .key("userns_mode", .string),
        .key("working_dir", .string),
    ]

    private static let attachments: [StackMapping.Key] = [
        .key("configs", references, since: 3),
        .key("devices", .uniqueStrings),
        .key("dns", .stringOrUniqueStrings),
        .key("dns_search", .stringOrUniqueStrings),
        .key("expose", .list(.scalar([.string, .number], nil), unique: StackShape.always)),
        .key("external_links", .uniqueStrings),
        .key("extra_hosts", .pairs),
        .key("links", .uniqueStrings),
        .key("mac_address", .string),
        .key("network_mode", .string),
        .key("networks", networks),
        .key("ports", .list(port, unique: StackShape.always)),
        .key("secrets", references, since: 1),
        .key("tmpfs", .stringOrUniqueStrings),
        // From 3.2 on docker's files have `uniqueItems` one level too deep, where it says nothing.
        .key("volumes", .list(mount, unique: 0..<2)),
    ]

    private static let placement: [StackMapping.Key] = [
        .key("depends_on", .uniqueStrings),
        .key("deploy", .any(deploy, .null)),
        .key("restart", .string),
    ]

    private static let build = StackMapping(
        [
            .key("context", .string),
            .key("dockerfile", .string),
            .key("args", .pairs),
            .key("labels", .pairs, since: 3),
            .key("cache_from", .uniqueStrings, since: 2),
            .key("network", .string, since: 4),
            .key("target", .string, since: 4),
            .key("shm_size", .scalar([.integer, .string], nil), since: 5, isRead: false),
            .key("extra_hosts", .pairs, since: 9),
        ], isOpenSince: 11)

    private static let healthcheck = StackShape.object(
        .key("disable", .boolean),
        .key("interval", .scalar(.string, .duration(since: 4))),
        .key("retries", .number),
        .key("test", .stringOrStrings),
        .key("timeout", .scalar(.string, .duration(since: 4))),
        .key("start_period", .duration, since: 4),
        .key("start_interval", .duration, since: 12))

    private static let limit = StackShape.scalar(.integer, .pointless)

    private static let ulimits = StackShape.mapping(
        StackMapping(
            names: (
                .lowercase,
                .any(limit, .mapping(StackMapping([.key("hard", limit), .key("soft", limit)], required: ["soft", "hard"])))
            ), isOpenSince: 0))

    private static let references = StackShape.list(
        .any(
            .string,
            .open(
                .key("source", .string), .key("target", .string), .key("uid", .string), .key("gid", .string), .key("mode", .number))))

    private static let networks = StackShape.any(
        .uniqueStrings, .mapping(StackMapping(names: (.resource, .any(.mapping(attachment), .null)))))

    private static let attachment = StackMapping([
        .key("aliases", .uniqueStrings),
        .key("driver_opts", .options, since: 13),
        .key("ipv4_address", .string),
        .key("ipv6_address", .string),
    ])

    private static let port = StackShape.either([
        (.scalar([.string, .number], .port), 0),
        (
            .object(
                .key("mode", .string), .key("target", .integer), .key("published", .integer), .key("protocol", .string)), 2
        ),
    ])

    private static let mount = StackShape.either([
        (.string, 0),
        (
            .mapping(
                StackMapping(
                    [
                        .key("type", .string),
                        .key("source", .string),
                        .key("target", .string),
                        .key("read_only", .boolean),
                        .key("consistency", .string),
                        .key("bind", .open(.key("propagation", .string))),
                        .key("volume", .open(.key("nocopy", .boolean), .key("subpath", .string))),
                        .key("tmpfs", .open(.key("size", .scalar(.integer, .positive))), since: 6),
                    ], required: ["type"])), 2
        ),
    ])
}
