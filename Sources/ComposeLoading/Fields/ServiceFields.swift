import ComposeModel
import Diagnostics
import YAMLTree

extension Service {
    /// Every key of a service. A new key is a line here, a property of `Service`, and its fates in `KeyFates`.
    static let table = FieldTable<Service>(
        (identityFields + processFields + resourceFields + attachmentFields + lifecycleFields).sorted { order($0.key) < order($1.key) },
        extensions: { $0.extensions }, { $0.extensions = $1 })

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
        .list("profiles", { $0.profiles }, { $0.profiles = $1 }, .uniqueStrings),
        .list("annotations", { $0.annotations }, { $0.annotations = $1 }, .labels),
        .value("attach", { $0.attach }, { $0.attach = $1 }, .bool),
        .value("build", { $0.build }, { $0.build = $1 }, .build),
        .value("develop", { $0.develop }, { $0.develop = $1 }, Develop.table.codec(Develop.init).orNull(Develop())),
        .value("container_name", { $0.containerName }, { $0.containerName = $1 }, .nonEmptyString),
        .value("hostname", { $0.hostname }, { $0.hostname = $1 }, .nonEmptyString),
        .value("domainname", { $0.domainname }, { $0.domainname = $1 }, .nonEmptyString),
        .value("image", { $0.image }, { $0.image = $1 }, .nonEmptyString),
        .list("labels", { $0.labels }, { $0.labels = $1 }, .labels),
        .list("label_file", { $0.labelFiles }, { $0.labelFiles = $1 }, .paths),
        .value("platform", { $0.platform }, { $0.platform = $1 }, .nonEmptyString),
        .value("provider", { $0.provider }, { $0.provider = $1 }, .provider),
        .value("pull_policy", { $0.pullPolicy }, { $0.pullPolicy = $1 }, .pullPolicy),
        .value("pull_refresh_after", { $0.pullRefreshAfter }, { $0.pullRefreshAfter = $1 }, .nonEmptyString),
        .readOnly("extends") { _, _, _ in },
    ]

    private static let processFields: [Field<Service>] = [
        .value("command", { $0.command }, { $0.command = $1 }, .nullableCommand),
        .value("entrypoint", { $0.entrypoint }, { $0.entrypoint = $1 }, .nullableCommand),
        .list("environment", { $0.environment }, { $0.environment = $1 }, .environment),
        .list("env_file", { $0.envFiles }, { $0.envFiles = $1 }, .environmentFiles),
        .value("healthcheck", { $0.healthcheck }, { $0.healthcheck = $1 }, Healthcheck.table.codec(omitEmpty: false, Healthcheck.init)),
        .value("init", { $0.runInit }, { $0.runInit = $1 }, .bool),
        .value("isolation", { $0.isolation }, { $0.isolation = $1 }, .nonEmptyString),
        .value("stdin_open", { $0.stdinOpen }, { $0.stdinOpen = $1 }, .flag),
        .value("tty", { $0.tty }, { $0.tty = $1 }, .flag),
        .value("user", { $0.user }, { $0.user = $1 }, .nonEmptyString),
        .list("group_add", { $0.groupAdd }, { $0.groupAdd = $1 }, .texts.distinct),
        .value("working_dir", { $0.workingDir }, { $0.workingDir = $1 }, .nonEmptyString),
        .list("cap_add", { $0.capAdd }, { $0.capAdd = $1 }, .uniqueStrings),
        .list("cap_drop", { $0.capDrop }, { $0.capDrop = $1 }, .uniqueStrings),
        .value("credential_spec", { $0.credentialSpec }, { $0.credentialSpec = $1 }, CredentialSpec.table.codec(CredentialSpec.init)),
        .value("privileged", { $0.privileged }, { $0.privileged = $1 }, .flag),
        .value("read_only", { $0.readOnly }, { $0.readOnly = $1 }, .flag),
        .value("runtime", { $0.runtime }, { $0.runtime = $1 }, .nonEmptyString),
        .list("security_opt", { $0.securityOpt }, { $0.securityOpt = $1 }, .strings.distinct),
        .list("sysctls", { $0.sysctls }, { $0.sysctls = $1 }, .labels),
        .list("ulimits", { $0.ulimits }, { $0.ulimits = $1 }, .ulimits),
        .value("use_api_socket", { $0.useAPISocket }, { $0.useAPISocket = $1 }, .flag),
        .value("userns_mode", { $0.usernsMode }, { $0.usernsMode = $1 }, .nonEmptyString),
    ]

    private static let resourceFields: [Field<Service>] = [
        .value("blkio_config", { $0.blkioConfig }, { $0.blkioConfig = $1 }, BlockIO.table.codec(BlockIO.init)),
        .value("cgroup", { $0.cgroup }, { $0.cgroup = $1 }, .oneOf("host", "private")),
        .value("cgroup_parent", { $0.cgroupParent }, { $0.cgroupParent = $1 }, .nonEmptyString),
        .value("cgroupns_mode", { $0.cgroupNamespaceMode }, { $0.cgroupNamespaceMode = $1 }, .nonEmptyString),
        .value("cpu_count", { $0.cpuCount }, { $0.cpuCount = $1 }, .processors),
        .value("cpu_percent", { $0.cpuPercent }, { $0.cpuPercent = $1 }, .nonZeroNumber),
        .value("cpu_period", { $0.cpuPeriod }, { $0.cpuPeriod = $1 }, .microseconds),
        .value("cpu_quota", { $0.cpuQuota }, { $0.cpuQuota = $1 }, .microseconds),
        .value("cpu_rt_period", { $0.cpuRealtimePeriod }, { $0.cpuRealtimePeriod = $1 }, .microseconds),
        .value("cpu_rt_runtime", { $0.cpuRealtimeRuntime }, { $0.cpuRealtimeRuntime = $1 }, .microseconds),
        .value("cpu_shares", { $0.cpuShares }, { $0.cpuShares = $1 }, .truncated),
        .value("cpus", { $0.cpus }, { $0.cpus = $1 }, .cpuNumber),
        .value("cpuset", { $0.cpuset }, { $0.cpuset = $1 }, .nonEmptyString),
        .value("mem_limit", { $0.memLimit }, { $0.memLimit = $1 }, .nonZeroBytes),
        .value("mem_reservation", { $0.memReservation }, { $0.memReservation = $1 }, .wholeBytes),
        .value("mem_swappiness", { $0.memSwappiness }, { $0.memSwappiness = $1 }, .swappiness),
        .value("memswap_limit", { $0.memswapLimit }, { $0.memswapLimit = $1 }, .nonZeroBytes),
        .value("oom_kill_disable", { $0.oomKillDisable }, { $0.oomKillDisable = $1 }, .flag),
        .value("oom_score_adj", { $0.oomScoreAdj }, { $0.oomScoreAdj = $1 }, .oomScore),
        .value("pids_limit", { $0.pidsLimit }, { $0.pidsLimit = $1 }, .truncated),
        .value("shm_size", { $0.shmSize }, { $0.shmSize = $1 }, .sharedMemory),
        .list("storage_opt", { $0.storageOpt }, { $0.storageOpt = $1 }, .options),
        .list("devices", { $0.devices }, { $0.devices = $1 }, listCodec(of: .device) { $0.target ?? $0.source ?? "" }),
        .list("device_cgroup_rules", { $0.deviceCgroupRules }, { $0.deviceCgroupRules = $1 }, .strings.distinct),
        .list("gpus", { $0.gpus }, { $0.gpus = $1 }, .gpus),
    ]

    private static let attachmentFields: [Field<Service>] = [
        .list("configs", { $0.configs }, { $0.configs = $1 }, .references(defaultFolder: nil)),
        .list("secrets", { $0.secrets }, { $0.secrets = $1 }, .references(defaultFolder: "/run/secrets")),
        .list("dns", { $0.dns }, { $0.dns = $1 }, .dnsList),
        .list("dns_opt", { $0.dnsOptions }, { $0.dnsOptions = $1 }, .uniqueStrings),
        .list("dns_search", { $0.dnsSearch }, { $0.dnsSearch = $1 }, .searchList),
        .list("expose", { $0.expose }, { $0.expose = $1 }, .texts),
        .list("external_links", { $0.externalLinks }, { $0.externalLinks = $1 }, .strings.distinct),
        .list("extra_hosts", { $0.extraHosts }, { $0.extraHosts = $1 }, .extraHosts.distinct),
        .value("ipc", { $0.ipc }, { $0.ipc = $1 }, .nonEmptyString),
        .list("links", { $0.links }, { $0.links = $1 }, .uniqueStrings),
        .value("logging", { $0.logging }, { $0.logging = $1 }, Logging.table.codec(omitEmpty: false, Logging.init)),
        .value("mac_address", { $0.macAddress }, { $0.macAddress = $1 }, .nonEmptyString),
        .list("models", { $0.models }, { $0.models = $1 }, .serviceModels),
        .value("network_mode", { $0.networkMode }, { $0.networkMode = $1 }, .nonEmptyString),
        .value("networks", { $0.networks }, { $0.networks = $1 }, .attachments.distinct),
        .value("pid", { $0.pid }, { $0.pid = $1 }, .nullableString),
        .list("ports", { $0.ports }, { $0.ports = $1 }, .ports),
        .list("tmpfs", { $0.tmpfs }, { $0.tmpfs = $1 }, .tmpfsList),
        .value("uts", { $0.uts }, { $0.uts = $1 }, .nonEmptyString),
        .list("volumes", { $0.volumes }, { $0.volumes = $1 }, .mounts),
        .list("volumes_from", { $0.volumesFrom }, { $0.volumesFrom = $1 }, .strings.distinct),
    ]

    private static let lifecycleFields: [Field<Service>] = [
        .list("depends_on", { $0.dependsOn }, { $0.dependsOn = $1 }, .dependencies.distinct),
        .value("deploy", { $0.deploy }, { $0.deploy = $1 }, Deploy.table.codec(Deploy.init).orNull(Deploy())),
        .value("restart", { $0.restart }, { $0.restart = $1 }, .nonEmptyString),
        .value("scale", { $0.scale }, { $0.scale = $1 }, .int),
        .value("stop_grace_period", { $0.stopGracePeriod }, { $0.stopGracePeriod = $1 }, .duration),
        .value("stop_signal", { $0.stopSignal }, { $0.stopSignal = $1 }, .nonEmptyString),
        .list("pre_start", { $0.preStart }, { $0.preStart = $1 }, listCodec(of: Hook.preStartTable.codec(Hook.init))),
        .list("post_start", { $0.postStart }, { $0.postStart = $1 }, listCodec(of: Hook.table.codec(Hook.init))),
        .list("pre_stop", { $0.preStop }, { $0.preStop = $1 }, listCodec(of: Hook.table.codec(Hook.init))),
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

    /// One domain or several; an empty one takes the engine's own away.
    fileprivate static let searchList = Codec<[String]>(
        decode: { node, decoder in
            let values = stringOrList.decode(node, &decoder)
            return decoder.dialect == .stack ? values : values?.uniqued()
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
        decode: { node, decoder in
            decoder.dialect == .stack && node.text?.isEmpty == true ? nil : bytes.decode(node, &decoder)
        },
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
            return truncated.decode(node, &decoder)
        },
        encode: nonZeroInt.encode)

    /// A score that docker stack's `config` forgets, as its `deploy` does.
    fileprivate static let oomScore = Codec<Int64>(
        decode: int(in: -1000...1000).decode, encode: { value, dialect in dialect == .stack ? nil : .integer(value) })

    /// A number of processors.
    fileprivate static let processors = Codec<Int64>(decode: int(in: 0...Int64.max).decode, encode: nonZeroInt.encode)

    /// A tendency to swap, which compose handles as a size and writes as text.
    fileprivate static let swappiness = Codec<Int64>(decode: int.decode, encode: { value, _ in value == 0 ? nil : .string(String(value)) })
}
