import ComposeModel

/// A project without what docker stack reads and does not deploy, so that nothing after the loader has to know its habits.
///
/// What is left out here was told with a warning of its own; see `StackKeys` and `StackLosses`.
enum StackSubset {
    static func of(_ file: ComposeFile) -> ComposeFile {
        var file = file
        file.services = file.services.map { subset(dropping($0)) }
        return file
    }

    /// Without the keys that are unsupported, deprecated or lost.
    private static func dropping(_ service: Service) -> Service {
        var service = service
        service.build = nil
        service.cgroupNamespaceMode = nil
        service.cgroupParent = nil
        service.containerName = nil
        service.dependsOn = []
        service.devices = []
        service.domainname = nil
        service.envFiles = []
        service.expose = []
        service.externalLinks = []
        service.ipc = nil
        service.links = []
        service.macAddress = nil
        service.networkMode = nil
        service.oomScoreAdj = nil
        service.pid = nil
        service.privileged = nil
        service.securityOpt = []
        service.shmSize = nil
        service.tmpfs = []
        service.usernsMode = nil
        return service
    }

    private static func subset(_ service: Service) -> Service {
        var service = service
        for index in service.ports.indices { service.ports[index].hostIP = nil }
        if let attachments = service.networks {
            service.networks = attachments.map { attachment in
                var attachment = attachment
                attachment.ipv4Address = nil
                attachment.ipv6Address = nil
                return attachment
            }
        }
        let policy = service.restart.map { $0.prefix { $0 != ":" } }
        if service.deploy?.restartPolicy != nil || policy == "no" || policy == "" { service.restart = nil }
        return service
    }
}
