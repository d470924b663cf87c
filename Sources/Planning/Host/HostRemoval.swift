package import EngineModel

/// What `down` removes besides the containers and networks of the files.
package struct RemovalPolicy: Hashable, Sendable {
    /// Images that go with their containers.
    package enum Images: Hashable, Sendable {
        case all
        /// Those without a name in the files.
        case built
    }

    /// Only these services; empty: the whole project.
    package var services: [String]
    package var removesOrphans: Bool
    package var removesVolumes: Bool
    package var images: Images?
    /// Seconds until a container is killed; nil takes what it was made with.
    package var timeout: Int?

    package init(
        services: [String] = [], removesOrphans: Bool = false, removesVolumes: Bool = false, images: Images? = nil, timeout: Int? = nil
    ) {
        self.services = services
        self.removesOrphans = removesOrphans
        self.removesVolumes = removesVolumes
        self.images = images
        self.timeout = timeout
    }
}

/// Plans the end of a project: containers, those that others depend on last; then networks, volumes, images.
package struct HostRemoval: Sendable {
    let observed: ObservedHostState
    /// What the files say; nil where only the project's name is known: all that carries its label goes then.
    let desired: DesiredHostState?
    let policy: RemovalPolicy

    package init(observed: ObservedHostState, desired: DesiredHostState?, policy: RemovalPolicy) {
        self.observed = observed
        self.desired = desired
        self.policy = policy
    }

    /// The plan.
    package func plan() -> Plan {
        var draft = PlanDraft(stack: observed.project)
        let removals = removeContainers(&draft)
        let gone = removals.map(\.step)
        guard policy.services.isEmpty else { return draft.plan }
        removeNetworks(after: removals, &draft)
        if policy.removesVolumes { removeVolumes(after: gone, &draft) }
        removeImages(after: gone, &draft)
        return draft.plan
    }

    private var knownServices: Set<String>? { desired.map { Set($0.services.map(\.name) + $0.disabledServices) } }

    /// The end of one container.
    private struct Removal {
        var service: String
        /// The networks that it is in.
        var networks: Set<String>
        var step: StepID
    }

    private func removeContainers(_ draft: inout PlanDraft) -> [Removal] {
        let going = observed.containers.filter(goes).sorted { $0.name < $1.name }
        let orphans = observed.serviceContainers.filter { !going.contains($0) && knownServices?.contains($0.service ?? "") == false }
        if policy.services.isEmpty, !orphans.isEmpty { draft.notes.append(.orphans(orphans.map(\.name).sorted())) }
        let byService = Dictionary(grouping: going) { $0.service ?? "" }
        var removals: [Removal] = []
        // What others need ends when those do not run any more; they need not be gone.
        var stopped: [String: [StepID]] = [:]
        for service in ServiceOrder(going).fromTheEnd {
            let dependents = byService.filter { $0.value.contains { $0.dependencies.contains(service) } }.keys.sorted()
            let gate = dependents.filter { $0 != service }.flatMap { stopped[$0] ?? [] }
            let hooks = desired?.services.first { $0.name == service }?.preStop ?? []
            for container in byService[service] ?? [] {
                let end = draft.addEnd(
                    of: container, cause: "", hooks: container.isOneOff ? [] : hooks, timeout: policy.timeout,
                    withVolumes: policy.removesVolumes, endsForGood: true, after: gate)
                stopped[service, default: []] += end.stopped
                let networks = Set((container.networkSettings?.networks ?? [:]).keys)
                removals.append(Removal(service: service, networks: networks, step: end.removed))
            }
        }
        return removals.sorted { $0.service < $1.service }
    }

    private func goes(_ container: ContainerSummary) -> Bool {
        let service = container.service ?? ""
        if !policy.services.isEmpty { return policy.services.contains(service) }
        return policy.removesOrphans || knownServices?.contains(service) ?? true
    }

    /// Each goes when the containers in it are gone.
    private func removeNetworks(after removals: [Removal], _ draft: inout PlanDraft) {
        let external = Set(desired?.externalNetworks ?? [])
        let wanted = Set((desired?.networks ?? []).map(\.name))
        for network in observed.networks.sorted(by: { $0.name < $1.name }) {
            guard !external.contains(network.name), !external.contains(network.id) else { continue }
            let address = observed.address(of: network)
            guard isOurs(network.labels, isWanted: wanted.contains(network.name)) else {
                if wanted.contains(network.name) { tellOwner(of: address, network.labels, &draft) }
                continue
            }
            let gone = removals.filter { $0.networks.contains(network.name) }.map(\.step)
            draft.add(address, .removeNetwork(id: network.id), cause: "", after: gone)
        }
    }

    /// Whether something goes with the project: it carries its label, or nobody's and a name that the files want. Another project may have
    /// made one under that name.
    private func isOurs(_ labels: [String: String], isWanted: Bool) -> Bool {
        labels[ProjectLabel.project].map { $0 == observed.project } ?? isWanted
    }

    private func tellOwner(of address: ResourceAddress, _ labels: [String: String], _ draft: inout PlanDraft) {
        guard let owner = labels[ProjectLabel.project] else { return }
        draft.notes.append(.belongsToAnother(address, project: owner))
    }

    private func removeVolumes(after gone: [StepID], _ draft: inout PlanDraft) {
        let external = Set(desired?.externalVolumes ?? [])
        let wanted = Set((desired?.volumes ?? []).map(\.name))
        for volume in observed.volumes.sorted(by: { $0.name < $1.name }) {
            guard !external.contains(volume.name) else { continue }
            let address = ResourceAddress(.volume, volume.name)
            guard isOurs(volume.labels, isWanted: wanted.contains(volume.name)) else {
                if wanted.contains(volume.name) { tellOwner(of: address, volume.labels, &draft) }
                continue
            }
            draft.add(address, .removeVolume, cause: "", after: gone, isDestructive: true)
        }
    }

    private func removeImages(after gone: [StepID], _ draft: inout PlanDraft) {
        guard let choice = policy.images else { return }
        let services = desired?.services ?? []
        let images = services.filter { choice == .all || $0.image == "\($0.project)-\($0.name)" }.map(\.image)
        for image in Set(images).sorted() {
            draft.add(ResourceAddress(.image, image), .removeImage, cause: "", after: gone)
        }
    }
}

/// In which order services end, as their containers' labels tell.
struct ServiceOrder {
    private let containers: [ContainerSummary]

    init(_ containers: [ContainerSummary]) { self.containers = containers }

    /// Those that nobody depends on come first; where services depend on each other in a circle, by name.
    var fromTheEnd: [String] {
        let dependents = containers.reduce(into: [String: Set<String>]()) { dependents, container in
            for need in container.dependencies { dependents[need, default: []].insert(container.service ?? "") }
        }
        return DependencyOrder.sorted(containers.map { $0.service ?? "" }) { dependents[$0] ?? [] }
    }
}

extension ContainerSummary {
    /// The services that its service depends on, by its label.
    package var dependencies: Set<String> {
        let entries = (labels[ProjectLabel.dependsOn] ?? "").split(separator: ",")
        return Set(entries.compactMap { $0.split(separator: ":").first.map(String.init) })
    }
}

extension ObservedHostState {
    /// Adds what another look found.
    package mutating func add(_ other: ObservedHostState) {
        containers += other.containers.filter { new in !containers.contains { $0.id == new.id } }
        networks += other.networks.filter { new in !networks.contains { $0.id == new.id } }
        volumes += other.volumes.filter { new in !volumes.contains { $0.name == new.name } }
    }
}
