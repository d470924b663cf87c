/// The part of `GET /info` that we use.
package struct EngineInfo: Hashable, Codable, Sendable {
    /// The id of the engine.
    @OmitEmpty package var id: String
    /// The host name.
    @OmitEmpty package var name: String
    /// The version of the engine.
    @OmitEmpty package var serverVersion: String
    /// The operating system in words.
    @OmitEmpty package var operatingSystem: String
    /// Such as `linux`.
    @OmitEmpty package var osType: String
    /// Such as `x86_64`.
    @OmitEmpty package var architecture: String
    /// The kernel.
    @OmitEmpty package var kernelVersion: String
    /// Processors.
    @OmitEmpty package var nCPU: Int
    /// Memory in bytes.
    @OmitEmpty package var memTotal: Int64
    /// Storage driver.
    @OmitEmpty package var driver: String
    /// Its part in a swarm.
    package var swarm: SwarmInfo?
    /// What the engine warns about.
    @OmitEmpty package var warnings: [String]

    private enum CodingKeys: String, CodingKey {
        case id = "ID"
        case name = "Name"
        case serverVersion = "ServerVersion"
        case operatingSystem = "OperatingSystem"
        case osType = "OSType"
        case architecture = "Architecture"
        case kernelVersion = "KernelVersion"
        case nCPU = "NCPU"
        case memTotal = "MemTotal"
        case driver = "Driver"
        case swarm = "Swarm"
        case warnings = "Warnings"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        id: String = "", name: String = "", serverVersion: String = "", operatingSystem: String = "", osType: String = "",
        architecture: String = "", kernelVersion: String = "", nCPU: Int = 0, memTotal: Int64 = 0, driver: String = "",
        swarm: SwarmInfo? = nil, warnings: [String] = []
    ) {
        self.id = id
        self.name = name
        self.serverVersion = serverVersion
        self.operatingSystem = operatingSystem
        self.osType = osType
        self.architecture = architecture
        self.kernelVersion = kernelVersion
        self.nCPU = nCPU
        self.memTotal = memTotal
        self.driver = driver
        self.swarm = swarm
        self.warnings = warnings
    }
}

/// An engine's part in a swarm.
package struct SwarmInfo: Hashable, Codable, Sendable {
    /// The id of the node; empty outside a swarm.
    @OmitEmpty package var nodeID: String
    /// Its address.
    @OmitEmpty package var nodeAddr: String
    /// Whether it is in a swarm.
    package var localNodeState: LocalNodeState?
    /// Whether it is a manager that can be asked to change the swarm.
    @OmitEmpty package var controlAvailable: Bool
    /// Why it is in state error.
    @OmitEmpty package var error: String
    /// Number of nodes; 0 on a worker.
    @OmitEmpty package var nodes: Int
    /// Number of managers; 0 on a worker.
    @OmitEmpty package var managers: Int

    private enum CodingKeys: String, CodingKey {
        case nodeID = "NodeID"
        case nodeAddr = "NodeAddr"
        case localNodeState = "LocalNodeState"
        case controlAvailable = "ControlAvailable"
        case error = "Error"
        case nodes = "Nodes"
        case managers = "Managers"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        nodeID: String = "", nodeAddr: String = "", localNodeState: LocalNodeState? = nil, controlAvailable: Bool = false,
        error: String = "", nodes: Int = 0, managers: Int = 0
    ) {
        self.nodeID = nodeID
        self.nodeAddr = nodeAddr
        self.localNodeState = localNodeState
        self.controlAvailable = controlAvailable
        self.error = error
        self.nodes = nodes
        self.managers = managers
    }
}

/// Whether an engine is in a swarm.
package struct LocalNodeState: OpenEnumeration {
    /// The text on the wire.
    package let rawValue: String

    /// A value by its text; any text is accepted.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// It is in none.
    package static let inactive = Self(rawValue: "inactive")
    /// It is joining.
    package static let pending = Self(rawValue: "pending")
    /// It is in one.
    package static let active = Self(rawValue: "active")
    /// It is in one but cannot take part.
    package static let error = Self(rawValue: "error")
    /// Its key must be given first.
    package static let locked = Self(rawValue: "locked")
}
