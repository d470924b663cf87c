import ComposeModel
import Diagnostics

/// What only the whole project can show: references to things that are not there, values that contradict each other.
///
/// compose-go loader/validate.go, but everything is reported, with its place.
struct Consistency {
    private let file: ComposeFile
    private let networks: Set<String>
    private let volumes: Set<String>
    private let secrets: Set<String>
    private let configs: Set<String>
    private let services: Set<String>
    private(set) var diagnostics: [Diagnostic] = []

    /// - Parameter incomplete: objects such as `services.web` whose own problems were told already.
    static func check(_ file: ComposeFile, skipping incomplete: Set<String> = []) -> [Diagnostic] {
        let start = Consistency(file: file)
        let services = Slices.map(Array(file.services.indices)) { slice in
            var check = start
            for index in slice where incomplete.isEmpty || !incomplete.contains("services." + file.services[index].key) {
                check.check(file.services[index])
            }
            return check.diagnostics
        }
        var check = start
        check.diagnostics = services.flatMap(\.self)
        for secret in file.secrets where !incomplete.contains("secrets." + secret.key) {
            check.check(secret, "secret", sources: [secret.file, secret.environment.flatMap { $0.isEmpty ? nil : $0 }])
        }
        for config in file.configs where !incomplete.contains("configs." + config.key) {
            check.check(config, "config", sources: [config.file, config.environment, config.content])
        }
        for volume in file.volumes where !incomplete.contains("volumes." + volume.key) { check.check(volume) }
        for network in file.networks where !incomplete.contains("networks." + network.key) { check.check(network) }
        return check.diagnostics + DependencyCycle.find(in: file)
    }

    private init(file: ComposeFile) {
        self.file = file
        networks = Set(file.networks.map(\.key)).union(["default"])
        volumes = Set(file.volumes.map(\.key))
        secrets = Set(file.secrets.map(\.key))
        configs = Set(file.configs.map(\.key))
        services = Set(file.services.map(\.key))
    }

    private mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    private mutating func check(_ service: Service) {
        if service.image?.isEmpty ?? true, service.build == nil, service.provider == nil {
            report(.noImage(service.key, at: service.origin.range))
        }
        checkReferences(service)
        checkDependencies(service)
        checkCombinations(service)
        checkBuild(service)
        checkScale(service)
        checkTargets(service)
    }

    private mutating func checkReferences(_ service: Service) {
        for attachment in service.networks ?? [] where !networks.contains(attachment.network) {
            report(.undefined("network", attachment.network, by: service.key, known: file.networks.map(\.key), at: attachment.range))
        }
        for volume in service.volumes where volume.type == "volume" {
            guard let source = volume.source, !source.isEmpty, !volumes.contains(source) else { continue }
            report(.undefined("volume", source, by: service.key, known: file.volumes.map(\.key), at: volume.range))
        }
        for reference in service.secrets where !secrets.contains(reference.source) {
            report(.undefined("secret", reference.source, by: service.key, known: file.secrets.map(\.key), at: reference.range))
        }
        for reference in service.configs where !configs.contains(reference.source) {
            report(.undefined("config", reference.source, by: service.key, known: file.configs.map(\.key), at: reference.range))
        }
        for reference in service.build?.secrets ?? [] where !secrets.contains(reference.source) {
            report(.undefined("secret", reference.source, by: service.key, known: file.secrets.map(\.key), at: reference.range))
        }
        for model in service.models where !file.models.contains(where: { $0.key == model.model }) {
            let place = service.origin.place("models")
            report(.undefined("model", model.model, by: service.key, known: file.models.map(\.key), at: place))
        }
    }

    private mutating func checkDependencies(_ service: Service) {
        for dependency in service.dependsOn where !services.contains(dependency.service) {
            let isDisabled = file.disabledServices.contains { $0.key == dependency.service }
            if isDisabled, !dependency.required { continue }
            let place = dependency.range ?? service.origin.place("depends_on")
            report(.undefinedService(dependency.service, by: service.key, disabled: isDisabled, known: file.services.map(\.key), at: place))
        }
    }

    private mutating func checkCombinations(_ service: Service) {
        if service.networkMode != nil, service.networks?.isEmpty == false {
            report(.networkModeAndNetworks(service.key, at: service.origin.place("network_mode")))
        }
        if let first = service.healthcheck?.test?.first, !["CMD", "CMD-SHELL", "NONE"].contains(first) {
            report(.healthcheckTest(service.key, at: service.origin.place("healthcheck", "test")))
        }
        for watch in service.develop?.watch ?? [] where watch.target == nil && !["rebuild", "restart"].contains(watch.action) {
            report(
                .missingKey("target", in: "services.\(service.key).develop.watch", at: service.origin.place("develop", "watch") ?? .nowhere)
            )
        }
    }

    private mutating func checkBuild(_ service: Service) {
        guard let build = service.build else { return }
        if build.dockerfile != nil, build.dockerfileInline != nil {
            report(
                .exclusiveKeys(
                    "dockerfile", "dockerfile_inline", in: "services.\(service.key).build", at: service.origin.place("build") ?? .nowhere))
        }
        if let platform = service.platform, !build.platforms.isEmpty, !build.platforms.contains(platform) {
            report(.platformNotBuilt(service.key, platform, at: service.origin.place("build", "platforms")))
        }
        for context in build.additionalContexts where context.value.hasPrefix("service:") {
            let name = String(context.value.dropFirst("service:".count))
            let place = service.origin.place("build", "additional_contexts", context.key)
            guard let other = file.service(name) ?? file.disabledServices.first(where: { $0.key == name }) else {
                report(.undefinedService(name, by: service.key, disabled: false, known: file.services.map(\.key), at: place))
                continue
            }
            if other.build == nil { report(.contextNotBuilt(service.key, name, at: place)) }
        }
    }

    private mutating func checkScale(_ service: Service) {
        let replicas = service.deploy?.replicas
        if let scale = service.scale, let replicas, scale != replicas {
            report(.distinctValues(service.key, "scale", "deploy.replicas", at: service.origin.place("scale")))
        }
        if let count = service.scale ?? replicas {
            let place = service.origin.place("scale") ?? service.origin.place("deploy", "replicas")
            if count < 0 { report(.outOfRange("services.\(service.key).scale", count, bounds: 0...Int64.max, at: place ?? .nowhere)) }
            if count > 1, service.containerName != nil {
                report(.scaledContainerName(service.key, at: service.origin.place("container_name")))
            }
        }
        let limits = service.deploy?.resources?.limits
        let reservations = service.deploy?.resources?.reservations
        if let limits {
            compare(service, "cpus", service.cpus?.nanoCPUs, "deploy.resources.limits.cpus", limits.cpus?.nanoCPUs)
            compare(service, "mem_limit", service.memLimit?.bytes, "deploy.resources.limits.memory", limits.memory?.bytes)
            compare(service, "pids_limit", service.pidsLimit, "deploy.resources.limits.pids", limits.pids)
        }
        if let reservations {
            compare(
                service, "mem_reservation", service.memReservation?.bytes, "deploy.resources.reservations.memory",
                reservations.memory?.bytes)
        }
    }

    private mutating func compare(_ service: Service, _ key: String, _ value: Int64?, _ otherKey: String, _ other: Int64?) {
        guard let value, value != 0, value != other ?? 0 else { return }
        report(.distinctValues(service.key, key, otherKey, at: service.origin.place(key)))
    }

    /// Two mounts at one place.
    private mutating func checkTargets(_ service: Service) {
        guard service.volumes.count + service.tmpfs.count > 1 else { return }
        var seen: Set<String> = []
        let tmpfs = service.tmpfs.map { (String($0.prefix { $0 != ":" }), service.origin.place("tmpfs")) }
        let volumes = service.volumes.compactMap { volume in volume.target.map { ($0, volume.range) } }
        for (target, range) in tmpfs + volumes where !seen.insert(target).inserted {
            report(.duplicateTarget(target, service: service.key, at: range))
        }
    }

    private mutating func check(_ object: FileObject, _ kind: String, sources: [String?]) {
        let given = sources.count { $0 != nil }
        let section = kind + "s"
        let place = object.origin.range ?? .nowhere
        if given > 1 {
            let keys = kind == "secret" ? "file and environment" : "file, environment and content"
            report(.exclusiveSources("\(section).\(object.key)", keys, at: place))
        } else if given == 0, !object.isExternal, object.driver == nil {
            report(.noSource(kind, object.key, at: place))
        }
    }

    private mutating func check(_ volume: Volume) {
        guard volume.isExternal else { return }
        let conflicts = [("driver", volume.driver != nil), ("driver_opts", volume.driverOpts != nil), ("labels", !volume.labels.isEmpty)]
        for (key, present) in conflicts where present {
            report(.externalConflict("volume", volume.key, key, at: volume.origin.place(key)))
        }
    }

    private mutating func check(_ network: Network) {
        for (index, pool) in (network.ipam?.config ?? []).enumerated() {
            for (key, text) in [("subnet", pool.subnet), ("ip_range", pool.ipRange)] {
                guard let text, !text.isEmpty, !IPAddress.isCIDR(text) else { continue }
                report(.invalidCIDR("networks.\(network.key).ipam", text, at: network.origin.place("ipam", "config", String(index), key)))
            }
        }
    }
}
