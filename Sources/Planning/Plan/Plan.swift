package import EngineModel

/// What would be done to bring a stack to its desired state: steps with their order, and what stands in the way.
///
/// Only a plan is executed; what it shows is what happens.
package struct Plan: Hashable, Sendable {
    package var stack: String
    /// The steps in an order that respects their dependencies.
    package var steps: [PlanStep]
    /// Objects that are already as they should be.
    package var unchanged: [ResourceAddress]
    /// Why the plan must not be executed; empty for most plans.
    package var problems: [PlanProblem]
    /// What the user should know although nothing is done about it.
    package var notes: [PlanNote]

    package init(
        stack: String, steps: [PlanStep] = [], unchanged: [ResourceAddress] = [], problems: [PlanProblem] = [], notes: [PlanNote] = []
    ) {
        self.stack = stack
        self.steps = steps
        self.unchanged = unchanged
        self.problems = problems
        self.notes = notes
    }

    /// Whether nothing has to be done.
    package var isEmpty: Bool { steps.isEmpty }

    /// The number of objects that are created, updated and removed.
    package var counts: Counts {
        var counts = Counts()
        for step in steps {
            switch step.action {
            case .createNetwork, .createSecret, .createConfig, .createService: counts.created += 1
            case .updateSecret, .updateConfig, .updateService: counts.updated += 1
            case .remove: counts.removed += 1
            case .awaitTasksGone, .awaitService: break
            case .host(let action): counts.add(action.effect)
            }
        }
        return counts
    }

    /// Numbers of objects by what happens to them.
    package struct Counts: Hashable, Sendable {
        package var created = 0
        package var updated = 0
        package var removed = 0

        package init() {}

        fileprivate mutating func add(_ effect: HostAction.Effect) {
            switch effect {
            case .creates: created += 1
            case .replaces, .starts: updated += 1
            case .removes: removed += 1
            case .partOfAnother, .waits: break
            }
        }
    }
}

/// A reason why a plan cannot work, found before anything is touched.
package enum PlanProblem: Hashable, Sendable {
    /// An object that the file calls external does not exist.
    case externalMissing(ResourceAddress)
    /// An external network exists on single hosts only.
    case externalNetworkScope(name: String, scope: String)
    /// An object of this name exists and is not the stack's.
    case nameTaken(ResourceAddress)
    /// A network that is to be made anew is used by services that the file does not have.
    case networkInUse(name: String, services: [String])
    /// A network should be made anew, and running containers are in it that the plan does not make anew.
    case networkInUseOnHost(name: String, containers: [String])
    /// Two networks have one name, and running containers are in the one that should go which the plan does not make anew.
    case twinInUse(name: String, id: String, containers: [String])
    /// Networks of one name that cannot all be the project's: a container that is made could not start in any of them.
    case networkAmbiguous(name: String, ids: [String])
    /// A secret or config whose name the file gives has other content than the file; the engine can change neither.
    case contentFixed(ResourceAddress)
    /// A network or volume that the file calls external is not on the host.
    case externalMissingOnHost(ResourceAddress)
}

/// Something worth saying that the plan does not change.
package enum PlanNote: Hashable, Sendable {
    /// A network differs from the file; the engine cannot change networks.
    case networkDiffers(name: String, changes: [FieldChange])
    /// Somebody scaled the service, and the file says no number.
    case replicasKept(service: String, count: UInt64)
    /// The engine does not tell whether a secret holds what the file says; it is left as it is.
    case contentUnknown(ResourceAddress)
    /// Objects of the stack that the file no longer has.
    case superfluous([ResourceAddress])
    /// A volume differs from the file or belongs to another project; the engine cannot change volumes.
    case volumeDiffers(name: String, changes: [FieldChange])
    /// Containers of services that the file no longer has.
    case orphans([String])
    /// A network or volume has a name that the file gives, and belongs to another project.
    case belongsToAnother(ResourceAddress, project: String)
}
