/// How a service is reached.
package struct EndpointSpec: Hashable, Codable, Sendable {
    /// How the name resolves; absent means a virtual address.
    package var mode: ResolutionMode?
    /// Published ports.
    @OmitEmpty package var ports: [PortConfig]

    private enum CodingKeys: String, CodingKey {
        case mode = "Mode"
        case ports = "Ports"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(mode: ResolutionMode? = nil, ports: [PortConfig] = []) {
        self.mode = mode
        self.ports = ports
    }
}

/// What the name of a service resolves to.
package struct ResolutionMode: OpenEnumeration {
    /// The text on the wire.
    package let rawValue: String

    /// A value by its text; any text is accepted.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// One virtual address in front of all tasks.
    package static let vip = Self(rawValue: "vip")
    /// The addresses of the tasks in turn.
    package static let dnsrr = Self(rawValue: "dnsrr")
}

/// One published port.
package struct PortConfig: Hashable, Codable, Sendable {
    /// A name without effect on the engine.
    @OmitEmpty package var name: String
    /// Transport; absent means TCP.
    package var `protocol`: PortProtocol?
    /// The port inside the container, 1...65535.
    @OmitEmpty package var targetPort: UInt32
    /// The port outside; 0 lets the engine choose one.
    @OmitEmpty package var publishedPort: UInt32
    /// Where the port is open; absent means ingress.
    package var publishMode: PublishMode?

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case `protocol` = "Protocol"
        case targetPort = "TargetPort"
        case publishedPort = "PublishedPort"
        case publishMode = "PublishMode"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        name: String = "", protocol: PortProtocol? = nil, targetPort: UInt32 = 0, publishedPort: UInt32 = 0,
        publishMode: PublishMode? = nil
    ) {
        self.name = name
        self.protocol = `protocol`
        self.targetPort = targetPort
        self.publishedPort = publishedPort
        self.publishMode = publishMode
    }
}

/// The transport of a published port.
package struct PortProtocol: OpenEnumeration {
    /// The text on the wire.
    package let rawValue: String

    /// A value by its text; any text is accepted.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// TCP.
    package static let tcp = Self(rawValue: "tcp")
    /// UDP.
    package static let udp = Self(rawValue: "udp")
    /// SCTP.
    package static let sctp = Self(rawValue: "sctp")
}

/// Where a published port is open.
package struct PublishMode: OpenEnumeration {
    /// The text on the wire.
    package let rawValue: String

    /// A value by its text; any text is accepted.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// On every node, balanced over all tasks.
    package static let ingress = Self(rawValue: "ingress")
    /// On the node of each task, straight to that task.
    package static let host = Self(rawValue: "host")
}

/// What the engine made of an ``EndpointSpec``.
package struct ServiceEndpoint: Hashable, Codable, Sendable {
    /// The spec as the engine keeps it.
    package var spec: EndpointSpec?
    /// Published ports with the numbers that were given out.
    @OmitEmpty package var ports: [PortConfig]
    /// Virtual addresses, one per network.
    @OmitEmpty package var virtualIPs: [VirtualIP]

    private enum CodingKeys: String, CodingKey {
        case spec = "Spec"
        case ports = "Ports"
        case virtualIPs = "VirtualIPs"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(spec: EndpointSpec? = nil, ports: [PortConfig] = [], virtualIPs: [VirtualIP] = []) {
        self.spec = spec
        self.ports = ports
        self.virtualIPs = virtualIPs
    }
}

/// The virtual address of a service on one network.
package struct VirtualIP: Hashable, Codable, Sendable {
    /// The network.
    @OmitEmpty package var networkID: String
    /// Address with prefix length, such as `10.0.1.2/24`.
    @OmitEmpty package var addr: String

    private enum CodingKeys: String, CodingKey {
        case networkID = "NetworkID"
        case addr = "Addr"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(networkID: String = "", addr: String = "") {
        self.networkID = networkID
        self.addr = addr
    }
}
