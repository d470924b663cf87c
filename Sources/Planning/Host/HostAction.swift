package import EngineModel

/// What a step does on one host. Objects that exist are named by id, those that the plan makes by name.
package enum HostAction: Hashable, Sendable {
    case createNetwork(NetworkCreateRequest)
    case createVolume(VolumeCreateRequest)
    case createContainer(ContainerBirth)
    /// The container that is there under this name or id gets the name of the step's address.
    case renameContainer(from: String)
    /// Starts the container of the step's address; commands run in it afterwards.
    case startContainer(StartOrder)
    /// Stops and starts it, because something that it depends on was made anew.
    case restartContainer(id: String, timeout: Int?)
    case stopContainer(StopOrder)
    /// With volumes: the engine removes those that were made for it without a name; these ones it took over from others, and go too.
    case removeContainer(id: String, withVolumes: Bool, takenOver: [String] = [])
    /// Removes a container whose successor is there.
    case retireContainer(id: String)
    /// With a successor it must go: that it is still in use is an error then.
    case removeNetwork(id: String, isReplaced: Bool = false)
    case removeVolume
    case removeImage
    /// Waits until the containers of a service are where another one needs them.
    case awaitService(ServiceGate)
    /// Waits until the container of the step's address runs, and is healthy if it has a health check.
    case awaitContainer
}

/// How a container comes into the world.
package struct ContainerBirth: Hashable, Sendable {
    package var service: DesiredHostService
    package var number: Int
    /// Empty where it is not known.
    package var imageID: String
    /// The container that it takes the place of.
    package var replaced: String?
    /// Anonymous volumes of that container.
    package var inherited: [Mount] = []
    /// The name it has until it is whole and the old one is gone; nil where it gets its own name at once.
    package var temporaryName: String?

    /// A birth from its parts.
    package init(
        service: DesiredHostService, number: Int, imageID: String, replaced: String? = nil, inherited: [Mount] = [],
        temporaryName: String? = nil
    ) {
        self.service = service
        self.number = number
        self.imageID = imageID
        self.replaced = replaced
        self.inherited = inherited
        self.temporaryName = temporaryName
    }
}

/// How a container is started.
package struct StartOrder: Hashable, Sendable {
    /// Name or id.
    package var container: String
    package var postStart: [ContainerHook] = []
    /// Whether it existed before the plan: its start is then a change of its own.
    package var existedBefore: Bool
    /// Whether it is frozen rather than stopped.
    package var isPaused = false
}

/// How a container is stopped.
package struct StopOrder: Hashable, Sendable {
    package var id: String
    /// Seconds until it is killed; nil takes what the container was made with.
    package var timeout: Int?
    package var preStop: [ContainerHook] = []
    /// Whether nothing takes its place and its removal comes next. Who waits for its stop then needs no more than that its process has ended:
    /// its ports and addresses may still be taken.
    package var isRemovedNext = false
}

/// What is waited for between two services.
package struct ServiceGate: Hashable, Sendable {
    package var service: String
    package var condition: ServiceDependency.Condition
    /// Whether a failure is an error; otherwise the dependent goes on without it.
    package var required: Bool
}

extension HostAction {
    /// What the step does to the object in its address, as counts and signs tell it.
    package enum Effect: Hashable, Sendable {
        case creates, replaces, starts, removes
        /// A part of what another step says already.
        case partOfAnother
        case waits
    }

    package var effect: Effect {
        switch self {
        case .createNetwork, .createVolume: .creates
        case .createContainer(let birth): birth.replaced == nil ? .creates : .replaces
        case .startContainer(let order): order.existedBefore ? .starts : .partOfAnother
        case .restartContainer: .starts
        case .removeContainer, .removeNetwork, .removeVolume, .removeImage: .removes
        case .renameContainer, .stopContainer, .retireContainer: .partOfAnother
        case .awaitService, .awaitContainer: .waits
        }
    }

    /// The verb of the step's id.
    package var verb: String {
        switch self {
        case .createNetwork, .createVolume, .createContainer: "create"
        case .renameContainer: "rename"
        case .startContainer: "start"
        case .restartContainer: "restart"
        case .stopContainer: "stop"
        case .removeContainer, .removeNetwork, .removeVolume, .removeImage: "remove"
        case .retireContainer: "retire"
        case .awaitContainer: "wait for"
        case .awaitService(let gate): gate.condition == .healthy ? "wait for the health of" : "wait for the end of"
        }
    }
}
