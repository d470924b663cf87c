/// The body of `POST /containers/create`: the container's own configuration with the host's and the networks' parts.
package struct ContainerCreateRequest: Hashable, Codable, Sendable {
    /// Image reference or id.
    @OmitEmpty package var image: String
    /// Host name.
    @OmitEmpty package var hostname: String
    /// Domain name.
    @OmitEmpty package var domainname: String
    /// User as `name`, `uid` or `uid:gid`.
    @OmitEmpty package var user: String
    /// Whether a client will attach to standard input.
    @OmitEmpty package var attachStdin: Bool
    /// Whether a client may attach to standard output.
    @OmitEmpty package var attachStdout: Bool
    /// Whether a client may attach to standard error.
    @OmitEmpty package var attachStderr: Bool
    /// Ports as `80/tcp` that other containers may use.
    @OmitEmpty package var exposedPorts: [String: EmptyObject]
    /// Whether it has a terminal; its output is then raw instead of framed.
    @OmitEmpty package var tty: Bool
    /// Whether standard input stays open.
    @OmitEmpty package var openStdin: Bool
    /// Whether standard input closes when the first client leaves.
    @OmitEmpty package var stdinOnce: Bool
    /// Environment as `NAME=value`; a bare `NAME` unsets one of the image.
    @OmitEmpty package var env: [String]
    /// Replaces the image's command; absent keeps it.
    package var command: [String]?
    /// Replaces the image's health check.
    package var healthcheck: Healthcheck?
    /// Working directory.
    @OmitEmpty package var workingDir: String
    /// Replaces the image's entry point; absent keeps it.
    package var entrypoint: [String]?
    /// Whether it has no network at all.
    @OmitEmpty package var networkDisabled: Bool
    /// Address of its first interface (before API 1.44; later in the end point).
    @OmitEmpty package var macAddress: String
    /// Labels.
    @OmitEmpty package var labels: [String: String]
    /// Signal that asks the container to stop.
    @OmitEmpty package var stopSignal: String
    /// Seconds between the stop signal and the kill; the engine's default is 10.
    package var stopTimeout: Int?
    /// Paths that get an anonymous volume.
    @OmitEmpty package var volumes: [String: EmptyObject]
    /// What depends on the host.
    package var hostConfig: HostConfig?
    /// The networks it joins at once.
    package var networkingConfig: NetworkingConfig?

    private enum CodingKeys: String, CodingKey {
        case image = "Image"
        case hostname = "Hostname"
        case domainname = "Domainname"
        case user = "User"
        case attachStdin = "AttachStdin"
        case attachStdout = "AttachStdout"
        case attachStderr = "AttachStderr"
        case exposedPorts = "ExposedPorts"
        case tty = "Tty"
        case openStdin = "OpenStdin"
        case stdinOnce = "StdinOnce"
        case env = "Env"
        case command = "Cmd"
        case healthcheck = "Healthcheck"
        case workingDir = "WorkingDir"
        case entrypoint = "Entrypoint"
        case networkDisabled = "NetworkDisabled"
        case macAddress = "MacAddress"
        case labels = "Labels"
        case stopSignal = "StopSignal"
        case stopTimeout = "StopTimeout"
        case volumes = "Volumes"
        case hostConfig = "HostConfig"
        case networkingConfig = "NetworkingConfig"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        image: String = "", hostname: String = "", domainname: String = "", user: String = "", attachStdin: Bool = false,
        attachStdout: Bool = false, attachStderr: Bool = false, exposedPorts: [String: EmptyObject] = [:], tty: Bool = false,
        openStdin: Bool = false, stdinOnce: Bool = false, env: [String] = [], command: [String]? = nil,
        healthcheck: Healthcheck? = nil, workingDir: String = "", entrypoint: [String]? = nil, networkDisabled: Bool = false,
        macAddress: String = "", labels: [String: String] = [:], stopSignal: String = "", stopTimeout: Int? = nil,
        volumes: [String: EmptyObject] = [:], hostConfig: HostConfig? = nil, networkingConfig: NetworkingConfig? = nil
    ) {
        self.image = image
        self.hostname = hostname
        self.domainname = domainname
        self.user = user
        self.attachStdin = attachStdin
        self.attachStdout = attachStdout
        self.attachStderr = attachStderr
        self.exposedPorts = exposedPorts
        self.tty = tty
        self.openStdin = openStdin
        self.stdinOnce = stdinOnce
        self.env = env
        self.command = command
        self.healthcheck = healthcheck
        self.workingDir = workingDir
        self.entrypoint = entrypoint
        self.networkDisabled = networkDisabled
        self.macAddress = macAddress
        self.labels = labels
        self.stopSignal = stopSignal
        self.stopTimeout = stopTimeout
        self.volumes = volumes
        self.hostConfig = hostConfig
        self.networkingConfig = networkingConfig
    }
}

/// The networks that a new container joins; more than one needs API 1.44.
package struct NetworkingConfig: Hashable, Codable, Sendable {
    /// End points by the network's name or id.
    @OmitEmpty package var endpointsConfig: [String: EndpointSettings]

    private enum CodingKeys: String, CodingKey {
        case endpointsConfig = "EndpointsConfig"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        endpointsConfig: [String: EndpointSettings] = [:]
    ) {
        self.endpointsConfig = endpointsConfig
    }
}

/// The answer to the creation of a container.
package struct ContainerCreated: Hashable, Codable, Sendable {
    /// The id of the new container.
    package var id: String
    /// What the engine found worth saying.
    @OmitEmpty package var warnings: [String]

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case warnings = "Warnings"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        id: String, warnings: [String] = []
    ) {
        self.id = id
        self.warnings = warnings
    }
}
