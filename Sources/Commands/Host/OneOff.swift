import ComposeLoading
import ComposeModel
import EngineModel

/// What the command line changes of a service for one container of `run`.
struct OneOff: Hashable, Sendable {
    /// The container's name; nil for `<project>-<service>-run-<slug>`.
    var name: String?
    /// 12 hexadecimal digits that make the name unique.
    var slug: String
    /// The program's arguments; empty keeps the service's.
    var command: [String] = []
    var entrypoint: [String]?
    /// `NAME=value`; they win over the service's.
    var environment: [String] = []
    var user: String?
    var workingFolder: String?
    var labels: [String: String] = [:]
    /// Binds and volumes as `source:target[:mode]`; paths are absolute.
    var binds: [String] = []
    /// Folders that get an anonymous volume.
    var anonymousVolumes: [String] = []
    var ports: [Port] = []
    /// Whether the service's own ports are published too.
    var publishesServicePorts = false
    /// Whether others find the container under the service's names.
    var usesAliases = false
    var capabilitiesAdded: [String] = []
    var capabilitiesDropped: [String] = []
    var hasTerminal = false
    var takesInput = true
    var isDetached = false
    /// Whether the engine removes it after its end.
    var isRemoved = false

    /// The service as this one container is made from it.
    func applied(to service: DesiredHostService) -> DesiredHostService {
        var service = service
        service.containerName = name ?? "\(service.project)-\(service.name)-run-\(slug)"
        service.scale = 1
        service.template.labels.merge([ProjectLabel.oneOff: "True", ProjectLabel.slug: slug]) { $1 }
        service.template.labels.merge(labels) { $1 }
        if !usesAliases {
            for index in service.attachments.indices { service.attachments[index].settings.aliases = [] }
        }
        changeProcess(&service.template)
        changeHost(&service.template)
        return service
    }

    private func changeProcess(_ request: inout ContainerCreateRequest) {
        if let entrypoint {
            // The arguments of another program make no sense for this one.
            request.entrypoint = entrypoint
            request.command = []
        }
        if !command.isEmpty { request.command = command }
        let names = Set(environment.map { $0.prefix { $0 != "=" } })
        request.env = request.env.filter { !names.contains($0.prefix { $0 != "=" }) } + environment
        request.user = user ?? request.user
        request.workingDir = workingFolder ?? request.workingDir
        request.tty = hasTerminal
        request.openStdin = takesInput
        request.stdinOnce = takesInput && !isDetached
        request.attachStdin = takesInput && !isDetached
        request.attachStdout = !isDetached
        request.attachStderr = !isDetached
    }

    private func changeHost(_ request: inout ContainerCreateRequest) {
        var host = request.hostConfig ?? HostConfig()
        host.restartPolicy = nil
        host.autoRemove = isRemoved
        host.binds += binds
        host.capabilityAdd += capabilitiesAdded
        host.capabilityDrop += capabilitiesDropped
        if !publishesServicePorts { host.portBindings = [:] }
        for port in ports {
            let key = "\(port.target)/\(port.transport ?? "tcp")"
            host.portBindings[key, default: []].append(PortBinding(hostIP: port.hostIP ?? "", hostPort: port.published ?? ""))
            request.exposedPorts[key] = EmptyObject()
        }
        for folder in anonymousVolumes { request.volumes[folder] = EmptyObject() }
        request.hostConfig = host
    }
}
