import ComposeModel
import EngineModel

/// How the service's image is built.
extension HostServiceTranslation {
    var build: DesiredBuild? {
        guard let build = service.build else { return nil }
        var desired = DesiredBuild(context: build.context ?? ".")
        desired.dockerfile = build.dockerfile
        desired.dockerfileInline = build.dockerfileInline
        desired.args = Dictionary(build.args.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        desired.proxies = translator.proxies
        desired.labels = build.labels.dictionary
        desired.tags = build.tags
        desired.target = build.target ?? ""
        desired.network = build.network ?? ""
        desired.cacheFrom = build.cacheFrom
        desired.cacheTo = build.cacheTo
        desired.noCache = build.noCache ?? false
        desired.noCacheFilter = build.noCacheFilter
        desired.pull = build.pull ?? false
        desired.shmSize = build.shmSize?.bytes ?? 0
        desired.extraHosts = build.extraHosts.flatMap { host in host.addresses.map { "\(host.host):\($0)" } }
        desired.isolation = build.isolation ?? ""
        desired.privileged = build.privileged ?? false
        desired.entitlements = build.entitlements
        desired.ulimits = build.ulimits.map { EngineModel.Ulimit(name: $0.name, hard: $0.hard, soft: $0.soft) }
        desired.platforms = build.platforms
        desired.additionalContexts = build.additionalContexts.dictionary.mapValues(buildContext)
        desired.bases = Set(build.additionalContexts.compactMap { Self.service(named: $0.value) }).sorted()
        desired.secrets = build.secrets.map(buildSecret)
        desired.ssh = build.ssh.map(\.assignment)
        desired.provenance = build.provenance ?? ""
        desired.sbom = build.sbom ?? ""
        return desired
    }

    /// A secret that is neither a file nor a variable stays without both: builds have no use for it, and say so.
    private func buildSecret(_ reference: FileReference) -> DesiredBuild.BuildSecret {
        let secret = file.secret(reference.source)
        return DesiredBuild.BuildSecret(
            id: reference.target ?? reference.source, file: secret?.file, environment: secret?.environment,
            value: secret?.environment == nil ? nil : secret?.data)
    }

    /// `service:base` is the image that is built for that service.
    private func buildContext(_ context: String) -> String {
        guard let name = Self.service(named: context) else { return context }
        return "docker-image://" + (file.service(name)?.image ?? "\(project)-\(name)")
    }

    private static func service(named context: String) -> String? {
        context.hasPrefix("service:") ? String(context.dropFirst("service:".count)) : nil
    }
}
