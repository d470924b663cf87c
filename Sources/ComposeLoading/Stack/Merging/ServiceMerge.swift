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
        .custom(\.logging, logging),
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
        .custom(\.configs) { keyed($0, $1, key: \.source) },
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
        .custom(\.ports) { keyed($0, $1) { $0.publishedNumber ?? 0 } },
        .custom(\.secrets) { keyed($0, $1, key: \.source) },
        .append(\.tmpfs),
        .custom(\.volumes) { keyed($0, $1) { $0.target ?? "" } },
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

    /// Options are merged where the drivers do not differ. Those of the override are lost where the base has none.
    @Sendable private static func logging(_ base: Logging?, _ override: Logging?) -> Logging? {
        guard var result = base, let override else { return base ?? override }
        let (lower, upper) = (result.driver ?? "", override.driver ?? "")
        guard lower == upper || lower.isEmpty || upper.isEmpty else { return override }
        if lower.isEmpty { result.driver = override.driver }
        if !result.options.isEmpty { result.options = (result.options + override.options).uniqued(by: \.key) }
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

    /// By a key and sorted by it, the last one counting; where the base has none, the override's list as it is.
    ///
    /// So two ports without a published one are one after a merge, even if the override has no ports.
    private static func keyed<Element, Key: Hashable & Comparable>(
        _ base: [Element], _ override: [Element], key: (Element) -> Key
    ) -> [Element] {
        if base.isEmpty { return override }
        return (base + override).uniqued(by: key).sorted { key($0) < key($1) }
    }
}
