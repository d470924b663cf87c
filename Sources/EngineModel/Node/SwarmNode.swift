/// A node of the swarm.
package struct SwarmNode: Hashable, Codable, Sendable {
    /// The id.
    package var id: String
    /// The version.
    package var version: ObjectVersion
    /// When it joined.
    package var createdAt: Timestamp?
    /// When it last changed.
    package var updatedAt: Timestamp?
    /// Role, availability, labels.
    package var spec: NodeSpec
    /// What the node says about itself.
    package var description: NodeDescription?
    /// Whether managers hear from it.
    package var status: NodeStatus?
    /// Set for managers.
    package var managerStatus: ManagerStatus?

    private enum CodingKeys: String, CodingKey {
        case id = "ID"
        case version = "Version"
        case createdAt = "CreatedAt"
        case updatedAt = "UpdatedAt"
        case spec = "Spec"
        case description = "Description"
        case status = "Status"
        case managerStatus = "ManagerStatus"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        id: String, version: ObjectVersion, createdAt: Timestamp? = nil, updatedAt: Timestamp? = nil, spec: NodeSpec,
        description: NodeDescription? = nil, status: NodeStatus? = nil, managerStatus: ManagerStatus? = nil
    ) {
        self.id = id
        self.version = version
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.spec = spec
        self.description = description
        self.status = status
        self.managerStatus = managerStatus
    }
}

/// What a node should be.
package struct NodeSpec: Hashable, Codable, Sendable {
    /// Rarely set; a node is shown by its host name.
    @OmitEmpty package var name: String
    /// Labels that constraints may ask for.
    @OmitEmpty package var labels: [String: String]
    /// Manager or worker.
    package var role: NodeRole?
    /// Whether it takes tasks.
    package var availability: NodeAvailability?

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case labels = "Labels"
        case role = "Role"
        case availability = "Availability"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        name: String = "", labels: [String: String] = [:], role: NodeRole? = nil, availability: NodeAvailability? = nil
    ) {
        self.name = name
        self.labels = labels
        self.role = role
        self.availability = availability
    }
}

/// What a node is for.
package struct NodeRole: OpenEnumeration {
    /// The text on the wire.
    package let rawValue: String

    /// A value by its text; any text is accepted.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// Runs tasks.
    package static let worker = Self(rawValue: "worker")
    /// Runs tasks and keeps the state of the swarm.
    package static let manager = Self(rawValue: "manager")
}

/// Whether a node takes tasks.
package struct NodeAvailability: OpenEnumeration {
    /// The text on the wire.
    package let rawValue: String

    /// A value by its text; any text is accepted.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// It takes tasks.
    package static let active = Self(rawValue: "active")
    /// It keeps its tasks and takes no new ones.
    package static let pause = Self(rawValue: "pause")
    /// Its tasks go elsewhere.
    package static let drain = Self(rawValue: "drain")
}

/// What a node says about itself.
package struct NodeDescription: Hashable, Codable, Sendable {
    /// Host name.
    @OmitEmpty package var hostname: String
    /// Architecture and operating system.
    package var platform: Platform?
    /// What it has.
    package var resources: ResourceReservations?
    /// Its engine.
    package var engine: NodeEngine?

    private enum CodingKeys: String, CodingKey {
        case hostname = "Hostname"
        case platform = "Platform"
        case resources = "Resources"
        case engine = "Engine"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        hostname: String = "", platform: Platform? = nil, resources: ResourceReservations? = nil, engine: NodeEngine? = nil
    ) {
        self.hostname = hostname
        self.platform = platform
        self.resources = resources
        self.engine = engine
    }
}

/// The engine of a node.
package struct NodeEngine: Hashable, Codable, Sendable {
    /// The version.
    @OmitEmpty package var engineVersion: String
    /// Labels of the engine (`engine.labels` in constraints).
    @OmitEmpty package var labels: [String: String]
    /// Its plugins.
    @OmitEmpty package var plugins: [NodePlugin]

    private enum CodingKeys: String, CodingKey {
        case engineVersion = "EngineVersion"
        case labels = "Labels"
        case plugins = "Plugins"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(engineVersion: String = "", labels: [String: String] = [:], plugins: [NodePlugin] = []) {
        self.engineVersion = engineVersion
        self.labels = labels
        self.plugins = plugins
    }
}

/// A plugin of an engine.
package struct NodePlugin: Hashable, Codable, Sendable {
    /// Such as `Network`, `Volume` or `Log`.
    @OmitEmpty package var type: String
    /// The name.
    @OmitEmpty package var name: String

    private enum CodingKeys: String, CodingKey {
        case type = "Type"
        case name = "Name"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(type: String = "", name: String = "") {
        self.type = type
        self.name = name
    }
}

/// Whether managers hear from a node.
package struct NodeStatus: Hashable, Codable, Sendable {
    /// The state.
    package var state: NodeState?
    /// The engine's words.
    @OmitEmpty package var message: String
    /// Its address.
    @OmitEmpty package var addr: String

    private enum CodingKeys: String, CodingKey {
        case state = "State"
        case message = "Message"
        case addr = "Addr"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(state: NodeState? = nil, message: String = "", addr: String = "") {
        self.state = state
        self.message = message
        self.addr = addr
    }
}

/// Whether managers hear from a node.
package struct NodeState: OpenEnumeration {
    /// The text on the wire.
    package let rawValue: String

    /// A value by its text; any text is accepted.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// Not known yet.
    package static let unknown = Self(rawValue: "unknown")
    /// Not heard from.
    package static let down = Self(rawValue: "down")
    /// Well.
    package static let ready = Self(rawValue: "ready")
    /// Lost, but not yet given up.
    package static let disconnected = Self(rawValue: "disconnected")
}

/// A manager's part in the group of managers.
package struct ManagerStatus: Hashable, Codable, Sendable {
    /// Whether it leads.
    @OmitEmpty package var leader: Bool
    /// `reachable`, `unreachable` or `unknown`.
    @OmitEmpty package var reachability: String
    /// Its address among managers.
    @OmitEmpty package var addr: String

    private enum CodingKeys: String, CodingKey {
        case leader = "Leader"
        case reachability = "Reachability"
        case addr = "Addr"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(leader: Bool = false, reachability: String = "", addr: String = "") {
        self.leader = leader
        self.reachability = reachability
        self.addr = addr
    }
}

extension SwarmNode {
    /// What people call it: its host name; its id where the engine did not tell.
    package var name: String { description?.hostname ?? id }
}
