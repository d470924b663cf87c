/// What one task runs, and where it may.
package struct TaskSpec: Hashable, Codable, Sendable {
    /// The container; absent for a plugin or a network attachment.
    package var containerSpec: ContainerSpec?
    /// Limits and reservations.
    package var resources: ResourceRequirements?
    /// When a task that ended is replaced; absent means always, after 5 s.
    package var restartPolicy: TaskRestartPolicy?
    /// Which nodes may run it.
    package var placement: Placement?
    /// Networks to join.
    @OmitEmpty package var networks: [NetworkAttachmentConfig]
    /// Where output goes; absent means the engine's default.
    package var logDriver: Driver?
    /// A counter; raising it makes new tasks although nothing else changed.
    @OmitEmpty package var forceUpdate: UInt64
    /// Kind of task; empty means container.
    @OmitEmpty package var runtime: String

    private enum CodingKeys: String, CodingKey {
        case containerSpec = "ContainerSpec"
        case resources = "Resources"
        case restartPolicy = "RestartPolicy"
        case placement = "Placement"
        case networks = "Networks"
        case logDriver = "LogDriver"
        case forceUpdate = "ForceUpdate"
        case runtime = "Runtime"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        containerSpec: ContainerSpec? = nil, resources: ResourceRequirements? = nil, restartPolicy: TaskRestartPolicy? = nil,
        placement: Placement? = nil, networks: [NetworkAttachmentConfig] = [], logDriver: Driver? = nil, forceUpdate: UInt64 = 0,
        runtime: String = ""
    ) {
        self.containerSpec = containerSpec
        self.resources = resources
        self.restartPolicy = restartPolicy
        self.placement = placement
        self.networks = networks
        self.logDriver = logDriver
        self.forceUpdate = forceUpdate
        self.runtime = runtime
    }
}
