import Diagnostics

/// Everything that the translation to one host can complain about.
extension Diagnostic {
    static func hostLoss(_ key: String, _ service: String, instead: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .warning, "host.key.impossible", "\(key) cannot be given to containers (service \"\(service)\")", at: range, help: [instead])
    }

    static func provider(_ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "host.provider", "service \"\(service)\" has a provider, which Skep does not run", at: range,
            help: ["run the provider yourself and leave the service out"])
    }

    static func invalidHostImage(_ image: String, _ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(.error, "host.image.reference", "\"\(image)\" is not an image reference (service \"\(service)\")", at: range)
    }

    static func sharedContainerName(_ name: String, _ services: [String], at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "host.container-name", "services \(services.joined(separator: " and ")) both have the container name \"\(name)\"",
            at: range)
    }

    static func crowdedPort(
        _ port: String, count: Int, _ service: String, containers: Int, _ severity: Severity, at range: SourceRange?
    ) -> Diagnostic {
        let ports = count == 1 ? "port \(port) of this host, which is" : "ports \(port) of this host, which are"
        return Diagnostic(
            severity, "host.port.crowded", "service \"\(service)\" has \(containers) containers for \(ports) only for \(count)", at: range,
            help: ["publish a range such as 8080-8089:80, or no fixed port; or run fewer containers"])
    }

    static func sharedPort(
        _ port: String, _ services: [String], _ severity: Severity, at range: SourceRange?, first: SourceRange?
    ) -> Diagnostic {
        let who =
            Set(services).count == 1 ? "service \(services[0]) publishes" : "services \(services.joined(separator: " and ")) both publish"
        return Diagnostic(
            severity, "host.port.shared", "\(who) port \(port) of this host" + (Set(services).count == 1 ? " twice" : ""), at: range,
            labels: first.map { [.init("first published here", at: $0)] } ?? [],
            help: ["only one of the containers could start: publish another port, or bring up one of the services"])
    }

    static func uncountedRestarts(_ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .warning, "host.restart.attempts", "an engine counts the attempts only of `condition: on-failure` (service \"\(service)\")",
            at: range, help: ["the containers are restarted without limit; a swarm keeps max_attempts"])
    }

    static func twoMACAddresses(_ service: String, _ network: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "host.mac-address", "mac_address of service \"\(service)\" and of its network \(network) must be the same", at: range)
    }

    static func severalMACAddresses(_ service: String, _ networks: [String], at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "host.mac-address.several",
            "service \"\(service)\" has a MAC address in several networks (\(networks.joined(separator: ", ")))", at: range,
            help: ["an engine with API 1.44 (Docker 25) can"])
    }

    static func securityOption(_ option: String, _ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "host.security-opt", "\"\(option)\" is not a security option (service \"\(service)\")", at: range,
            help: ["options are no-new-privileges, and apparmor, label, seccomp or systempaths with a value"])
    }

    static func seccompProfile(_ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(.error, "host.seccomp", "the seccomp profile of service \"\(service)\" is not JSON", at: range)
    }

    static func startInterval(_ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "host.healthcheck.start-interval", "the engine is too old for the start_interval of service \"\(service)\"", at: range,
            help: ["an engine with API 1.44 (Docker 25) can"])
    }

    static func externalFile(_ kind: String, _ key: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "host.file.external", "\(kind) \"\(key)\" is external, but only a swarm keeps \(kind)s", at: range,
            help: ["give it a `file:`, or deploy the project to a swarm"])
    }

    static func fileDriver(_ kind: String, _ key: String, _ driver: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "host.file.driver", "\(kind) \"\(key)\" has a \(driver), which only a swarm uses", at: range,
            help: ["give it a `file:` with the content"])
    }

    static func boundFileOwner(_ kind: String, _ key: String, _ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .warning, "host.file.owner", "\(kind) \"\(key)\" is the file itself in service \"\(service)\", with its own owner and mode",
            at: range, help: ["change them on the file; uid, gid and mode count for contents that are in no file"])
    }

    static func imageMountAge(_ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "host.mount.image", "the engine is too old to mount images (service \"\(service)\")", at: range,
            help: ["an engine with API 1.48 (Docker 28) can"])
    }

    static func clusterMount(_ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(.error, "host.mount.cluster", "only a swarm mounts cluster volumes (service \"\(service)\")", at: range)
    }
}
