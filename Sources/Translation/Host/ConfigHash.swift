import ComposeModel
import EngineModel
import FoundationEssentials

/// Says whether two containers were made from the same: of everything that decides a container except its number, and of what
/// the files hold that it gets. How it is built, pulled, scaled, updated, and what runs in it later is left out.
struct ConfigHash {
    let file: ComposeFile
    let service: ComposeModel.Service

    /// What goes into the digest, in the order of the keys.
    private struct Subject: Encodable {
        var template: ContainerCreateRequest
        var platform: String
        var containerName: String?
        var networks: [String: EndpointSettings]
        var networkOrder: [String]
        var sharing: [String]
        var contents: [String: String]
    }

    func digest(of desired: DesiredHostService) -> String {
        let subject = Subject(
            template: desired.template, platform: desired.platform, containerName: desired.containerName,
            networks: Dictionary(desired.attachments.map { ($0.network, $0.settings) }, uniquingKeysWith: { $1 }),
            networkOrder: desired.attachments.map(\.network), sharing: texts(desired.sharing),
            contents: contents(desired.files))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        // Texts, numbers and lists always have a JSON form; without one the hash would only make containers anew.
        let bytes = (try? encoder.encode(subject)) ?? Data()
        return ProjectLabel.hashPrefix + SHA256.hexDigest(of: bytes)
    }

    private func texts(_ sharing: ContainerSharing) -> [String] {
        let namespaces = [("network", sharing.networkOf), ("ipc", sharing.ipcOf), ("pid", sharing.pidOf)].map { "\($0.0)=\($0.1 ?? "")" }
        let volumes = sharing.volumesFrom.map { source in
            switch source {
            case .service(let name, let mode): "service:\(name):\(mode)"
            case .container(let name, let mode): "container:\(name):\(mode)"
            }
        }
        return namespaces + volumes + sharing.links.map { "\($0.service):\($0.alias)" } + sharing.externalLinks
    }

    /// Digests by path: of files that are copied in, with owner and mode, and of files that are bound.
    private func contents(_ copied: [CopiedFile]) -> [String: String] {
        let own = copied.map { ($0.path, "\($0.uid):\($0.gid):\($0.mode):" + SHA256.hexDigest(of: $0.content)) }
        let objects = service.secrets.compactMap { file.secret($0.source) } + service.configs.compactMap { file.config($0.source) }
        let bound = objects.compactMap { object in
            object.file.flatMap { path in object.data.map { (path, SHA256.hexDigest(of: $0)) } }
        }
        return Dictionary(own + bound, uniquingKeysWith: { $1 })
    }
}
