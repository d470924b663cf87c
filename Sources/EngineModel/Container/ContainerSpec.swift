/// The container of a task.
package struct ContainerSpec: Hashable, Codable, Sendable {
    /// Image reference; pinned by digest once resolved.
    @OmitEmpty package var image: String
    /// Labels of the containers.
    @OmitEmpty package var labels: [String: String]
    /// Replaces the image's entry point.
    @OmitEmpty package var command: [String]
    /// Replaces the image's command.
    @OmitEmpty package var args: [String]
    /// Host name; may hold a template such as `{{.Node.Hostname}}`.
    @OmitEmpty package var hostname: String
    /// Environment as `NAME=value`; a bare `NAME` unsets one of the image.
    @OmitEmpty package var env: [String]
    /// Working directory.
    @OmitEmpty package var dir: String
    /// User as `name`, `uid` or `uid:gid`.
    @OmitEmpty package var user: String
    /// Supplementary groups.
    @OmitEmpty package var groups: [String]
    /// Security options.
    package var privileges: Privileges?
    /// Whether a small init process runs as number 1; absent takes the engine's default.
    package var initProcess: Bool?
    /// Signal that asks the container to stop.
    @OmitEmpty package var stopSignal: String
    /// Whether it has a terminal; its log is then raw instead of framed.
    @OmitEmpty package var tty: Bool
    /// Whether standard input stays open.
    @OmitEmpty package var openStdin: Bool
    /// Whether the root file system is read-only.
    @OmitEmpty package var readOnly: Bool
    /// Mounts. The order matters to the engine's comparison.
    @OmitEmpty package var mounts: [Mount]
    /// Time between the stop signal and the kill, in nanoseconds; the default is 10 s.
    package var stopGracePeriod: Int64?
    /// Replaces the image's health check.
    package var healthcheck: Healthcheck?
    /// Lines of `/etc/hosts`, as `address name`.
    @OmitEmpty package var hosts: [String]
    /// Name servers and search domains.
    package var dnsConfig: DNSConfig?
    /// Secrets given as files.
    @OmitEmpty package var secrets: [SecretReference]
    /// Configs given as files.
    @OmitEmpty package var configs: [ConfigReference]
    /// Isolation on Windows; the engine answers `default` elsewhere.
    @OmitEmpty package var isolation: String
    /// Kernel parameters of the container's namespaces (API 1.40).
    @OmitEmpty package var sysctls: [String: String]
    /// Capabilities added (API 1.41).
    @OmitEmpty package var capabilityAdd: [String]
    /// Capabilities taken away (API 1.41).
    @OmitEmpty package var capabilityDrop: [String]
    /// Resource limits of processes (API 1.41).
    @OmitEmpty package var ulimits: [Ulimit]
    /// Out-of-memory preference, -1000...1000 (API 1.46).
    @OmitEmpty package var oomScoreAdj: Int64

    private enum CodingKeys: String, CodingKey {
        case image = "Image"
        case labels = "Labels"
        case command = "Command"
        case args = "Args"
        case hostname = "Hostname"
        case env = "Env"
        case dir = "Dir"
        case user = "User"
        case groups = "Groups"
        case privileges = "Privileges"
        case initProcess = "Init"
        case stopSignal = "StopSignal"
        case tty = "TTY"
        case openStdin = "OpenStdin"
        case readOnly = "ReadOnly"
        case mounts = "Mounts"
        case stopGracePeriod = "StopGracePeriod"
        case healthcheck = "Healthcheck"
        case hosts = "Hosts"
        case dnsConfig = "DNSConfig"
        case secrets = "Secrets"
        case configs = "Configs"
        case isolation = "Isolation"
        case sysctls = "Sysctls"
        case capabilityAdd = "CapabilityAdd"
        case capabilityDrop = "CapabilityDrop"
        case ulimits = "Ulimits"
        case oomScoreAdj = "OomScoreAdj"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        image: String = "", labels: [String: String] = [:], command: [String] = [], args: [String] = [], hostname: String = "",
        env: [String] = [], dir: String = "", user: String = "", groups: [String] = [], privileges: Privileges? = nil,
        initProcess: Bool? = nil, stopSignal: String = "", tty: Bool = false, openStdin: Bool = false, readOnly: Bool = false,
        mounts: [Mount] = [], stopGracePeriod: Int64? = nil, healthcheck: Healthcheck? = nil, hosts: [String] = [],
        dnsConfig: DNSConfig? = nil, secrets: [SecretReference] = [], configs: [ConfigReference] = [], isolation: String = "",
        sysctls: [String: String] = [:], capabilityAdd: [String] = [], capabilityDrop: [String] = [], ulimits: [Ulimit] = [],
        oomScoreAdj: Int64 = 0
    ) {
        self.image = image
        self.labels = labels
        self.command = command
        self.args = args
        self.hostname = hostname
        self.env = env
        self.dir = dir
        self.user = user
        self.groups = groups
        self.privileges = privileges
        self.initProcess = initProcess
        self.stopSignal = stopSignal
        self.tty = tty
        self.openStdin = openStdin
        self.readOnly = readOnly
        self.mounts = mounts
        self.stopGracePeriod = stopGracePeriod
        self.healthcheck = healthcheck
        self.hosts = hosts
        self.dnsConfig = dnsConfig
        self.secrets = secrets
        self.configs = configs
        self.isolation = isolation
        self.sysctls = sysctls
        self.capabilityAdd = capabilityAdd
        self.capabilityDrop = capabilityDrop
        self.ulimits = ulimits
        self.oomScoreAdj = oomScoreAdj
    }
}
