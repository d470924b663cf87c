/// A container in the list of `GET /containers/json`.
package struct ContainerSummary: Hashable, Codable, Sendable {
    /// The id.
    package var id: String
    /// Names with a leading slash; links add more than one.
    @OmitEmpty package var names: [String]
    /// Image as it was asked for.
    @OmitEmpty package var image: String
    /// Image that it was made of.
    @OmitEmpty package var imageID: String
    /// The command line.
    @OmitEmpty package var command: String
    /// Seconds since 1970.
    @OmitEmpty package var created: Int64
    /// Exposed and published ports.
    @OmitEmpty package var ports: [ContainerPort]
    /// Labels.
    @OmitEmpty package var labels: [String: String]
    /// What it does.
    package var state: ContainerPhase?
    /// The same in words, such as `Up 3 minutes (healthy)`.
    @OmitEmpty package var status: String
    /// Bytes it wrote, where sizes were asked for.
    package var sizeRw: Int64?
    /// Bytes of all layers, where sizes were asked for.
    package var sizeRootFs: Int64?
    /// A little of what depends on the host.
    package var hostConfig: ContainerHostSummary?
    /// Networks it is in.
    package var networkSettings: ContainerNetworks?
    /// What is mounted.
    @OmitEmpty package var mounts: [MountPoint]

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case names = "Names"
        case image = "Image"
        case imageID = "ImageID"
        case command = "Command"
        case created = "Created"
        case ports = "Ports"
        case labels = "Labels"
        case state = "State"
        case status = "Status"
        case sizeRw = "SizeRw"
        case sizeRootFs = "SizeRootFs"
        case hostConfig = "HostConfig"
        case networkSettings = "NetworkSettings"
        case mounts = "Mounts"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        id: String, names: [String] = [], image: String = "", imageID: String = "", command: String = "", created: Int64 = 0,
        ports: [ContainerPort] = [], labels: [String: String] = [:], state: ContainerPhase? = nil, status: String = "",
        sizeRw: Int64? = nil, sizeRootFs: Int64? = nil, hostConfig: ContainerHostSummary? = nil,
        networkSettings: ContainerNetworks? = nil, mounts: [MountPoint] = []
    ) {
        self.id = id
        self.names = names
        self.image = image
        self.imageID = imageID
        self.command = command
        self.created = created
        self.ports = ports
        self.labels = labels
        self.state = state
        self.status = status
        self.sizeRw = sizeRw
        self.sizeRootFs = sizeRootFs
        self.hostConfig = hostConfig
        self.networkSettings = networkSettings
        self.mounts = mounts
    }
}

/// The part of a container's host configuration that a list tells.
package struct ContainerHostSummary: Hashable, Codable, Sendable {
    /// As in ``HostConfig``.
    @OmitEmpty package var networkMode: String
    /// As in ``HostConfig`` (API 1.46).
    @OmitEmpty package var annotations: [String: String]

    private enum CodingKeys: String, CodingKey {
        case networkMode = "NetworkMode"
        case annotations = "Annotations"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        networkMode: String = "", annotations: [String: String] = [:]
    ) {
        self.networkMode = networkMode
        self.annotations = annotations
    }
}

/// A port of a container in a list.
package struct ContainerPort: Hashable, Codable, Sendable {
    /// Address it is open on; empty where it is only exposed.
    @OmitEmpty package var ip: String
    /// The port in the container.
    @OmitEmpty package var privatePort: UInt32
    /// The port of the host; 0 where it is only exposed.
    @OmitEmpty package var publicPort: UInt32
    /// `tcp`, `udp` or `sctp`.
    @OmitEmpty package var type: String

    private enum CodingKeys: String, CodingKey {
        case ip = "IP"
        case privatePort = "PrivatePort"
        case publicPort = "PublicPort"
        case type = "Type"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        ip: String = "", privatePort: UInt32 = 0, publicPort: UInt32 = 0, type: String = ""
    ) {
        self.ip = ip
        self.privatePort = privatePort
        self.publicPort = publicPort
        self.type = type
    }
}

/// The networks of a container.
package struct ContainerNetworks: Hashable, Codable, Sendable {
    /// End points by the network's name.
    @OmitEmpty package var networks: [String: EndpointSettings]
    /// Published ports by the container's port (only in ``ContainerInspect``); null where it is only exposed.
    @OmitEmpty package var ports: [String: [PortBinding]?]

    private enum CodingKeys: String, CodingKey {
        case networks = "Networks"
        case ports = "Ports"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        networks: [String: EndpointSettings] = [:], ports: [String: [PortBinding]?] = [:]
    ) {
        self.networks = networks
        self.ports = ports
    }
}

/// Something that is mounted in a container.
package struct MountPoint: Hashable, Codable, Sendable {
    /// The kind.
    package var type: MountType?
    /// The volume; empty for other kinds.
    @OmitEmpty package var name: String
    /// Path on the host.
    @OmitEmpty package var source: String
    /// Path in the container.
    @OmitEmpty package var destination: String
    /// The volume's driver.
    @OmitEmpty package var driver: String
    /// Options as a bind gave them.
    @OmitEmpty package var mode: String
    /// Whether it may be written.
    @OmitEmpty package var readWrite: Bool
    /// How mounts below propagate.
    @OmitEmpty package var propagation: String

    private enum CodingKeys: String, CodingKey {
        case type = "Type"
        case name = "Name"
        case source = "Source"
        case destination = "Destination"
        case driver = "Driver"
        case mode = "Mode"
        case readWrite = "RW"
        case propagation = "Propagation"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        type: MountType? = nil, name: String = "", source: String = "", destination: String = "", driver: String = "",
        mode: String = "", readWrite: Bool = false, propagation: String = ""
    ) {
        self.type = type
        self.name = name
        self.source = source
        self.destination = destination
        self.driver = driver
        self.mode = mode
        self.readWrite = readWrite
        self.propagation = propagation
    }
}

/// What a container does, in one word.
package struct ContainerPhase: OpenEnumeration {
    /// The text on the wire.
    package let rawValue: String

    /// A value by its text; any text is accepted.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// It was never started.
    package static let created = Self(rawValue: "created")
    /// Its process lives.
    package static let running = Self(rawValue: "running")
    /// It is frozen.
    package static let paused = Self(rawValue: "paused")
    /// It waits to be started again.
    package static let restarting = Self(rawValue: "restarting")
    /// It is being removed.
    package static let removing = Self(rawValue: "removing")
    /// Its process ended.
    package static let exited = Self(rawValue: "exited")
    /// Its removal failed.
    package static let dead = Self(rawValue: "dead")
}
