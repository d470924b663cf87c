import ComposeModel
import Diagnostics
import EngineModel

/// What keeps a service from becoming a spec.
extension ServiceTranslation {
    /// Errors and warnings, each at its place.
    var problems: [Diagnostic] {
        imageProblems + modeProblems + restartProblems + healthProblems + portProblems + addressProblems
            + credentialProblems + service.volumes.flatMap(mountProblems)
    }

    private func place(_ keys: String...) -> SourceRange? {
        var keys = keys
        while !keys.isEmpty {
            if let range = service.origin.exactPlace(keys) { return range }
            keys.removeLast()
        }
        return service.origin.range
    }

    private var imageProblems: [Diagnostic] {
        guard let image = service.image, !image.isEmpty else {
            if dialect == .stack { return [.noSwarmImage(service.key, at: service.origin.range)] }
            return service.build == nil
                ? [.noSwarmImage(service.key, at: service.origin.range)] : [.unbuiltImage(service.key, stack, at: place("build"))]
        }
        do throws(ImageReferenceError) {
            _ = try ImageReference(image)
            return []
        } catch {
            return [.invalidImage(image, service.key, at: place("image"))]
        }
    }

    private var modeProblems: [Diagnostic] {
        let modes = ["", "replicated", "global", "replicated-job", "global-job"]
        let mode = deploy.mode ?? ""
        var problems: [Diagnostic] = []
        if !modes.contains(mode) { problems.append(.unknownMode(mode, at: place("deploy", "mode"))) }
        if mode.hasPrefix("global"), deploy.replicas != nil {
            problems.append(.replicasInGlobalMode(service.key, at: place("deploy", "replicas")))
        }
        if let mode = deploy.endpointMode, !["vip", "dnsrr"].contains(mode.lowercased()), dialect == .specification {
            problems.append(.unknownEndpointMode(mode, at: place("deploy", "endpoint_mode")))
        }
        if mode.hasSuffix("-job"), deploy.updateConfig != nil, dialect == .specification {
            problems.append(.updateConfigOfJob(service.key, at: place("deploy", "update_config")))
        }
        return problems
    }

    private var restartProblems: [Diagnostic] {
        guard deploy.restartPolicy == nil, let restart = service.restart else {
            return []
        }
        let parts = restart.split(separator: ":", omittingEmptySubsequences: false)
        let isKnown = ["", "no", "always", "unless-stopped", "on-failure"].contains(parts[0])
        let countIsValid = parts.count == 1 || (parts.count == 2 && (UInt64(parts[1]) != nil))
        return isKnown && countIsValid ? [] : [.invalidRestart(restart, at: place("restart"))]
    }

    private var healthProblems: [Diagnostic] {
        guard let check = service.healthcheck, check.disable == true, check.test?.isEmpty == false else { return [] }
        return [.testAndDisable(service.key, at: place("healthcheck", "disable"))]
    }

    /// An ingress port needs a virtual IP; an address of one host means nothing on a cluster.
    private var portProblems: [Diagnostic] {
        guard dialect == .specification else { return [] }
        let isRoundRobin = deploy.endpointMode?.lowercased() == "dnsrr"
        return service.ports.flatMap { port -> [Diagnostic] in
            var problems: [Diagnostic] = []
            if isRoundRobin, port.mode != "host" { problems.append(.ingressWithRoundRobin(service.key, at: port.range)) }
            if let address = port.hostIP, address != "0.0.0.0", address != "::" {
                problems.append(.hostAddress(address, allowed: translator.allowsLostKeys, at: port.range))
            }
            return problems
        }
    }

    /// docker stack leaves a wrong name server out; the engine would refuse every task with it.
    private var addressProblems: [Diagnostic] {
        guard dialect == .specification else { return [] }
        return service.dns.enumerated().filter { !IPAddress.isValid($0.element) }.map { index, text in
            .invalidNameServer(text, service.key, at: place("dns", String(index)))
        }
    }

    private var credentialProblems: [Diagnostic] {
        guard let spec = service.credentialSpec else { return [] }
        let given = [("config", spec.config), ("file", spec.file), ("registry", spec.registry)].filter { $0.1 != nil }.map(\.0)
        var problems: [Diagnostic] = given.count > 1 ? [.credentialSpec(given, at: place("credential_spec"))] : []
        if let key = spec.config, file.config(key) == nil {
            problems.append(.undefinedCredentialConfig(key, service.key, at: place("credential_spec", "config")))
        }
        return problems
    }

    /// Options of another kind of mount; sources that are missing or too many.
    private func mountProblems(_ volume: ServiceVolume) -> [Diagnostic] {
        let given: [(String, Bool)] = [
            ("bind", volume.bind != nil), ("volume", volume.volume != nil), ("tmpfs", volume.tmpfs != nil),
            ("image", volume.image != nil), ("cluster", volume.cluster != nil),
        ]
        let own: [String: Set<String>] = [
            "volume": ["volume"], "bind": ["bind"], "tmpfs": ["tmpfs"], "image": ["image"], "npipe": ["bind"], "cluster": ["cluster"],
        ]
        let type = volume.type.isEmpty ? "volume" : volume.type
        guard let allowed = own[type] else { return [.unknownMountType(type, at: volume.range)] }
        var problems = given.filter { $0.1 && !allowed.contains($0.0) && isNeeded($0.0, type) }.map {
            Diagnostic.mountOptions($0.0, type: type, at: volume.range)
        }
        let hasSource = volume.source?.isEmpty == false
        if ["bind", "image", "npipe", "cluster"].contains(type), !hasSource {
            problems.append(.mountSource(type, needed: true, at: volume.range))
        }
        if type == "tmpfs", hasSource { problems.append(.mountSource(type, needed: false, at: volume.range)) }
        guard dialect == .specification else { return problems }
        if type == "image" { problems.append(.imageMount(at: volume.range)) }
        if volume.volume?.subpath != nil, translator.api < .volumeSubpath {
            problems.append(.subpathAge("swarm.mount.subpath", service.key, at: volume.range))
        }
        if dialect == .specification, let recursive = volume.bind?.recursive, ["readonly", "writable"].contains(recursive) {
            problems.append(.recursiveBind(recursive, at: volume.range))
        }
        return problems
    }

    /// compose-go gives every short named volume empty `volume` options; only docker stack minds others' options.
    private func isNeeded(_ options: String, _ type: String) -> Bool {
        dialect == .stack || !(options == "volume" && type == "bind")
    }
}
