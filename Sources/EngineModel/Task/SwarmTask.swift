/// One task of a service: a container that has run, runs or is to run on a node.
package struct SwarmTask: Hashable, Codable, Sendable {
    /// The id.
    package var id: String
    /// The version.
    package var version: ObjectVersion
    /// When it was created.
    package var createdAt: Timestamp?
    /// When it last changed.
    package var updatedAt: Timestamp?
    /// Rarely set by the engine; a task is shown as `service.slot`.
    @OmitEmpty package var name: String
    /// Labels.
    @OmitEmpty package var labels: [String: String]
    /// What it runs.
    package var spec: TaskSpec?
    /// Its service; empty for a network attachment.
    @OmitEmpty package var serviceID: String
    /// Its slot, from 1; 0 in a global service.
    @OmitEmpty package var slot: Int
    /// Its node; empty until one was found.
    @OmitEmpty package var nodeID: String
    /// How it is.
    package var status: TaskStatus
    /// How the engine wants it to be.
    package var desiredState: TaskState
    /// Its addresses.
    @OmitEmpty package var networksAttachments: [NetworkAttachment]
    /// The run of the job it belongs to; absent unless a job's (API 1.41).
    package var jobIteration: ObjectVersion?

    private enum CodingKeys: String, CodingKey {
        case id = "ID"
        case version = "Version"
        case createdAt = "CreatedAt"
        case updatedAt = "UpdatedAt"
        case name = "Name"
        case labels = "Labels"
        case spec = "Spec"
        case serviceID = "ServiceID"
        case slot = "Slot"
        case nodeID = "NodeID"
        case status = "Status"
        case desiredState = "DesiredState"
        case networksAttachments = "NetworksAttachments"
        case jobIteration = "JobIteration"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        id: String, version: ObjectVersion, createdAt: Timestamp? = nil, updatedAt: Timestamp? = nil, name: String = "",
        labels: [String: String] = [:], spec: TaskSpec? = nil, serviceID: String = "", slot: Int = 0, nodeID: String = "",
        status: TaskStatus, desiredState: TaskState, networksAttachments: [NetworkAttachment] = [],
        jobIteration: ObjectVersion? = nil
    ) {
        self.id = id
        self.version = version
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.name = name
        self.labels = labels
        self.spec = spec
        self.serviceID = serviceID
        self.slot = slot
        self.nodeID = nodeID
        self.status = status
        self.desiredState = desiredState
        self.networksAttachments = networksAttachments
        self.jobIteration = jobIteration
    }
}

/// How a task is.
package struct TaskStatus: Hashable, Codable, Sendable {
    /// When the state was reached.
    package var timestamp: Timestamp?
    /// The state.
    package var state: TaskState
    /// The engine's words for the state.
    @OmitEmpty package var message: String
    /// What went wrong, in the engine's words, such as `no suitable node (...)`.
    @OmitEmpty package var err: String
    /// The container; absent until there is one.
    package var containerStatus: ContainerStatus?
    /// Ports published on the node.
    package var portStatus: PortStatus?

    private enum CodingKeys: String, CodingKey {
        case timestamp = "Timestamp"
        case state = "State"
        case message = "Message"
        case err = "Err"
        case containerStatus = "ContainerStatus"
        case portStatus = "PortStatus"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        timestamp: Timestamp? = nil, state: TaskState, message: String = "", err: String = "",
        containerStatus: ContainerStatus? = nil, portStatus: PortStatus? = nil
    ) {
        self.timestamp = timestamp
        self.state = state
        self.message = message
        self.err = err
        self.containerStatus = containerStatus
        self.portStatus = portStatus
    }
}

/// The container of a task.
package struct ContainerStatus: Hashable, Codable, Sendable {
    /// The id of the container.
    @OmitEmpty package var containerID: String
    /// Its first process; 0 when it does not run.
    @OmitEmpty package var pid: Int
    /// The exit code; without meaning while it runs (-1 or 0).
    @OmitEmpty package var exitCode: Int

    private enum CodingKeys: String, CodingKey {
        case containerID = "ContainerID"
        case pid = "PID"
        case exitCode = "ExitCode"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(containerID: String = "", pid: Int = 0, exitCode: Int = 0) {
        self.containerID = containerID
        self.pid = pid
        self.exitCode = exitCode
    }
}

/// Ports of a task that are published on its node.
package struct PortStatus: Hashable, Codable, Sendable {
    /// The ports.
    @OmitEmpty package var ports: [PortConfig]

    private enum CodingKeys: String, CodingKey {
        case ports = "Ports"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(ports: [PortConfig] = []) {
        self.ports = ports
    }
}

/// A network that a task joined.
package struct NetworkAttachment: Hashable, Codable, Sendable {
    /// The network.
    package var network: AttachedNetwork?
    /// The addresses, with prefix length.
    @OmitEmpty package var addresses: [String]

    private enum CodingKeys: String, CodingKey {
        case network = "Network"
        case addresses = "Addresses"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(network: AttachedNetwork? = nil, addresses: [String] = []) {
        self.network = network
        self.addresses = addresses
    }
}

/// The network of a ``NetworkAttachment``.
package struct AttachedNetwork: Hashable, Codable, Sendable {
    /// The id.
    @OmitEmpty package var id: String

    private enum CodingKeys: String, CodingKey {
        case id = "ID"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(id: String = "") {
        self.id = id
    }
}
