import ComposeModel
import Diagnostics

/// Everything that the translation to a swarm can complain about.
extension Diagnostic {
    static func noSwarmImage(_ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "swarm.image.missing", "invalid image reference for service \(service): no image specified", at: range,
            help: ["every service of a stack needs an `image:`; nodes cannot build one"])
    }

    static func unbuiltImage(_ service: String, _ stack: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .warning, "swarm.image.built",
            "service \"\(service)\" is built: a swarm runs the image \(stack)-\(service) if its nodes have it", at: range,
            help: ["build the image, push it to a registry that every node reaches, and name it with `image:`"])
    }

    static func invalidImage(_ image: String, _ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(.error, "swarm.image.reference", "\"\(image)\" is not an image reference (service \"\(service)\")", at: range)
    }

    static func unknownMode(_ mode: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "swarm.deploy.mode", "unknown mode: \"\(mode)\"", at: range,
            help: ["modes are replicated, global, replicated-job and global-job"])
    }

    static func replicasInGlobalMode(_ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "swarm.deploy.replicas", "service \"\(service)\" is global, so it cannot have replicas", at: range,
            help: ["replicas can only be used with replicated or replicated-job mode"])
    }

    static func unknownEndpointMode(_ mode: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(.error, "swarm.deploy.endpoint-mode", "endpoint_mode is \"\(mode)\", but must be vip or dnsrr", at: range)
    }

    static func updateConfigOfJob(_ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(.error, "swarm.deploy.job-update", "service \"\(service)\" is a job, so it cannot have an update_config", at: range)
    }

    static func invalidRestart(_ text: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "swarm.restart", "\"\(text)\" is not a restart policy", at: range,
            help: ["policies are no, always, unless-stopped, on-failure and on-failure:N"])
    }

    static func testAndDisable(_ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(.error, "swarm.healthcheck.disable", "the healthcheck of \"\(service)\" has a test and disable: true", at: range)
    }

    static func ingressWithRoundRobin(_ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "swarm.port.dnsrr",
            "service \"\(service)\" has endpoint_mode dnsrr, so its ports cannot be published by the ingress mesh",
            at: range, help: ["publish them with `mode: host`"])
    }

    static func hostAddress(_ address: String, allowed: Bool, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            allowed ? .warning : .error, "swarm.port.host-ip",
            "a swarm publishes ports on every address, so \(address) would be lost and the port open to the world", at: range,
            help: ["close the port in a firewall and deploy with --allow-lost-keys, or do not publish it"])
    }

    static func credentialSpec(_ keys: [String], at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "swarm.credential-spec", "a credential spec has only one of its keys, not \(keys.joined(separator: " and "))", at: range
        )
    }

    static func invalidNameServer(_ text: String, _ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "swarm.dns.address", "the name server \"\(text)\" of service \"\(service)\" is not an IP address", at: range,
            help: ["a container reaches its name server before it can resolve names: write an address such as 192.168.1.1"])
    }

    static func undefinedCredentialConfig(_ config: String, _ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "swarm.credential-spec.config",
            "the credential spec of service \"\(service)\" refers to the undefined config \"\(config)\"", at: range,
            help: ["define it under the top-level `configs:`"])
    }

    static func unknownMountType(_ type: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "swarm.mount.type", "\"\(type)\" is not a type of mount", at: range,
            help: ["types are volume, bind, tmpfs, npipe and cluster"])
    }

    static func mountOptions(_ options: String, type: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(.error, "swarm.mount.options", "\(options) options are incompatible with a mount of type \(type)", at: range)
    }

    static func mountSource(_ type: String, needed: Bool, at range: SourceRange?) -> Diagnostic {
        let rule = needed ? "needs a source" : "has no source"
        return Diagnostic(.error, "swarm.mount.source", "a mount of type \(type) \(rule)", at: range)
    }

    static func imageMount(at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "swarm.mount.image", "swarm services cannot mount images", at: range,
            help: ["copy the files into the service's own image, or use a volume"])
    }

    /// The engine's API takes it and its swarm forgets it (moby daemon/cluster/convert/container.go, up to 28).
    static func recursiveBind(_ value: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .warning, "swarm.mount.recursive", "the swarm drops recursive: \(value) of a bind mount", at: range,
            help: [
                "mounts below a read-only one are read-only as far as the node's kernel can (5.12 and engine 25, or newer); "
                    + "recursive: disabled leaves them out"
            ])
    }

    static func engineName(_ kind: String, _ name: String, rule: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(.error, "swarm.name", "the engine refuses \"\(name)\" as the name of a \(kind)", at: range, help: [rule])
    }

    static func contentSize(_ kind: String, _ name: String, _ size: Int, limit: Int, at range: SourceRange?) -> Diagnostic {
        let problem = size == 0 ? "is empty" : "has \(size) bytes"
        return Diagnostic(
            .error, "swarm.content.size", "\(kind) \"\(name)\" \(problem); the engine takes 1 to \(limit) bytes", at: range)
    }

    /// nil where the key has its effect.
    static func lostKey(_ key: String, _ fate: KeyFate.Fate, service: String, security: Bool, allowed: Bool, at range: SourceRange?)
        -> Diagnostic?
    {
        let severity: Severity = security && !allowed ? .error : .warning
        switch fate {
        case .applied, .emulated:
            return nil
        case .ignored(let why):
            return Diagnostic(severity, "swarm.key.ignored", "\(key) of service \"\(service)\" has no effect on a swarm: \(why)", at: range)
        case .impossible(let instead):
            return Diagnostic(
                severity, "swarm.key.impossible", "\(key) cannot be given to swarm services (service \"\(service)\")", at: range,
                help: [instead] + (severity == .error ? ["--allow-lost-keys deploys without it"] : []))
        }
    }
}
