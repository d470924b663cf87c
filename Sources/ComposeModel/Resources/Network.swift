/// A network of the project.
package struct Network: Sendable {
    package var key: String
    package var origin: Origin
    /// The engine's name, never prefixed; nil: `<project>_<key>`.
    package var name: String?
    package var driver: String?
    package var driverOpts: [KeyValue] = []
    package var ipam: IPAM?
    package var isExternal = false
    package var `internal`: Bool?
    package var attachable: Bool?
    package var enableIPv4: Bool?
    package var enableIPv6: Bool?
    package var labels: [KeyValue] = []
    package var extensions: [ExtensionField] = []

    package init(key: String, origin: Origin) {
        self.key = key
        self.origin = origin
    }
}

/// Address management of a network.
package struct IPAM: Sendable, Hashable {
    package var driver: String?
    package var config: [IPAMPool] = []
    package var options: [KeyValue] = []
    package var extensions: [ExtensionField] = []

    package init() {}
}

/// One range of addresses of a network.
package struct IPAMPool: Sendable, Hashable {
    /// CIDR.
    package var subnet: String?
    package var gateway: String?
    /// CIDR within the subnet.
    package var ipRange: String?
    package var auxAddresses: [KeyValue] = []
    package var extensions: [ExtensionField] = []

    package init() {}
}
