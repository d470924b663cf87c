/// What a service should be: the body of `POST /services/create` and `/services/{id}/update`.
/// A field that is optional here is a pointer in the engine's type; every other field has a zero value that means "not said".
package struct ServiceSpec: Hashable, Codable, Sendable {
    /// The full name, such as `home_broker`; at most 63 characters.
    package var name: String
    /// Labels of the service itself, not of its containers.
    @OmitEmpty package var labels: [String: String]
    /// What each task of the service runs; a change here makes new tasks.
    package var taskTemplate: TaskSpec
    /// How many tasks; absent means replicated with one.
    package var mode: ServiceMode?
    /// How an update rolls out; jobs refuse it.
    package var updateConfig: ServiceUpdateConfig?
    /// How a roll-back rolls out.
    package var rollbackConfig: ServiceUpdateConfig?
    /// Published ports and how the name resolves.
    package var endpointSpec: EndpointSpec?

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case labels = "Labels"
        case taskTemplate = "TaskTemplate"
        case mode = "Mode"
        case updateConfig = "UpdateConfig"
        case rollbackConfig = "RollbackConfig"
        case endpointSpec = "EndpointSpec"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        name: String, labels: [String: String] = [:], taskTemplate: TaskSpec, mode: ServiceMode? = nil,
        updateConfig: ServiceUpdateConfig? = nil, rollbackConfig: ServiceUpdateConfig? = nil, endpointSpec: EndpointSpec? = nil
    ) {
        self.name = name
        self.labels = labels
        self.taskTemplate = taskTemplate
        self.mode = mode
        self.updateConfig = updateConfig
        self.rollbackConfig = rollbackConfig
        self.endpointSpec = endpointSpec
    }
}
