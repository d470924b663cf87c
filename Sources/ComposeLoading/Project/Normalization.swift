import ComposeModel

/// What compose adds to every project: the default network, names, and dependencies that other keys imply.
///
/// compose-go loader/normalize.go.
enum Normalization {
    static func apply(to file: inout ComposeFile) {
        for index in file.services.indices { normalize(&file.services[index]) }
        let joinsDefault = file.services.contains { $0.networks?.contains { $0.network == "default" } == true }
        if joinsDefault, file.network("default") == nil {
            file.networks.append(Network(key: "default", origin: Origin(range: nil)))
        }
    }

    private static func normalize(_ service: inout Service) {
        if service.networks?.isEmpty ?? true, service.networkMode == nil, service.provider == nil {
            service.networks = [NetworkAttachment(network: "default")]
        }
        if service.pullPolicy == "if_not_present" { service.pullPolicy = "missing" }
        if service.build != nil, service.build?.dockerfile == nil, service.build?.dockerfileInline == nil {
            service.build?.dockerfile = "Dockerfile"
        }
        service.build?.args.removeAll { $0.value == nil }
        addImplied(to: &service)
    }

    /// `links`, `volumes_from` and `service:x` name services that must run first.
    private static func addImplied(to service: inout Service) {
        let linked = service.links.map { String($0.prefix { $0 != ":" }) }
        let shared = [service.networkMode, service.ipc, service.pid, service.uts, service.cgroup].compactMap(serviceReference)
        let mounted = service.volumesFrom.filter { !$0.hasPrefix("container:") }.map { String($0.prefix { $0 != ":" }) }
        for (name, restart) in (linked + shared).map({ ($0, true) }) + mounted.map({ ($0, false) })
        where !service.dependsOn.contains(where: { $0.service == name }) {
            var dependency = Dependency(service: name)
            dependency.restart = restart
            service.dependsOn.append(dependency)
        }
    }

    private static func serviceReference(_ mode: String?) -> String? {
        guard let mode, mode.hasPrefix("service:") else { return nil }
        return String(mode.dropFirst("service:".count))
    }
}
