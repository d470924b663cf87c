/// The body of `POST /volumes/create`.
package struct VolumeCreateRequest: Hashable, Codable, Sendable {
    /// The full name; empty lets the engine choose.
    @OmitEmpty package var name: String
    /// Driver; empty means `local`.
    @OmitEmpty package var driver: String
    /// Options of the driver.
    @OmitEmpty package var driverOptions: [String: String]
    /// Labels.
    @OmitEmpty package var labels: [String: String]

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case driver = "Driver"
        case driverOptions = "DriverOpts"
        case labels = "Labels"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        name: String = "", driver: String = "", driverOptions: [String: String] = [:], labels: [String: String] = [:]
    ) {
        self.name = name
        self.driver = driver
        self.driverOptions = driverOptions
        self.labels = labels
    }
}

/// A volume of this engine.
package struct Volume: Hashable, Codable, Sendable {
    /// The name.
    package var name: String
    /// The driver.
    @OmitEmpty package var driver: String
    /// Path on the host.
    @OmitEmpty package var mountpoint: String
    /// When it was created.
    package var createdAt: Timestamp?
    /// Labels.
    @OmitEmpty package var labels: [String: String]
    /// `local` or `global`.
    @OmitEmpty package var scope: String
    /// Options of the driver.
    @OmitEmpty package var options: [String: String]

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case driver = "Driver"
        case mountpoint = "Mountpoint"
        case createdAt = "CreatedAt"
        case labels = "Labels"
        case scope = "Scope"
        case options = "Options"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        name: String, driver: String = "", mountpoint: String = "", createdAt: Timestamp? = nil, labels: [String: String] = [:],
        scope: String = "", options: [String: String] = [:]
    ) {
        self.name = name
        self.driver = driver
        self.mountpoint = mountpoint
        self.createdAt = createdAt
        self.labels = labels
        self.scope = scope
        self.options = options
    }
}

/// The answer of `GET /volumes`.
package struct VolumeList: Hashable, Codable, Sendable {
    /// The volumes.
    @OmitEmpty package var volumes: [Volume]
    /// What the engine found worth saying.
    @OmitEmpty package var warnings: [String]

    private enum CodingKeys: String, CodingKey {
        case volumes = "Volumes"
        case warnings = "Warnings"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        volumes: [Volume] = [], warnings: [String] = []
    ) {
        self.volumes = volumes
        self.warnings = warnings
    }
}
