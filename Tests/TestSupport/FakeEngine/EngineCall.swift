package import EngineClient
package import EngineModel

/// The kinds of calls to an engine, to count them and to make them fail.
package enum EngineOperation: String, Hashable, Sendable, CaseIterable {
    case createService = "create service"
    case updateService = "update service"
    case removeService = "remove service"
    case createNetwork = "create network"
    case removeNetwork = "remove network"
    case createSecret = "create secret"
    case updateSecret = "update secret"
    case removeSecret = "remove secret"
    case createConfig = "create config"
    case updateConfig = "update config"
    case removeConfig = "remove config"
    case listServices = "list services"
    case inspectService = "inspect service"
    case listTasks = "list tasks"
    case inspectTask = "inspect task"
    case listNetworks = "list networks"
    case inspectNetwork = "inspect network"
    case listSecrets = "list secrets"
    case listConfigs = "list configs"
    case listNodes = "list nodes"
    case inspectNode = "inspect node"
    case version = "ask for the version"
    case info = "ask for the info"
    case swarm = "ask for the swarm"
    case distribution = "look up image"
    case logs = "read logs"
    case events = "follow events"
    case createContainer = "create container"
    case startContainer = "start container"
    case stopContainer = "stop container"
    case restartContainer = "restart container"
    case killContainer = "kill container"
    case pauseContainer = "pause container"
    case unpauseContainer = "unpause container"
    case renameContainer = "rename container"
    case removeContainer = "remove container"
    case putArchive = "copy files into container"
    case createExec = "create process"
    case startExec = "start process"
    case connectNetwork = "connect container"
    case disconnectNetwork = "disconnect container"
    case createVolume = "create volume"
    case removeVolume = "remove volume"
    case pullImage = "pull image"
    case pushImage = "push image"
    case tagImage = "tag image"
    case removeImage = "remove image"
    case buildImage = "build image"
    case listContainers = "list containers"
    case inspectContainer = "inspect container"
    case waitContainer = "wait for container"
    case topContainer = "list processes"
    case attach = "attach"
    case resize = "resize"
    case inspectExec = "inspect process"
    case listVolumes = "list volumes"
    case inspectVolume = "inspect volume"
    case listImages = "list images"
    case inspectImage = "inspect image"

    /// Whether the call changes something.
    package var isWrite: Bool {
        let asking: [EngineOperation] = [
            .listServices, .inspectService, .listTasks, .inspectTask, .listNetworks, .inspectNetwork, .listSecrets, .listConfigs,
            .listNodes,
            .inspectNode, .version, .info, .swarm, .distribution, .logs, .events, .listContainers, .inspectContainer, .waitContainer,
            .topContainer, .attach, .resize, .inspectExec, .listVolumes, .inspectVolume, .listImages, .inspectImage,
        ]
        return !asking.contains(self)
    }

    /// Whether only a manager of a swarm answers it.
    var needsSwarm: Bool {
        switch self {
        case .createService, .updateService, .removeService, .createSecret, .updateSecret, .removeSecret, .createConfig, .updateConfig,
            .removeConfig, .listServices, .inspectService, .listTasks, .inspectTask, .listSecrets, .listConfigs, .listNodes, .inspectNode,
            .swarm:
            true
        default: false
        }
    }
}

/// A call that changes something, as the fake engine received it.
package struct EngineCall: Hashable, Sendable, CustomStringConvertible {
    /// What was asked.
    package var operation: EngineOperation
    /// The name of the object.
    package var name: String
    /// What was sent; nil for removals.
    package var body: JSONValue?
    /// The options of a service update.
    package var options: ServiceUpdateOptions?

    /// A call from its parts.
    package init(_ operation: EngineOperation, _ name: String, body: JSONValue? = nil, options: ServiceUpdateOptions? = nil) {
        self.operation = operation
        self.name = name
        self.body = body
        self.options = options
    }

    /// `create service home_broker`.
    package var description: String { "\(operation.rawValue) \(name)" }
}
