/// The address management of a network.
package struct NetworkIPAM: Hashable, Codable, Sendable {
    /// Driver; empty means `default`.
    @OmitEmpty package var driver: String
    /// Address pools; empty lets the engine choose.
    @OmitEmpty package var config: [NetworkIPAMPool]
    /// Options of the driver.
    @OmitEmpty package var options: [String: String]

    private enum CodingKeys: String, CodingKey {
        case driver = "Driver"
        case config = "Config"
        case options = "Options"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(driver: String = "", config: [NetworkIPAMPool] = [], options: [String: String] = [:]) {
        self.driver = driver
        self.config = config
        self.options = options
    }
}

/// One pool of addresses.
package struct NetworkIPAMPool: Hashable, Codable, Sendable {
    /// The subnet, such as `10.5.0.0/16`.
    @OmitEmpty package var subnet: String
    /// The part of the subnet to give out.
    @OmitEmpty package var ipRange: String
    /// The gateway.
    @OmitEmpty package var gateway: String
    /// Addresses that are taken already, by host name.
    @OmitEmpty package var auxiliaryAddresses: [String: String]

    private enum CodingKeys: String, CodingKey {
        case subnet = "Subnet"
        case ipRange = "IPRange"
        case gateway = "Gateway"
        case auxiliaryAddresses = "AuxiliaryAddresses"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(subnet: String = "", ipRange: String = "", gateway: String = "", auxiliaryAddresses: [String: String] = [:]) {
        self.subnet = subnet
        self.ipRange = ipRange
        self.gateway = gateway
        self.auxiliaryAddresses = auxiliaryAddresses
    }
}

/// The network whose configuration is taken.
package struct ConfigurationSource: Hashable, Codable, Sendable {
    /// Its name.
    @OmitEmpty package var network: String

    private enum CodingKeys: String, CodingKey {
        case network = "Network"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(network: String = "") {
        self.network = network
    }
}
