package import EngineModel

/// Which containers of a service stay, which are made, made anew or go. Pure, and the place where an interrupted run is understood.
///
/// A container is made anew in an order that a kill can interrupt anywhere: the new one is created under a temporary name, the old one
/// stopped and removed, the new one renamed and started. So a container under a name that is not its own is
/// - left over from its creation, if it never ran and the one it replaces is still there: it may not be whole, and goes;
/// - the rightful one, if the one it replaces is gone, or if it runs: it gets its name.
struct ServiceRoster {
    /// One number of the service.
    struct Slot: Hashable {
        /// What becomes of it.
        enum Fate: Hashable {
            /// The container stays; it may need its name.
            case keep(ContainerSummary)
            /// There is none.
            case create
            /// It is made anew, for this reason.
            case recreate(ContainerSummary, cause: String)
        }

        var number: Int
        var fate: Fate
    }

    private(set) var slots: [Slot] = []
    /// Containers that go: in the way, or above the number that is wanted.
    private(set) var superfluous: [ContainerSummary] = []
    /// Containers that go because an interrupted run left them: not whole, so there is nothing in the volumes that were made for them.
    private(set) var leftovers: [ContainerSummary] = []

    /// - Parameters:
    ///   - image: the service's image as it is now; nil where it is not known.
    ///   - forced: a reason to make all of them anew.
    ///   - adoption: judges those that another tool made.
    init(
        _ service: DesiredHostService, _ containers: [ContainerSummary], image: ImageInspect?, policy: HostPolicy, forced: String?,
        adoption: Adoption
    ) {
        let judge = Judge(service: service, imageID: image?.id ?? "", policy: policy, forced: forced, adoption: adoption)
        let present = Set(containers.map(\.id))
        var found: [Slot] = []
        for (number, candidates) in Dictionary(grouping: containers, by: \.number).sorted(by: { $0.key < $1.key }) {
            let usable = candidates.filter { judge.isWhole($0, present) }
            leftovers += candidates.filter { !judge.isWhole($0, present) }
            guard let best = usable.min(by: { judge.rank($0) < judge.rank($1) }) else { continue }
            superfluous += usable.filter { $0.id != best.id }
            let fate = judge.causeOfRecreation(best).map { Slot.Fate.recreate(best, cause: $0) } ?? .keep(best)
            found.append(Slot(number: number, fate: fate))
        }
        settle(found, scale: service.scale)
    }

    /// Those that are up to date stay first, then those with low numbers; new ones get the lowest free numbers.
    private mutating func settle(_ found: [Slot], scale: Int) {
        let order = found.filter(\.isKept) + found.filter { !$0.isKept }
        slots = Array(order.prefix(max(0, scale)))
        superfluous += order.dropFirst(max(0, scale)).compactMap(\.existing)
        let taken = Set(slots.map(\.number))
        var number = 1
        while slots.count < scale {
            if !taken.contains(number) { slots.append(Slot(number: number, fate: .create)) }
            number += 1
        }
        slots.sort { $0.number < $1.number }
    }
}

extension ServiceRoster.Slot {
    var isKept: Bool { if case .keep = fate { true } else { false } }

    /// The container that is there now.
    var existing: ContainerSummary? {
        switch fate {
        case .keep(let container), .recreate(let container, _): container
        case .create: nil
        }
    }
}

/// Looks at one container.
private struct Judge {
    let service: DesiredHostService
    let imageID: String
    let policy: HostPolicy
    let forced: String?
    let adoption: Adoption

    /// Whether the container can be relied on at all; see ``ServiceRoster``.
    func isWhole(_ container: ContainerSummary, _ present: Set<String>) -> Bool {
        guard container.number > 0, container.state != .dead, container.state != .removing else { return false }
        guard container.state == .created, container.name != service.containerName(container.number) else { return true }
        guard let replaced = container.labels[ProjectLabel.replaces] else { return !service.needsPreparation }
        return !present.contains(replaced)
    }

    /// Low is better: up to date, under its own name, running.
    func rank(_ container: ContainerSummary) -> Int {
        (isCurrent(container) ? 0 : 4) + (container.name == service.containerName(container.number) ? 0 : 1) + (container.isLive ? 0 : 2)
    }

    private func isCurrent(_ container: ContainerSummary) -> Bool { difference(container) == nil }

    func causeOfRecreation(_ container: ContainerSummary) -> String? {
        switch policy.recreation {
        case .never: nil
        case .always: difference(container) ?? forced ?? (isOnItsWay(container) ? nil : "as asked for")
        case .changed: difference(container) ?? forced
        }
    }

    /// Whether an interrupted run made it: what was asked for is nearly done.
    private func isOnItsWay(_ container: ContainerSummary) -> Bool { container.name != service.containerName(container.number) }

    private func difference(_ container: ContainerSummary) -> String? {
        if container.isForeign {
            if let obstacle = adoption.obstacle(container) { return obstacle }
        } else if container.labels[ProjectLabel.configHash] != service.configHash {
            return "its configuration changed"
        }
        let image = container.labels[ProjectLabel.image] ?? container.imageID
        if !imageID.isEmpty && !image.isEmpty && image != imageID { return "its image changed" }
        return nil
    }
}

extension DesiredHostService {
    /// Whether more than one call makes a container of it, so that one which never ran may not be whole.
    package var needsPreparation: Bool { !files.isEmpty || (!joinsNetworksAtOnce && attachments.count > 1) }
}
