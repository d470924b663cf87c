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

    /// Whether the call changes something.
    package var isWrite: Bool {
        switch self {
        case .createService, .updateService, .removeService, .createNetwork, .removeNetwork, .createSecret, .updateSecret, .removeSecret,
            .createConfig, .updateConfig, .removeConfig:
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
