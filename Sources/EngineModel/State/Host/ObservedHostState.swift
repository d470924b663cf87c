/// What an engine has of one project, and what the project needs from outside.
package struct ObservedHostState: Hashable, Sendable {
    /// The name of the project.
    package var project: String
    /// Its containers, those that do not run and those of `run` included.
    package var containers: [ContainerSummary]
    /// Its networks, and others whose names it asks for.
    package var networks: [Network]
    /// Its volumes, and others whose names it asks for.
    package var volumes: [Volume]
    /// By container: the ids of containers that it shares a namespace or volumes with, where its service asks for that.
    package var shared: [String: Set<String>]
    /// By id: what containers that another tool made consist of.
    package var foreign: [String: ContainerInspect]
    /// By id of a network: the names of running containers outside the project that are in it, where it was asked for.
    package var networkUsers: [String: [String]]

    /// A state from its parts.
    package init(
        project: String, containers: [ContainerSummary] = [], networks: [Network] = [], volumes: [Volume] = [],
        shared: [String: Set<String>] = [:], foreign: [String: ContainerInspect] = [:],
        networkUsers: [String: [String]] = [:]
    ) {
        self.project = project
        self.containers = containers
        self.networks = networks
        self.volumes = volumes
        self.shared = shared
        self.foreign = foreign
        self.networkUsers = networkUsers
    }

    /// Whether the engine has nothing of the project.
    package var isEmpty: Bool { containers.isEmpty && networks.isEmpty && volumes.isEmpty }

    /// Whether networks share a name.
    package var hasTwins: Bool { Set(networks.map(\.name)).count < networks.count }

    /// The containers that services have, those of `run` left out.
    package var serviceContainers: [ContainerSummary] { containers.filter { !$0.isOneOff } }
}

extension [ContainerSummary] {
    /// Those of a service that others can share something with, by number; one that keeps its name goes before its successor.
    package func peers(of service: String) -> [ContainerOccasion.Peer] {
        filter { $0.service == service && !$0.isOneOff && $0.state != .removing && $0.state != .dead }
            .sorted { ($0.number, $0.name.count) < ($1.number, $1.name.count) }
            .map { ContainerOccasion.Peer(id: $0.id, name: $0.name) }
    }
}

extension ContainerSummary {
    /// The name: that of the container itself, which has no further slash, not that of a link.
    package var name: String {
        let names = names.map { $0.hasPrefix("/") ? String($0.dropFirst()) : $0 }
        return names.first { !$0.contains("/") } ?? names.first ?? id
    }

    /// The service it belongs to; nil for a container of no project.
    package var service: String? { labels[ProjectLabel.service] }

    /// The number within the service; 0 where the label is missing.
    package var number: Int { Int(labels[ProjectLabel.containerNumber] ?? "") ?? 0 }

    /// Whether its digest is not one of Skep's.
    package var isForeign: Bool { !(labels[ProjectLabel.configHash] ?? "").hasPrefix(ProjectLabel.hashPrefix) }

    /// Whether `run` made it.
    package var isOneOff: Bool { labels[ProjectLabel.oneOff] == "True" }

    /// Whether its process lives or is about to live again.
    package var isLive: Bool { state == .running || state == .restarting || state == .paused }
}
