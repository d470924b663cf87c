import ComposeModel
import Diagnostics
import YAMLTree

extension Service {
    /// Every key of a service. A new key is a line here, a property of `Service`, and its fates in `KeyFates`.
    static let table = FieldTable<Service>(
        (identityFields + processFields + resourceFields + attachmentFields + lifecycleFields).sorted { order($0.key) < order($1.key) },
        extensions: \.extensions)

    /// The canonical form lists keys by name, but for those that both peers write after another one.
    private static func order(_ key: String) -> String {
        switch key {
        case "healthcheck": "hostname_"
        case "env_file": "environment_"
        case "cgroup_parent": "cgroupns_mode_"
        case "oom_score_adj": "user_"
        default: key
        }
    }

    private static let identityFields: [Field<Service>] = [
        .list("profiles", \.profiles, .uniqueStrings),
        .list("annotations", \.annotations, .labels),
        .value("attach", \.attach, .bool),
        .value("build", \.build, .build),
        .value("develop", \.develop, Develop.table.codec(Develop.init).orNull(Develop())),
        .value("container_name", \.containerName, .nonEmptyString),
        .value("hostname", \.hostname, .nonEmptyString),
        .value("domainname", \.domainname, .nonEmptyString),
        .value("image", \.image, .nonEmptyString),
        .list("labels", \.labels, .labels),
        .list("label_file", \.labelFiles, .paths),
        .value("platform", \.platform, .nonEmptyString),
        .value("provider", \.provider, .provider),
        .value("pull_policy", \.pullPolicy, .pullPolicy),
        .value("pull_refresh_after", \.pullRefreshAfter, .nonEmptyString),
        .readOnly("extends") { _, _, _ in },
    ]

    private static let processFields: [Field<Service>] = [
        .value("command", \.command, .nullableCommand),
        .value("entrypoint", \.entrypoint, .nullableCommand),
        .list("environment", \.environment, .environment),
        .list("env_file", \.envFiles, .environmentFiles),
        .value("healthcheck", \.healthcheck, Healthcheck.table.codec(omitEmpty: false, Healthcheck.init)),
        .value("init", \.runInit, .bool),
        .value("isolation", \.isolation, .nonEmptyString),
        .value("stdin_open", \.stdinOpen, .flag),
        .value("tty", \.tty, .flag),
        .value("user", \.user, .nonEmptyString),
        .list("group_add", \.groupAdd, .texts.distinct),
        .value("working_dir", \.workingDir, .nonEmptyString),
        .list("cap_add", \.capAdd, .uniqueStrings),
        .list("cap_drop", \.capDrop, .uniqueStrings),
        .value("credential_spec", \.credentialSpec, CredentialSpec.table.codec(CredentialSpec.init)),
        .value("privileged", \.privileged, .flag),
        .value("read_only", \.readOnly, .flag),
        .value("runtime", \.runtime, .nonEmptyString),
        .list("security_opt", \.securityOpt, .strings.distinct),
        .list("sysctls", \.sysctls, .labels),
        .list("ulimits", \.ulimits, .ulimits),
        .value("use_api_socket", \.useAPISocket, .flag),
        .value("userns_mode", \.usernsMode, .nonEmptyString),
    ]

    private static let resourceFields: [Field<Service>] = [
        .value("blkio_config", \.blkioConfig, BlockIO.table.codec(BlockIO.init)),
        .value("cgroup", \.cgroup, .oneOf("host", "private")),
        .value("cgroup_parent", \.cgroupParent, .nonEmptyString),
        .value("cgroupns_mode", \.cgroupNamespaceMode, .nonEmptyString),
        .value("cpu_count", \.cpuCount, .processors),
        .value("cpu_percent", \.cpuPercent, .nonZeroNumber),
        .value("cpu_period", \.cpuPeriod, .microseconds),
        .value("cpu_quota", \.cpuQuota, .microseconds),
        .value("cpu_rt_period", \.cpuRealtimePeriod, .microseconds),
        .value("cpu_rt_runtime", \.cpuRealtimeRuntime, .microseconds),
        .value("cpu_shares", \.cpuShares, .nonZeroInt),
        .value("cpus", \.cpus, .cpuNumber),
        .value("cpuset", \.cpuset, .nonEmptyString),
        .value("mem_limit", \.memLimit, .nonZeroBytes),
        .value("mem_reservation", \.memReservation, .nonZeroBytes),
        .value("mem_swappiness", \.memSwappiness, .swappiness),
        .value("memswap_limit", \.memswapLimit, .nonZeroBytes),
        .value("oom_kill_disable", \.oomKillDisable, .flag),
        .value("oom_score_adj", \.oomScoreAdj, .int(in: -1000...1000)),
        .value("pids_limit", \.pidsLimit, .nonZeroInt),
        .value("shm_size", \.shmSize, .sharedMemory),
        .list("storage_opt", \.storageOpt, .options),
        .list("devices", \.devices, listCodec(of: .device) { $0.target ?? $0.source ?? "" }),
        .list("device_cgroup_rules", \.deviceCgroupRules, .strings.distinct),
        .list("gpus", \.gpus, .gpus),
    ]

    private static let attachmentFields: [Field<Service>] = [
        .list("configs", \.configs, .references(defaultFolder: nil)),
        .list("secrets", \.secrets, .references(defaultFolder: "/run/secrets")),
        .list("dns", \.dns, .dnsList),
        .list("dns_opt", \.dnsOptions, .uniqueStrings),
        .list("dns_search", \.dnsSearch, .dnsList),
        .list("expose", \.expose, .texts),
        .list("external_links", \.externalLinks, .strings.distinct),
        .list("extra_hosts", \.extraHosts, .extraHosts.distinct),
        .value("ipc", \.ipc, .nonEmptyString),
        .list("links", \.links, .uniqueStrings),
        .value("logging", \.logging, Logging.table.codec(omitEmpty: false, Logging.init)),
        .value("mac_address", \.macAddress, .nonEmptyString),
        .list("models", \.models, .serviceModels),
        .value("network_mode", \.networkMode, .nonEmptyString),
        .value("networks", \.networks, .attachments.distinct),
        .value("pid", \.pid, .nullableString),
        .list("ports", \.ports, .ports),
        .list("tmpfs", \.tmpfs, .tmpfsList),
        .value("uts", \.uts, .nonEmptyString),
        .list("volumes", \.volumes, .mounts),
        .list("volumes_from", \.volumesFrom, .strings.distinct),
    ]

    private static let lifecycleFields: [Field<Service>] = [
        .list("depends_on", \.dependsOn, .dependencies.distinct),
        .value("deploy", \.deploy, Deploy.table.codec(Deploy.init).orNull(Deploy())),
        .value("restart", \.restart, .nonEmptyString),
        .value("scale", \.scale, .int),
        .value("stop_grace_period", \.stopGracePeriod, .duration),
        .value("stop_signal", \.stopSignal, .nonEmptyString),
        .list("pre_start", \.preStart, listCodec(of: Hook.preStartTable.codec(Hook.init))),
        .list("post_start", \.postStart, listCodec(of: Hook.table.codec(Hook.init))),
        .list("pre_stop", \.preStop, listCodec(of: Hook.table.codec(Hook.init))),
    ]
}

extension Codec where Value == [String] {
    /// A command that null leaves to the image. compose tells an empty one from none; docker stack cannot.
    fileprivate static let nullableCommand = Codec<[String]>(
        decode: { node, decoder in node.isNull && decoder.dialect == .specification ? nil : command.decode(node, &decoder) },
        encode: { value, dialect in value.isEmpty && dialect == .stack ? nil : strings.encode(value, dialect) })

    /// One string or several; an empty one says nothing.
    fileprivate static let dnsList = Codec<[String]>(
        decode: { node, decoder in
            let values = stringOrList.decode(node, &decoder)
            return decoder.dialect == .stack ? values : values?.uniqued().filter { !$0.isEmpty }
        },
        encode: strings.encode)

    /// `path[:options]`, one or several; a path twice counts once.
    fileprivate static let tmpfsList = Codec<[String]>(
        decode: { node, decoder in stringOrList.decode(node, &decoder)?.uniqued() }, encode: strings.encode)

    /// Paths that start at the file that names them.
    fileprivate static let paths = Codec<[String]>(
        decode: { node, decoder in
            let scope = decoder.files[node.range.file]
            return stringOrList.decode(node, &decoder)?.map(scope.absolute)
        },
        encode: strings.encode)
}

extension Codec where Value == String {
    /// A string; null is none.
    fileprivate static let nullableString = Codec<String>(
        decode: { node, decoder in node.isNull ? nil : string.decode(node, &decoder) }, encode: nonEmptyString.encode)
}

extension Codec where Value == String {
    /// When an image is pulled; compose-spec.json, `pull_policy`.
    fileprivate static let pullPolicy = Codec<String>(
        decode: { node, decoder in
            guard let text = string.decode(node, &decoder) else { return nil }
            let words = ["always", "never", "missing", "if_not_present", "build", "refresh", "daily", "weekly"]
            if words.contains(text) || isInterval(text) { return text }
            decoder.report(.notOneOf(decoder.pathText, text, words: words + ["every_<duration>"], at: node.range))
            return nil
        },
        encode: nonEmptyString.encode)

    /// `every_` and a duration such as `12h`.
    private static func isInterval(_ text: String) -> Bool {
        text.hasPrefix("every_") && (try? ComposeDuration(String(text.dropFirst("every_".count)), allowDays: true)) != nil
    }
}

extension Codec where Value == ByteCount {
    /// A size that docker stack ignores, and writes as it is.
    fileprivate static let sharedMemory = Codec<ByteCount>(
        decode: bytes.decode,
        encode: { value, dialect in
            dialect == .stack ? value.written.map(Node.string) ?? .integer(value.bytes) : nonZeroBytes.encode(value, dialect)
        })
}

extension Codec where Value == CPUCount {
    /// A number of processors that `config` writes as a number.
    fileprivate static let cpuNumber = Codec<CPUCount>(
        decode: cpus.decode, encode: { value, _ in value.nanoCPUs == 0 ? nil : .number(value.value) })
}

extension Codec where Value == Int64 {
    /// A span for the CPU scheduler: a number of microseconds or a duration.
    fileprivate static let microseconds = Codec<Int64>(
        decode: { node, decoder in
            if let text = node.text, node.resolved == .string, Int64(text) == nil,
                let duration = try? ComposeDuration(text, allowDays: true)
            {
                return duration.nanoseconds / 1000
            }
            return int.decode(node, &decoder)
        },
        encode: nonZeroInt.encode)

    /// A number of processors.
    fileprivate static let processors = Codec<Int64>(decode: int(in: 0...Int64.max).decode, encode: nonZeroInt.encode)

    /// A tendency to swap, which compose handles as a size and writes as text.
    fileprivate static let swappiness = Codec<Int64>(decode: int.decode, encode: { value, _ in value == 0 ? nil : .string(String(value)) })
}
