/// What the containers of a service share with other containers, which are known only when they exist.
package struct ContainerSharing: Hashable, Sendable {
    /// A container whose mounts are taken over.
    package enum VolumeSource: Hashable, Sendable {
        /// The first container of a service; the mode is `ro`, `rw` or empty.
        case service(String, mode: String)
        /// A container outside the project, by name.
        case container(String, mode: String)
    }

    /// A link to the containers of a service.
    package struct Link: Hashable, Sendable {
        /// The service.
        package var service: String
        /// The name to find its containers under.
        package var alias: String

        /// A link from its parts.
        package init(service: String, alias: String) {
            self.service = service
            self.alias = alias
        }
    }

    /// The service whose first container's network it uses.
    package var networkOf: String?
    /// The service whose first container's IPC namespace it uses.
    package var ipcOf: String?
    /// The service whose first container's processes it sees.
    package var pidOf: String?
    /// Containers whose mounts it takes over.
    package var volumesFrom: [VolumeSource]
    /// Services of the project that it links to.
    package var links: [Link]
    /// Containers outside the project that it links to, as `name:alias`.
    package var externalLinks: [String]

    /// A value from its parts.
    package init(
        networkOf: String? = nil, ipcOf: String? = nil, pidOf: String? = nil, volumesFrom: [VolumeSource] = [],
        links: [Link] = [], externalLinks: [String] = []
    ) {
        self.networkOf = networkOf
        self.ipcOf = ipcOf
        self.pidOf = pidOf
        self.volumesFrom = volumesFrom
        self.links = links
        self.externalLinks = externalLinks
    }

    /// The services whose containers must exist before, each once, sorted.
    package var services: [String] {
        var names = Set([networkOf, ipcOf, pidOf].compactMap { $0 } + links.map(\.service))
        for case .service(let name, _) in volumesFrom { names.insert(name) }
        return names.sorted()
    }
}
