import ComposeModel
import Diagnostics
import EngineModel

/// What keeps a service from becoming containers.
extension HostServiceTranslation {
    /// Errors and warnings, each at its place.
    var problems: [Diagnostic] {
        imageProblems + restartProblems + addressProblems + securityProblems + healthProblems + fileProblems
            + service.volumes.flatMap(mountProblems)
    }

    private var imageProblems: [Diagnostic] {
        guard service.provider == nil else { return [.provider(service.key, at: service.origin.place("provider"))] }
        do throws(ImageReferenceError) {
            _ = try ImageReference(image)
            return []
        } catch {
            return [.invalidHostImage(image, service.key, at: service.origin.place("image"))]
        }
    }

    private var restartProblems: [Diagnostic] {
        guard let policy = deploy.restartPolicy, (policy.maxAttempts ?? 0) > 0, (policy.condition ?? "any") == "any" else { return [] }
        return [.uncountedRestarts(service.key, at: service.origin.place("deploy", "restart_policy", "max_attempts"))]
    }

    /// The address of a container and that of its first network are one; older engines take only one.
    private var addressProblems: [Diagnostic] {
        let place = service.origin.place("mac_address")
        if let own = service.macAddress, let first = orderedNetworks.first, let other = first.macAddress, own != other {
            return [.twoMACAddresses(service.key, first.network, at: place)]
        }
        let given = orderedNetworks.filter { $0.macAddress != nil }
        guard translator.api < .severalNetworks, given.count > 1 else { return [] }
        return [.severalMACAddresses(service.key, given.map(\.network), at: service.origin.place("networks"))]
    }

    private var securityProblems: [Diagnostic] {
        var problems = service.securityOpt.filter { SecurityOption($0).value == nil && $0 != "no-new-privileges" }.map {
            Diagnostic.securityOption($0, service.key, at: service.place(ofSecurityOption: $0))
        }
        if let profile = service.seccompProfile, !JSONText.isValid(profile) {
            let option = service.securityOpt.first { $0.hasPrefix("seccomp") }
            problems.append(.seccompProfile(service.key, at: service.place(ofSecurityOption: option ?? "")))
        }
        return problems
    }

    private var healthProblems: [Diagnostic] {
        guard service.healthcheck?.startInterval != nil, translator.api < .securityOptions else { return [] }
        return [.startInterval(service.key, at: service.origin.place("healthcheck", "start_interval"))]
    }

    /// What is not in a file cannot be had without a swarm; what is in one keeps its owner and mode.
    private var fileProblems: [Diagnostic] {
        let secrets = service.secrets.compactMap { reference in file.secret(reference.source).map { ("secret", reference, $0) } }
        let configs = service.configs.compactMap { reference in file.config(reference.source).map { ("config", reference, $0) } }
        return (secrets + configs).flatMap { kind, reference, object -> [Diagnostic] in
            if object.isExternal { return [.externalFile(kind, object.key, at: object.origin.range)] }
            let unsupported = [("driver", object.driver), ("template_driver", object.templateDriver)].filter { $0.1 != nil }.map(\.0)
            let problems = unsupported.map { Diagnostic.fileDriver(kind, object.key, $0, at: object.origin.place($0)) }
            let isOwned = reference.uid != nil || reference.gid != nil || reference.mode != nil
            return object.file != nil && isOwned
                ? problems + [.boundFileOwner(kind, object.key, service.key, at: reference.range)] : problems
        }
    }

    private func mountProblems(_ volume: ServiceVolume) -> [Diagnostic] {
        switch volume.type {
        case "image" where translator.api < .imageMounts: [.imageMountAge(service.key, at: volume.range)]
        case "volume" where volume.volume?.subpath != nil && translator.api < .volumeSubpath:
            [.subpathAge("host.mount.subpath", service.key, at: volume.range)]
        case "cluster": [.clusterMount(service.key, at: volume.range)]
        default: []
        }
    }
}
