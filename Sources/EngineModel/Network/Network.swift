/// A network as the engine has it.
package struct Network: Hashable, Codable, Sendable {
    /// The id.
    package var id: String
    /// The name.
    package var name: String
    /// When it was created.
    package var created: Timestamp?
    /// `swarm`, `local` or `global`.
    @OmitEmpty package var scope: String
    /// The driver.
    @OmitEmpty package var driver: String
    /// Whether it has IPv4 addresses; absent before API 1.48, where all have.
    package var enableIPv4: Bool?
    /// Whether it has IPv6 addresses.
    @OmitEmpty package var enableIPv6: Bool
    /// Address management, with what the engine chose.
    package var ipam: NetworkIPAM?
    /// Whether it has no way out.
    @OmitEmpty package var `internal`: Bool
    /// Whether containers outside services may join.
    @OmitEmpty package var attachable: Bool
    /// Whether it is the network of published ports.
    @OmitEmpty package var ingress: Bool
    /// Whether it only holds a configuration.
    @OmitEmpty package var configOnly: Bool
    /// The network whose configuration it took.
    package var configFrom: ConfigurationSource?
    /// Driver options, with those that the engine added.
    @OmitEmpty package var options: [String: String]
    /// Labels.
    @OmitEmpty package var labels: [String: String]

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case name = "Name"
        case created = "Created"
        case scope = "Scope"
        case driver = "Driver"
        case enableIPv4 = "EnableIPv4"
        case enableIPv6 = "EnableIPv6"
        case ipam = "IPAM"
        case `internal` = "Internal"
        case attachable = "Attachable"
        case ingress = "Ingress"
        case configOnly = "ConfigOnly"
        case configFrom = "ConfigFrom"
        case options = "Options"
        case labels = "Labels"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        id: String, name: String, created: Timestamp? = nil, scope: String = "", driver: String = "", enableIPv4: Bool? = nil,
        enableIPv6: Bool = false, ipam: NetworkIPAM? = nil, internal: Bool = false, attachable: Bool = false,
        ingress: Bool = false, configOnly: Bool = false, configFrom: ConfigurationSource? = nil, options: [String: String] = [:],
        labels: [String: String] = [:]
    ) {
        self.id = id
        self.name = name
        self.created = created
        self.scope = scope
        self.driver = driver
        self.enableIPv4 = enableIPv4
        self.enableIPv6 = enableIPv6
        self.ipam = ipam
        self.internal = `internal`
        self.attachable = attachable
        self.ingress = ingress
        self.configOnly = configOnly
        self.configFrom = configFrom
        self.options = options
        self.labels = labels
    }
}

extension [Network] {
    /// In the order of their creation; of the same moment, by id.
    package var oldestFirst: [Network] {
        sorted { ($0.created ?? Timestamp(seconds: 0), $0.id) < ($1.created ?? Timestamp(seconds: 0), $1.id) }
    }
}

/// The answer to the creation of a network.
package struct NetworkCreated: Hashable, Codable, Sendable {
    /// The id of the new network.
    package var id: String
    /// What the engine found worth saying.
    @OmitEmpty package var warning: String

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case warning = "Warning"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(id: String, warning: String = "") {
        self.id = id
        self.warning = warning
    }
}
