import ComposeModel
import Diagnostics

/// What docker stack refuses only when it deploys: references to nothing, and values that contradict each other.
///
/// docker/cli cli/compose/convert; docker tells the first of them, in no fixed order, after it has created networks.
struct StackConsistency {
    private let file: ComposeFile
    private let networks: Set<String>
    private let secrets: Set<String>
    private let configs: Set<String>
    private var diagnostics: [Diagnostic] = []

    static func check(_ file: ComposeFile) -> [Diagnostic] {
        var check = StackConsistency(file)
        for service in file.services { check.check(service) }
        for secret in file.secrets where secret.driver?.isEmpty ?? true { check.checkSource(secret, "secret") }
        for config in file.configs { check.checkSource(config, "config") }
        return check.diagnostics
    }

    private init(_ file: ComposeFile) {
        self.file = file
        networks = Set(file.networks.map(\.key))
        secrets = Set(file.secrets.map(\.key))
        configs = Set(file.configs.map(\.key))
    }

    private mutating func check(_ service: Service) {
        if service.image?.isEmpty ?? true { diagnostics.append(.stackNoImage(service.key, at: service.origin.range)) }
        checkReferences(service)
        checkMode(service)
        checkRestart(service)
        checkHealth(service)
        checkCredentials(service)
        let mounts = StackMounts(volumes: file.volumes.map(\.key))
        for volume in service.volumes { diagnostics += mounts.check(volume, service.key) }
    }

    private mutating func checkReferences(_ service: Service) {
        for attachment in service.networks ?? [] where attachment.network != "default" && !networks.contains(attachment.network) {
            report("network", attachment.network, by: service, known: networks, at: attachment.range ?? service.origin.place("networks"))
        }
        for reference in service.secrets where !secrets.contains(reference.source) {
            report("secret", reference.source, by: service, known: secrets, at: reference.range ?? service.origin.place("secrets"))
        }
        for reference in service.configs where !configs.contains(reference.source) {
            report("config", reference.source, by: service, known: configs, at: reference.range ?? service.origin.place("configs"))
        }
    }

    private mutating func report(_ kind: String, _ name: String, by service: Service, known: Set<String>, at range: SourceRange?) {
        diagnostics.append(.undefined(kind, name, by: service.key, known: known.sorted(), at: range))
    }

    private mutating func checkMode(_ service: Service) {
        let modes = ["replicated", "global", "replicated-job", "global-job"]
        guard let mode = service.deploy?.mode, !mode.isEmpty else { return }
        let place = service.origin.place("deploy", "mode")
        if !modes.contains(mode) {
            diagnostics.append(.stackValue("mode", "services.\(service.key).deploy.mode", mode, words: modes, at: place))
        } else if mode.hasPrefix("global"), service.deploy?.replicas != nil {
            diagnostics.append(.stackGlobalReplicas(service.key, at: service.origin.place("deploy", "replicas")))
        }
    }

    /// The legacy policy `name[:count]`, which counts only without `deploy.restart_policy`.
    private mutating func checkRestart(_ service: Service) {
        guard let text = service.restart, !text.isEmpty, service.deploy?.restartPolicy == nil else { return }
        let path = "services.\(service.key).restart"
        let place = service.origin.place("restart")
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let words = ["no", "always", "on-failure", "unless-stopped"]
        if parts.count > 1, parts[0].isEmpty || !parts[1].isEmpty && Int64(parts[1]).map({ $0 < 0 }) ?? true {
            diagnostics.append(.stackRestartCount(path, at: place))
        } else if !words.contains(String(parts[0])) {
            diagnostics.append(.stackValue("restart", path, String(parts[0]), words: words, at: place))
        }
    }

    private mutating func checkHealth(_ service: Service) {
        guard let health = service.healthcheck, health.disable == true, health.test?.isEmpty == false else { return }
        diagnostics.append(.stackHealthcheck(service.key, at: service.origin.place("healthcheck", "disable")))
    }

    private mutating func checkCredentials(_ service: Service) {
        guard let spec = service.credentialSpec else { return }
        let given = [("config", spec.config), ("file", spec.file), ("registry", spec.registry)].filter { $0.1?.isEmpty == false }
        let place = service.origin.place("credential_spec")
        if given.count > 1 { diagnostics.append(.stackCredentials(service.key, given.map(\.0), at: place)) }
        if let config = spec.config, !config.isEmpty, !configs.contains(config) {
            report("config", config, by: service, known: configs, at: service.origin.place("credential_spec", "config"))
        }
    }

    /// docker reads the folder of the files instead, and fails.
    private mutating func checkSource(_ object: FileObject, _ kind: String) {
        guard !object.isExternal, object.file?.isEmpty ?? true else { return }
        diagnostics.append(.stackNoFile(kind, object.key, at: object.origin.range))
    }
}

extension Diagnostic {
    static func stackNoImage(_ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "stack.image.missing", "invalid image reference for service \(service): no image specified", at: range,
            help: ["docker stack builds nothing: push an image and name it with `image`"])
    }

    static func stackValue(_ kind: String, _ path: String, _ text: String, words: [String], at range: SourceRange?) -> Diagnostic {
        let list = words.map { "\"\($0)\"" }.joined(separator: ", ")
        let hint = Spelling.closest(to: text, among: words).map { "; did you mean \"\($0)\"?" } ?? ""
        return Diagnostic(.error, ID(stringLiteral: "stack.\(kind).unknown"), "\(path) must be one of \(list)\(hint)", at: range)
    }

    static func stackGlobalReplicas(_ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "stack.mode.replicas", "services.\(service).deploy: replicas can only be used with replicated or replicated-job mode",
            at: range)
    }

    static func stackRestartCount(_ path: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(.error, "stack.restart.count", "\(path) must be a policy, maybe with a number of attempts: on-failure:3", at: range)
    }

    static func stackHealthcheck(_ service: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "stack.healthcheck.disable", "services.\(service).healthcheck: test and disable can't be set at the same time",
            at: range)
    }

    static func stackCredentials(_ service: String, _ keys: [String], at range: SourceRange?) -> Diagnostic {
        let list = keys.joined(separator: " and ")
        return Diagnostic(.error, "stack.credential-spec", "services.\(service).credential_spec: \(list) exclude each other", at: range)
    }

    static func stackNoFile(_ kind: String, _ name: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .error, "stack.file-object.source", "\(kind) \"\(name)\" needs a file, or external: true", at: range)
    }
}
