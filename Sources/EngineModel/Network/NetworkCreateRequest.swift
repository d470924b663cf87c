/// The body of `POST /networks/create`.
package struct NetworkCreateRequest: Hashable, Codable, Sendable {
    /// The full name.
    package var name: String
    /// Whether a second network of the name is refused; needed before API 1.44, ignored since.
    @OmitEmpty package var checkDuplicate: Bool
    /// Driver; swarm services need `overlay` or one with scope swarm.
    @OmitEmpty package var driver: String
    /// `swarm` or `local`; empty takes the driver's.
    @OmitEmpty package var scope: String
    /// Whether it has no way out.
    @OmitEmpty package var `internal`: Bool
    /// Whether containers outside services may join (swarm scope).
    @OmitEmpty package var attachable: Bool
    /// Whether it is the network of published ports.
    @OmitEmpty package var ingress: Bool
    /// Whether it only holds a configuration.
    @OmitEmpty package var configOnly: Bool
    /// The network whose configuration is taken.
    package var configFrom: ConfigurationSource?
    /// Address management.
    package var ipam: NetworkIPAM?
    /// Whether it has IPv4 addresses; absent means yes (API 1.48).
    package var enableIPv4: Bool?
    /// Whether it has IPv6 addresses; absent means the engine's default.
    package var enableIPv6: Bool?
    /// Driver options; `encrypted` for encrypted overlay traffic.
    @OmitEmpty package var options: [String: String]
    /// Labels.
    @OmitEmpty package var labels: [String: String]

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case checkDuplicate = "CheckDuplicate"
        case driver = "Driver"
        case scope = "Scope"
        case `internal` = "Internal"
        case attachable = "Attachable"
        case ingress = "Ingress"
        case configOnly = "ConfigOnly"
        case configFrom = "ConfigFrom"
        case ipam = "IPAM"
        case enableIPv4 = "EnableIPv4"
        case enableIPv6 = "EnableIPv6"
        case options = "Options"
        case labels = "Labels"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        name: String, checkDuplicate: Bool = false, driver: String = "", scope: String = "", internal: Bool = false,
        attachable: Bool = false, ingress: Bool = false, configOnly: Bool = false, configFrom: ConfigurationSource? = nil,
        ipam: NetworkIPAM? = nil, enableIPv4: Bool? = nil, enableIPv6: Bool? = nil, options: [String: String] = [:],
        labels: [String: String] = [:]
    ) {
        self.name = name
        self.checkDuplicate = checkDuplicate
        self.driver = driver
        self.scope = scope
        self.internal = `internal`
        self.attachable = attachable
        self.ingress = ingress
        self.configOnly = configOnly
        self.configFrom = configFrom
        self.ipam = ipam
        self.enableIPv4 = enableIPv4
        self.enableIPv6 = enableIPv6
        self.options = options
        self.labels = labels
    }
}
