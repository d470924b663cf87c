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
        desired.additionalContexts = build.additionalContexts.dictionary
        desired.secrets = build.secrets.compactMap(buildSecret)
        desired.ssh = build.ssh.map(\.assignment)
        desired.provenance = build.provenance ?? ""
        desired.sbom = build.sbom ?? ""
        return desired
    }

    private func buildSecret(_ reference: FileReference) -> DesiredBuild.BuildSecret? {
        file.secret(reference.source).map {
            DesiredBuild.BuildSecret(id: reference.target ?? reference.source, file: $0.file, environment: $0.environment)
        }
    }
}
