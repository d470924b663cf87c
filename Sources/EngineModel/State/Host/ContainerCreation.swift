/// What decides one container beside its service: its number and what exists already.
package struct ContainerOccasion: Hashable, Sendable {
    /// A container that exists.
    package struct Peer: Hashable, Sendable {
        /// Its id.
        package var id: String
        /// Its name, without a leading slash.
        package var name: String

        /// A peer from its parts.
        package init(id: String, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// The number within the service, from 1.
    package var number: Int
    /// The id of the image; empty where it is not known.
    package var imageID: String
    /// The containers of the services that are shared with, by service, sorted by number.
    package var peers: [String: [Peer]]
    /// The id of the container that this one replaces.
    package var replaced: String?
    /// Mounts taken over from the container that this one replaces: its anonymous volumes. They come instead of others at their place.
    package var inherited: [Mount]

    /// An occasion from its parts.
    package init(number: Int, imageID: String = "", peers: [String: [Peer]] = [:], replaced: String? = nil, inherited: [Mount] = []) {
        self.number = number
        self.imageID = imageID
        self.peers = peers
        self.replaced = replaced
        self.inherited = inherited
    }
}

/// The calls that create one container.
package struct ContainerCreation: Hashable, Sendable {
    /// The name it is to have in the end.
    package var name: String
    /// Such as `linux/arm64`; empty takes the engine's.
    package var platform: String
    /// The body of `POST /containers/create`.
    package var request: ContainerCreateRequest
    /// Networks to join after the creation and before the start.
    package var connections: [HostAttachment]
    /// Files to copy in before the start.
    package var files: [CopiedFile]

    /// A creation from its parts.
    package init(
        name: String, platform: String, request: ContainerCreateRequest, connections: [HostAttachment] = [], files: [CopiedFile] = []
    ) {
        self.name = name
        self.platform = platform
        self.request = request
        self.connections = connections
        self.files = files
    }
}

/// A service has no container that another one could share something with.
package struct MissingPeer: Error, Hashable, Sendable {
    /// The service that wants to share.
    package var service: String
    /// The service without containers.
    package var peer: String

    /// A problem from its parts.
    package init(service: String, peer: String) {
        self.service = service
        self.peer = peer
    }
}

extension DesiredHostService {
    /// The calls that create one container. Sharing a namespace or volumes with a service that has no container is an error.
    package func creation(of occasion: ContainerOccasion) throws(MissingPeer) -> ContainerCreation {
        let name = containerName(occasion.number)
        let links = links(occasion)
        var request = template
        request.labels.merge(labels(occasion)) { $1 }
        var host = request.hostConfig ?? HostConfig()
        host.links = links
        try share(with: occasion, &host)
        let taken = Set(occasion.inherited.map(\.target))
        host.mounts.removeAll { taken.contains($0.target) }
        host.mounts += occasion.inherited
        var joined = attachments
        for index in joined.indices {
            if !joined[index].settings.aliases.isEmpty { joined[index].settings.aliases.insert(name, at: 0) }
            joined[index].settings.links = links
        }
        let atOnce = joinsNetworksAtOnce ? joined[...] : joined.prefix(1)
        if let first = joined.first { host.networkMode = first.network }
        if !atOnce.isEmpty {
            let endpoints = Dictionary(atOnce.map { ($0.network, $0.settings) }, uniquingKeysWith: { first, _ in first })
            request.networkingConfig = NetworkingConfig(endpointsConfig: endpoints)
        }
        request.hostConfig = host
        return ContainerCreation(
            name: name, platform: platform, request: request, connections: Array(joined.dropFirst(atOnce.count)), files: files)
    }

    private func labels(_ occasion: ContainerOccasion) -> [String: String] {
        var labels = [ProjectLabel.containerNumber: String(occasion.number)]
        if !occasion.imageID.isEmpty { labels[ProjectLabel.image] = occasion.imageID }
        if let replaced = occasion.replaced { labels[ProjectLabel.replaces] = replaced }
        return labels
    }

    /// Each container of a linked service under the alias and under its names with and without the project.
    private func links(_ occasion: ContainerOccasion) -> [String] {
        let own = sharing.links.flatMap { link in
            (occasion.peers[link.service] ?? []).flatMap { peer in
                [link.alias, "\(link.service)-\(occasion.number)", "\(project)-\(link.service)-\(occasion.number)"]
                    .map { "\(peer.name):\($0)" }
            }
        }
        return own + sharing.externalLinks
    }

    private func share(with occasion: ContainerOccasion, _ host: inout HostConfig) throws(MissingPeer) {
        if let peer = sharing.networkOf { host.networkMode = "container:" + (try first(peer, occasion)) }
        if let peer = sharing.ipcOf { host.ipcMode = "container:" + (try first(peer, occasion)) }
        if let peer = sharing.pidOf { host.pidMode = "container:" + (try first(peer, occasion)) }
        for source in sharing.volumesFrom {
            switch source {
            case .service(let peer, let mode): host.volumesFrom.append(try first(peer, occasion) + suffix(mode))
            case .container(let name, let mode): host.volumesFrom.append(name + suffix(mode))
            }
        }
    }

    private func suffix(_ mode: String) -> String { mode.isEmpty ? "" : ":" + mode }

    private func first(_ peer: String, _ occasion: ContainerOccasion) throws(MissingPeer) -> String {
        guard let container = occasion.peers[peer]?.first else { throw MissingPeer(service: name, peer: peer) }
        return container.id
    }
}
