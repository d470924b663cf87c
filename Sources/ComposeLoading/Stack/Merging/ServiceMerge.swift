import ComposeModel

/// One service of two files.
enum ServiceMerge {
    static func merge(_ base: Service, with override: Service) -> Service {
        var result = rules.merge(base, override)
        result.origin = override.origin.over(base.origin)
        return result
    }

    private static let rules: [StackRule<Service>] = process + attachments + deployment

    private static let process: [StackRule<Service>] = [
        .section(\.build, build),
        .append(\.capAdd),
        .append(\.capDrop),
        .value(\.cgroupNamespaceMode),
        .value(\.cgroupParent),
        .custom(\.command, command),
        .value(\.containerName),
        .section(\.credentialSpec, [.value(\.config), .value(\.file), .value(\.registry)]),
        .value(\.domainname),
        .custom(\.entrypoint, command),
        .append(\.envFiles),
        .custom(\.environment, environment),
        .section(\.healthcheck, healthcheck),
        .value(\.hostname),
        .value(\.image),
        .value(\.runInit),
        .value(\.ipc),
        .value(\.isolation),
        .pairs(\.labels),
        StackRule { base, override in base.logging = logging(base, override) },
        .value(\.pid),
        .value(\.privileged),
        .value(\.readOnly),
        .append(\.securityOpt),
        .value(\.shmSize),
        .value(\.stdinOpen),
        .value(\.stopGracePeriod),
        .value(\.stopSignal),
        .pairs(\.sysctls),
        .value(\.tty),
        .custom(\.ulimits) { base, override in (base + override).uniqued(by: \.name) },
        .value(\.user),
        .value(\.usernsMode),
        .value(\.workingDir),
        .extensions(\.extensions),
    ]

    private static let attachments: [StackRule<Service>] = [
        keyed("configs", \.configs) { $0.source },
        .append(\.devices),
        .append(\.dns),
        .append(\.dnsSearch),
        .append(\.expose),
        .append(\.externalLinks),
        .append(\.extraHosts),
        .append(\.links),
        .value(\.macAddress),
        .value(\.networkMode),
        .custom(\.networks, networks),
        keyed("ports", \.ports) { $0.publishedNumber ?? 0 },
        keyed("secrets", \.secrets) { $0.source },
        .append(\.tmpfs),
        keyed("volumes", \.volumes) { $0.target ?? "" },
    ]

    private static let deployment: [StackRule<Service>] = [
        .append(\.dependsOn),
        .section(\.deploy, DeployMerge.rules),
        .value(\.restart),
    ]

    private static let build: [StackRule<Build>] = [
        .value(\.context), .value(\.dockerfile), .value(\.network), .value(\.target),
        .custom(\.args, environment), .pairs(\.labels), .append(\.cacheFrom), .append(\.extraHosts),
    ]

    /// The words of two tests are appended, which is hardly what anybody wants; it is what docker stack does.
    private static let healthcheck: [StackRule<Healthcheck>] = [
        .custom(\.test) { base, override in base.map { $0 + (override ?? []) } ?? override },
        .value(\.timeout), .value(\.interval), .given(\.retries), .value(\.startPeriod), .value(\.startInterval), .value(\.disable),
    ]
}

/// The parts of a service with rules of their own.
extension ServiceMerge {
    /// Replaced, unless by nothing.
    @Sendable private static func command(_ base: [String]?, _ override: [String]?) -> [String]? {
        override?.isEmpty ?? true ? base ?? override : override
    }

    /// By name; an empty value does not replace one that is not, a bare name or an empty value is replaced by anything.
    @Sendable private static func environment(_ base: [EnvironmentEntry], _ override: [EnvironmentEntry]) -> [EnvironmentEntry] {
        var result = base
        let positions = Dictionary(base.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        for entry in override {
            guard let position = positions[entry.name] else {
                result.append(entry)
                continue
            }
            let isEmpty = entry.value?.isEmpty ?? true
            if !isEmpty || result[position].value?.isEmpty ?? true { result[position] = entry }
        }
        return result
    }

    /// Options are merged where the drivers do not differ. Those of the override are lost where the base declares none.
    @Sendable private static func logging(_ base: Service, _ override: Service) -> Logging? {
        guard var result = base.logging, let upper = override.logging else { return base.logging ?? override.logging }
        let drivers = [result.driver ?? "", upper.driver ?? ""]
        guard drivers[0] == drivers[1] || drivers.contains("") else { return upper }
        if drivers[0].isEmpty { result.driver = upper.driver }
        if !result.options.isEmpty || base.origin.declares("logging", "options") {
            result.options = (result.options + upper.options).uniqued(by: \.key)
        }
        return result
    }

    /// By key. Aliases are replaced even by none, addresses unless by none; options stay the base's.
    @Sendable private static func networks(_ base: [NetworkAttachment]?, _ override: [NetworkAttachment]?) -> [NetworkAttachment]? {
        guard var result = base, let override else { return base ?? override }
        for attachment in override {
            guard let position = result.firstIndex(where: { $0.network == attachment.network }) else {
                result.append(attachment)
                continue
            }
            result[position] = merged(result[position], attachment)
        }
        return result
    }

    private static func merged(_ base: NetworkAttachment, _ override: NetworkAttachment) -> NetworkAttachment {
        guard override.isExplicit else { return base }
        guard base.isExplicit else { return override }
        var result = base
        result.aliases = override.aliases
        if let address = override.ipv4Address, !address.isEmpty { result.ipv4Address = address }
        if let address = override.ipv6Address, !address.isEmpty { result.ipv6Address = address }
        return result
    }

    /// By a key and sorted by it, the last one counting; where the base declares none, the override's list as it is.
    ///
    /// So two ports without a published one are one after a merge, even if the override has no ports.
    private static func keyed<Element, Key: Hashable & Comparable & SendableMetatype>(
        _ name: String, _ path: Property<Service, [Element]>, by key: @escaping @Sendable (Element) -> Key
    ) -> StackRule<Service> {
        StackRule { base, override in
            let (lower, upper) = (base[keyPath: path], override[keyPath: path])
            guard !lower.isEmpty || base.origin.declares(name) else {
                base[keyPath: path] = upper
                return
            }
            base[keyPath: path] = (lower + upper).uniqued(by: key).sorted { key($0) < key($1) }
        }
    }
}
