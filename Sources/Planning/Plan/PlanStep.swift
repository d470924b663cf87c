package import EngineModel

/// Names a step inside one plan, in words: `create service home_web`.
package struct StepID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ verb: String, _ address: ResourceAddress) {
        description = "\(verb) \(address)"
    }

    package static func < (a: StepID, b: StepID) -> Bool { a.description < b.description }
}

/// One call to the engine, or one wait, with the reason for it.
package struct PlanStep: Hashable, Sendable, Identifiable {
    package var id: StepID
    package var address: ResourceAddress
    package var action: PlanAction
    /// Why, in words.
    package var cause: String
    /// Steps that must have succeeded before.
    package var dependencies: [StepID] = []
    /// For an update: what is different.
    package var changes: [FieldChange] = []
    /// Whether something is lost that the file does not bring back: removals and replacements.
    package var isDestructive = false
    package var restart: RestartEffect = .none
}

/// What a step does.
package enum PlanAction: Hashable, Sendable {
    case createNetwork(NetworkCreateRequest)
    case createSecret(SecretSpec)
    case createConfig(ConfigSpec)
    /// References to secrets and configs by name get their ids when the step runs.
    case createService(ServiceSpec)
    case updateSecret(SecretSpec, ObservedVersion)
    case updateConfig(ConfigSpec, ObservedVersion)
    /// `keeping`: members of the spec that are sent back as the engine told them, with fields that we do not know.
    case updateService(ServiceSpec, keeping: [String: JSONValue], ObservedVersion)
    case remove(id: String)
    /// Waits until no task of these services is left; what they used is free then.
    case awaitTasksGone(services: [String])
    /// Waits until a service has come as far as another one needs it.
    case awaitService(ServiceDependency.Condition)
    /// A step on one host; a plan is for a swarm or for a host, never for both.
    case host(HostAction)
}

/// An object as it was seen when the plan was made: an update is refused by the engine when it has changed since.
package struct ObservedVersion: Hashable, Sendable {
    package var id: String
    package var version: ObjectVersion
    /// A service's spec in the engine's own words; nil for a secret or config. A swarm raises a service's version also when it is through with
    /// an update, so that the version alone does not tell whether somebody changed it.
    package var spec: JSONValue?

    package init(id: String, version: ObjectVersion, spec: JSONValue? = nil) {
        self.id = id
        self.version = version
        self.spec = spec
    }
}

/// What a step does to tasks that run already.
package enum RestartEffect: Hashable, Sendable, CustomStringConvertible {
    case none
    /// Only tasks on nodes that no longer fit (swarmkit IsTaskDirty: a change confined to placement).
    case misplacedTasks
    /// All tasks; how many, where that is known.
    case allTasks(UInt64?)
    /// The job is run again, whatever was changed (swarmkit UpdateService).
    case runsJobAgain

    /// What the plan says about it; empty for no effect.
    package var description: String {
        switch self {
        case .none: ""
        case .misplacedTasks: "restarts tasks on nodes that no longer fit"
        case .allTasks(nil): "restarts its tasks"
        case .allTasks(1?): "restarts 1 task"
        case .allTasks(let count?): count == 0 ? "" : "restarts \(count) tasks"
        case .runsJobAgain: "runs the job again"
        }
    }
}

extension PlanAction {
    /// Whether the step changes something, rather than waits.
    package var isWrite: Bool {
        switch self {
        case .awaitTasksGone, .awaitService: false
        case .host(let action): action.effect != .waits
        default: true
        }
    }
}

/// What a step keeps busy while it runs.
package enum StepLoad: Hashable, Sendable, CaseIterable {
    /// One or a few short requests.
    case requests
    /// The engine makes a container's namespaces, networks and processes, which takes it most of the time of an `up`.
    case start
    /// Next to nothing: something ends by itself, or comes to be; or the engine has most of its work done when it is asked, and is waited for,
    /// as with the removal of a container that was stopped.
    case patience
}

extension PlanAction {
    /// What the step keeps busy.
    package var load: StepLoad {
        switch self {
        case .awaitTasksGone, .awaitService: .patience
        case .host(.startContainer): .start
        case .host(.stopContainer), .host(.restartContainer), .host(.removeContainer), .host(.awaitService), .host(.awaitContainer):
            .patience
        default: .requests
        }
    }
}
