/// One port of the host that leads to a port of a container.
package struct PortBinding: Hashable, Codable, Sendable {
    /// Address it is open on; empty is every address.
    @OmitEmpty package var hostIP: String
    /// The port, or a range to choose one from; empty lets the engine choose.
    @OmitEmpty package var hostPort: String

    private enum CodingKeys: String, CodingKey {
        case hostIP = "HostIp"
        case hostPort = "HostPort"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        hostIP: String = "", hostPort: String = ""
    ) {
        self.hostIP = hostIP
        self.hostPort = hostPort
    }
}

/// What the engine does when a container ends.
package struct ContainerRestartPolicy: Hashable, Codable, Sendable {
    /// `no`, `always`, `unless-stopped` or `on-failure`; empty is `no`.
    @OmitEmpty package var name: String
    /// Attempts of `on-failure`; 0 is without limit.
    @OmitEmpty package var maximumRetryCount: Int

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case maximumRetryCount = "MaximumRetryCount"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        name: String = "", maximumRetryCount: Int = 0
    ) {
        self.name = name
        self.maximumRetryCount = maximumRetryCount
    }
}

/// Where a container's output goes.
package struct LogConfig: Hashable, Codable, Sendable {
    /// Driver; empty takes the engine's default.
    @OmitEmpty package var type: String
    /// Options of the driver.
    @OmitEmpty package var config: [String: String]

    private enum CodingKeys: String, CodingKey {
        case type = "Type"
        case config = "Config"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        type: String = "", config: [String: String] = [:]
    ) {
        self.type = type
        self.config = config
    }
}

/// A device of the host in a container.
package struct DeviceMapping: Hashable, Codable, Sendable {
    /// Path on the host, or a CDI name such as `nvidia.com/gpu=0`.
    @OmitEmpty package var pathOnHost: String
    /// Path in the container.
    @OmitEmpty package var pathInContainer: String
    /// Some of `r`, `w` and `m`.
    @OmitEmpty package var cgroupPermissions: String

    private enum CodingKeys: String, CodingKey {
        case pathOnHost = "PathOnHost"
        case pathInContainer = "PathInContainer"
        case cgroupPermissions = "CgroupPermissions"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        pathOnHost: String = "", pathInContainer: String = "", cgroupPermissions: String = ""
    ) {
        self.pathOnHost = pathOnHost
        self.pathInContainer = pathInContainer
        self.cgroupPermissions = cgroupPermissions
    }
}

/// Devices that a driver hands out.
package struct DeviceRequest: Hashable, Codable, Sendable {
    /// The driver, such as `nvidia` or `cdi`; empty lets the engine choose by the capabilities.
    @OmitEmpty package var driver: String
    /// How many; -1 is all.
    @OmitEmpty package var count: Int64
    /// Which ones; then there is no count.
    @OmitEmpty package var deviceIDs: [String]
    /// Sets of which one must be met.
    @OmitEmpty package var capabilities: [[String]]
    /// Options of the driver.
    @OmitEmpty package var options: [String: String]

    private enum CodingKeys: String, CodingKey {
        case driver = "Driver"
        case count = "Count"
        case deviceIDs = "DeviceIDs"
        case capabilities = "Capabilities"
        case options = "Options"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        driver: String = "", count: Int64 = 0, deviceIDs: [String] = [], capabilities: [[String]] = [],
        options: [String: String] = [:]
    ) {
        self.driver = driver
        self.count = count
        self.deviceIDs = deviceIDs
        self.capabilities = capabilities
        self.options = options
    }
}

/// A weight of block traffic for one device.
package struct DeviceWeight: Hashable, Codable, Sendable {
    /// The device.
    @OmitEmpty package var path: String
    /// 10...1000.
    @OmitEmpty package var weight: Int64

    private enum CodingKeys: String, CodingKey {
        case path = "Path"
        case weight = "Weight"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        path: String = "", weight: Int64 = 0
    ) {
        self.path = path
        self.weight = weight
    }
}

/// A limit of block traffic for one device.
package struct DeviceThrottle: Hashable, Codable, Sendable {
    /// The device.
    @OmitEmpty package var path: String
    /// Bytes or operations a second.
    @OmitEmpty package var rate: Int64

    private enum CodingKeys: String, CodingKey {
        case path = "Path"
        case rate = "Rate"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        path: String = "", rate: Int64 = 0
    ) {
        self.path = path
        self.rate = rate
    }
}
