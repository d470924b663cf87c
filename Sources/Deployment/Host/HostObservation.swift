package import EngineClient
package import EngineModel

extension ContainerEngine {
    /// What there is of a project, and what it needs from outside, asked for at the same time.
    ///
    /// - Parameter includingNetworkUsers: also which containers of others are in networks; asked for in any case where networks share a name.
    package func observe(for desired: DesiredHostState, includingNetworkUsers: Bool = false) async throws -> ObservedHostState {
        let ours = ObjectFilters.project(desired.project)
        let networkNames = desired.networks.map(\.name) + desired.externalNetworks
        let volumeNames = desired.volumes.map(\.name) + desired.externalVolumes
        async let containers = containers(matching: ours)
        async let networks = networkNames.isEmpty ? [] : networks(matching: networkNames.reduce(.all) { $0.name($1) })
        async let users = includingNetworkUsers ? networkUsers(outside: desired.project) : [:]
        async let volumes = volumeNames.isEmpty ? [] : volumes(matching: volumeNames.reduce(.all) { $0.name($1) })
        var state = try await ObservedHostState(
            project: desired.project, containers: containers, networks: networks, volumes: volumes)
        try await addExternalsByID(desired, &state)
        state.shared = try await shared(desired, state)
        state.networkUsers = try await users
        if !includingNetworkUsers, state.hasTwins { state.networkUsers = try await networkUsers(outside: desired.project) }
        state.foreign = try await inspections(of: state.serviceContainers.filter(\.isForeign))
        return state
    }

    /// Everything of a project that carries its labels.
    package func observe(project: String) async throws -> ObservedHostState {
        let ours = ObjectFilters.project(project)
        async let containers = containers(matching: ours)
        async let networks = networks(matching: ours)
        async let volumes = volumes(matching: ours)
        return try await ObservedHostState(project: project, containers: containers, networks: networks, volumes: volumes)
    }

    private func networkUsers(outside project: String) async throws -> [String: [String]] {
        let others = try await containers(matching: .all, includingStopped: false).filter { $0.labels[ProjectLabel.project] != project }
        return others.reduce(into: [:]) { users, container in
            for endpoint in (container.networkSettings?.networks ?? [:]).values {
                users[endpoint.networkID, default: []].append(container.name)
            }
        }
    }

    /// External networks may be named by id, which a filter by name does not find.
    private func addExternalsByID(_ desired: DesiredHostState, _ state: inout ObservedHostState) async throws {
        let known = Set(state.networks.map(\.name) + state.networks.map(\.id))
        for name in desired.externalNetworks where !known.contains(name) {
            do {
                state.networks.append(try await network(name))
            } catch let error as EngineError where error.isNotFound {
                continue
            }
        }
    }

    /// What they consist of, asked for at the same time; those that are gone by now are left out.
    private func inspections(of containers: [ContainerSummary]) async throws -> [String: ContainerInspect] {
        try await withThrowingTaskGroup(of: ContainerInspect?.self) { group in
            for summary in containers {
                group.addTask {
                    do {
                        return try await self.container(summary.id)
                    } catch let error as EngineError where error.isNotFound {
                        return nil
                    }
                }
            }
            return try await group.reduce(into: [:]) { found, container in
                if let container { found[container.id] = container }
            }
        }
    }

    private func shared(_ desired: DesiredHostState, _ state: ObservedHostState) async throws -> [String: Set<String>] {
        let sharing = Dictionary(
            desired.services.filter { !$0.sharing.services.isEmpty }.map { ($0.name, $0.sharing) }, uniquingKeysWith: { first, _ in first })
        var shared: [String: Set<String>] = [:]
        for summary in state.serviceContainers {
            guard let wanted = sharing[summary.service ?? ""] else { continue }
            do {
                shared[summary.id] = try await container(summary.id).hostConfig?.containers(shared: wanted)
            } catch let error as EngineError where error.isNotFound {
                continue
            }
        }
        return shared
    }
}

extension HostConfig {
    /// Ids of the containers whose namespaces are shared because a service asks for another service's.
    func containers(shared wanted: ContainerSharing) -> Set<String> {
        let prefix = "container:"
        let modes = [(wanted.networkOf, networkMode), (wanted.ipcOf, ipcMode), (wanted.pidOf, pidMode)]
        return Set(modes.filter { $0.0 != nil && $0.1.hasPrefix(prefix) }.map { String($0.1.dropFirst(prefix.count)) })
    }
}

extension ObjectFilters {
    /// Objects of a project.
    package static func project(_ name: String) -> ObjectFilters { all.label(ProjectLabel.project, name) }
    /// Objects of any project.
    package static var anyProject: ObjectFilters { all.label(ProjectLabel.project) }
    /// Further: containers of a service.
    package func composeService(_ name: String) -> ObjectFilters { label(ProjectLabel.service, name) }
}

extension ContainerEngine {
    /// The services' images, as far as they are here, by the name that the service runs them under.
    package func images(of services: [DesiredHostService]) async throws -> [String: ImageInspect] {
        try await withThrowingTaskGroup(of: (String, ImageInspect?).self) { group in
            for name in Set(services.map(\.image)) {
                group.addTask {
                    do {
                        return (name, try await self.image(name))
                    } catch let error as EngineError where error.isNotFound {
                        return (name, nil)
                    }
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }
}
