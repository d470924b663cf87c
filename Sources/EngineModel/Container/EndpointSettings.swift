/// A container's place in one network. What the engine gives out is only in its answers.
package struct EndpointSettings: Hashable, Codable, Sendable {
    /// Addresses that were asked for.
    package var ipamConfig: EndpointIPAMConfig?
    /// Other containers as `name:alias`.
    @OmitEmpty package var links: [String]
    /// Further names of the container on the network.
    @OmitEmpty package var aliases: [String]
    /// Address of the interface (in a request: API 1.44).
    @OmitEmpty package var macAddress: String
    /// Options of the network driver.
    @OmitEmpty package var driverOptions: [String: String]
    /// The highest one has the default gateway (API 1.48).
    @OmitEmpty package var gatewayPriority: Int64
    /// The network.
    @OmitEmpty package var networkID: String
    /// The end point.
    @OmitEmpty package var endpointID: String
    /// IPv4 gateway.
    @OmitEmpty package var gateway: String
    /// IPv4 address.
    @OmitEmpty package var ipAddress: String
    /// IPv4 prefix length.
    @OmitEmpty package var ipPrefixLength: Int
    /// IPv6 gateway.
    @OmitEmpty package var ipv6Gateway: String
    /// IPv6 address.
    @OmitEmpty package var globalIPv6Address: String
    /// IPv6 prefix length.
    @OmitEmpty package var globalIPv6PrefixLength: Int
    /// Names by which it is found (API 1.44).
    @OmitEmpty package var dnsNames: [String]

    private enum CodingKeys: String, CodingKey {
        case ipamConfig = "IPAMConfig"
        case links = "Links"
        case aliases = "Aliases"
        case macAddress = "MacAddress"
        case driverOptions = "DriverOpts"
        case gatewayPriority = "GwPriority"
        case networkID = "NetworkID"
        case endpointID = "EndpointID"
        case gateway = "Gateway"
        case ipAddress = "IPAddress"
        case ipPrefixLength = "IPPrefixLen"
        case ipv6Gateway = "IPv6Gateway"
        case globalIPv6Address = "GlobalIPv6Address"
        case globalIPv6PrefixLength = "GlobalIPv6PrefixLen"
        case dnsNames = "DNSNames"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        ipamConfig: EndpointIPAMConfig? = nil, links: [String] = [], aliases: [String] = [], macAddress: String = "",
        driverOptions: [String: String] = [:], gatewayPriority: Int64 = 0, networkID: String = "", endpointID: String = "",
        gateway: String = "", ipAddress: String = "", ipPrefixLength: Int = 0, ipv6Gateway: String = "",
        globalIPv6Address: String = "", globalIPv6PrefixLength: Int = 0, dnsNames: [String] = []
    ) {
        self.ipamConfig = ipamConfig
        self.links = links
        self.aliases = aliases
        self.macAddress = macAddress
        self.driverOptions = driverOptions
        self.gatewayPriority = gatewayPriority
        self.networkID = networkID
        self.endpointID = endpointID
        self.gateway = gateway
        self.ipAddress = ipAddress
        self.ipPrefixLength = ipPrefixLength
        self.ipv6Gateway = ipv6Gateway
        self.globalIPv6Address = globalIPv6Address
        self.globalIPv6PrefixLength = globalIPv6PrefixLength
        self.dnsNames = dnsNames
    }
}

/// Addresses that a container asks for.
package struct EndpointIPAMConfig: Hashable, Codable, Sendable {
    /// IPv4 address.
    @OmitEmpty package var ipv4Address: String
    /// IPv6 address.
    @OmitEmpty package var ipv6Address: String
    /// Further addresses.
    @OmitEmpty package var linkLocalIPs: [String]

    private enum CodingKeys: String, CodingKey {
        case ipv4Address = "IPv4Address"
        case ipv6Address = "IPv6Address"
        case linkLocalIPs = "LinkLocalIPs"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        ipv4Address: String = "", ipv6Address: String = "", linkLocalIPs: [String] = []
    ) {
        self.ipv4Address = ipv4Address
        self.ipv6Address = ipv6Address
        self.linkLocalIPs = linkLocalIPs
    }
}

/// The body of `POST /networks/{id}/connect`.
package struct NetworkConnectRequest: Hashable, Codable, Sendable {
    /// Id or name of the container.
    package var container: String
    /// Its place in the network.
    package var endpointConfig: EndpointSettings?

    private enum CodingKeys: String, CodingKey {
        case container = "Container"
        case endpointConfig = "EndpointConfig"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        container: String, endpointConfig: EndpointSettings? = nil
    ) {
        self.container = container
        self.endpointConfig = endpointConfig
    }
}

/// The body of `POST /networks/{id}/disconnect`.
package struct NetworkDisconnectRequest: Hashable, Codable, Sendable {
    /// Id or name of the container.
    package var container: String
    /// Whether a container that runs is disconnected although it does not agree.
    @OmitEmpty package var force: Bool

    private enum CodingKeys: String, CodingKey {
        case container = "Container"
        case force = "Force"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        container: String, force: Bool = false
    ) {
        self.container = container
        self.force = force
    }
}
