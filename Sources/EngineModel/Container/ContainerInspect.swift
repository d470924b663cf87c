/// Everything the engine tells of one container.
package struct ContainerInspect: Hashable, Codable, Sendable {
    /// The id.
    package var id: String
    /// The name with a leading slash.
    @OmitEmpty package var name: String
    /// When it was created.
    package var created: Timestamp?
    /// The program.
    @OmitEmpty package var path: String
    /// Its arguments.
    @OmitEmpty package var args: [String]
    /// What it does.
    package var state: ContainerState?
    /// Id of the image that it was made of.
    @OmitEmpty package var image: String
    /// How often the engine restarted it.
    @OmitEmpty package var restartCount: Int
    /// Storage driver.
    @OmitEmpty package var driver: String
    /// Operating system.
    @OmitEmpty package var platform: String
    /// Its own configuration, merged with the image's; the host's and the networks' parts are below.
    package var config: ContainerCreateRequest?
    /// What depends on the host.
    package var hostConfig: HostConfig?
    /// Networks and published ports.
    package var networkSettings: ContainerNetworks?
    /// What is mounted.
    @OmitEmpty package var mounts: [MountPoint]

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case name = "Name"
        case created = "Created"
        case path = "Path"
        case args = "Args"
        case state = "State"
        case image = "Image"
        case restartCount = "RestartCount"
        case driver = "Driver"
        case platform = "Platform"
        case config = "Config"
        case hostConfig = "HostConfig"
        case networkSettings = "NetworkSettings"
        case mounts = "Mounts"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        id: String, name: String = "", created: Timestamp? = nil, path: String = "", args: [String] = [],
        state: ContainerState? = nil, image: String = "", restartCount: Int = 0, driver: String = "", platform: String = "",
        config: ContainerCreateRequest? = nil, hostConfig: HostConfig? = nil, networkSettings: ContainerNetworks? = nil,
        mounts: [MountPoint] = []
    ) {
        self.id = id
        self.name = name
        self.created = created
        self.path = path
        self.args = args
        self.state = state
        self.image = image
        self.restartCount = restartCount
        self.driver = driver
        self.platform = platform
        self.config = config
        self.hostConfig = hostConfig
        self.networkSettings = networkSettings
        self.mounts = mounts
    }
}

/// What a container does.
package struct ContainerState: Hashable, Codable, Sendable {
    /// In one word.
    package var status: ContainerPhase?
    /// Whether its process lives; also true while paused or restarting.
    @OmitEmpty package var running: Bool
    /// Whether it is frozen.
    @OmitEmpty package var paused: Bool
    /// Whether it waits to be started again.
    @OmitEmpty package var restarting: Bool
    /// Whether the kernel killed it for want of memory.
    @OmitEmpty package var oomKilled: Bool
    /// Whether its removal failed.
    @OmitEmpty package var dead: Bool
    /// Its process; 0 when it does not run.
    @OmitEmpty package var pid: Int
    /// Exit code of the last run.
    @OmitEmpty package var exitCode: Int
    /// Why it could not start.
    @OmitEmpty package var error: String
    /// Start of the last run; year 1 before the first.
    package var startedAt: Timestamp?
    /// End of the last run; year 1 before the first.
    package var finishedAt: Timestamp?
    /// Result of the health check; absent without one.
    package var health: ContainerHealth?

    private enum CodingKeys: String, CodingKey {
        case status = "Status"
        case running = "Running"
        case paused = "Paused"
        case restarting = "Restarting"
        case oomKilled = "OOMKilled"
        case dead = "Dead"
        case pid = "Pid"
        case exitCode = "ExitCode"
        case error = "Error"
        case startedAt = "StartedAt"
        case finishedAt = "FinishedAt"
        case health = "Health"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        status: ContainerPhase? = nil, running: Bool = false, paused: Bool = false, restarting: Bool = false,
        oomKilled: Bool = false, dead: Bool = false, pid: Int = 0, exitCode: Int = 0, error: String = "",
        startedAt: Timestamp? = nil, finishedAt: Timestamp? = nil, health: ContainerHealth? = nil
    ) {
        self.status = status
        self.running = running
        self.paused = paused
        self.restarting = restarting
        self.oomKilled = oomKilled
        self.dead = dead
        self.pid = pid
        self.exitCode = exitCode
        self.error = error
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.health = health
    }
}

/// The result of a container's health check.
package struct ContainerHealth: Hashable, Codable, Sendable {
    /// In one word.
    package var status: HealthStatus?
    /// Failures in a row.
    @OmitEmpty package var failingStreak: Int
    /// The last probes.
    @OmitEmpty package var log: [HealthProbe]

    private enum CodingKeys: String, CodingKey {
        case status = "Status"
        case failingStreak = "FailingStreak"
        case log = "Log"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        status: HealthStatus? = nil, failingStreak: Int = 0, log: [HealthProbe] = []
    ) {
        self.status = status
        self.failingStreak = failingStreak
        self.log = log
    }
}

/// One run of a health check.
package struct HealthProbe: Hashable, Codable, Sendable {
    /// When it began.
    package var start: Timestamp?
    /// When it ended.
    package var end: Timestamp?
    /// 0 is healthy.
    @OmitEmpty package var exitCode: Int
    /// The beginning of what it printed.
    @OmitEmpty package var output: String

    private enum CodingKeys: String, CodingKey {
        case start = "Start"
        case end = "End"
        case exitCode = "ExitCode"
        case output = "Output"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        start: Timestamp? = nil, end: Timestamp? = nil, exitCode: Int = 0, output: String = ""
    ) {
        self.start = start
        self.end = end
        self.exitCode = exitCode
        self.output = output
    }
}

/// The result of a health check, in one word.
package struct HealthStatus: OpenEnumeration {
    /// The text on the wire.
    package let rawValue: String

    /// A value by its text; any text is accepted.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// There is no check.
    package static let none = Self(rawValue: "none")
    /// No result yet.
    package static let starting = Self(rawValue: "starting")
    /// The last probe succeeded.
    package static let healthy = Self(rawValue: "healthy")
    /// Too many probes in a row failed.
    package static let unhealthy = Self(rawValue: "unhealthy")
}
