/// One service as the files describe it. An absent key is nil or an empty list; an explicit zero is kept apart from absent
/// wherever the engine would treat them differently.
package struct Service: Sendable {
    package var key: String
    package var origin: Origin

    package var annotations: [KeyValue] = []
    package var attach: Bool?
    package var blkioConfig: BlockIO?
    package var build: Build?
    package var capAdd: [String] = []
    package var capDrop: [String] = []
    package var cgroup: String?
    package var cgroupParent: String?
    package var cgroupNamespaceMode: String?
    /// nil: the image's command stays; empty: it is cleared.
    package var command: [String]?
    package var configs: [FileReference] = []
    package var containerName: String?
    package var cpuCount: Int64?
    package var cpuPercent: Double?
    package var cpuPeriod: Int64?
    package var cpuQuota: Int64?
    package var cpuRealtimePeriod: Int64?
    package var cpuRealtimeRuntime: Int64?
    package var cpuShares: Int64?
    package var cpus: CPUCount?
    package var cpuset: String?
    package var credentialSpec: CredentialSpec?
    package var dependsOn: [Dependency] = []
    package var deploy: Deploy?
    package var develop: Develop?
    package var deviceCgroupRules: [String] = []
    package var devices: [DeviceMapping] = []
    package var dns: [String] = []
    package var dnsOptions: [String] = []
    package var dnsSearch: [String] = []
    package var domainname: String?
    /// nil: the image's entry point stays; empty: it is cleared.
    package var entrypoint: [String]?
    package var environment: [EnvironmentEntry] = []
    package var envFiles: [EnvironmentFile] = []
    package var expose: [String] = []
    package var externalLinks: [String] = []
    package var extraHosts: [ExtraHost] = []
    package var gpus: [DeviceRequest] = []
    package var groupAdd: [String] = []
    package var healthcheck: Healthcheck?
    package var hostname: String?
    package var image: String?
    package var runInit: Bool?
    package var ipc: String?
    package var isolation: String?
    package var labelFiles: [String] = []
    package var labels: [KeyValue] = []
    package var links: [String] = []
    package var logging: Logging?
    package var macAddress: String?
    package var memLimit: ByteCount?
    package var memReservation: ByteCount?
    package var memSwappiness: Int64?
    package var memswapLimit: ByteCount?
    package var models: [ServiceModel] = []
    package var networkMode: String?
    /// nil where the service names no networks (it then joins `default`).
    package var networks: [NetworkAttachment]?
    package var oomKillDisable: Bool?
    package var oomScoreAdj: Int64?
    package var pid: String?
    package var pidsLimit: Int64?
    package var platform: String?
    package var ports: [Port] = []
    package var postStart: [Hook] = []
    package var preStart: [Hook] = []
    package var preStop: [Hook] = []
    package var privileged: Bool?
    package var profiles: [String] = []
    package var provider: Provider?
    package var pullPolicy: String?
    package var pullRefreshAfter: String?
    package var readOnly: Bool?
    package var restart: String?
    package var runtime: String?
    package var scale: Int64?
    package var secrets: [FileReference] = []
    /// The profile that `seccomp=FILE` in `security_opt` names, as JSON text; only where contents are read.
    package var seccompProfile: [UInt8]?
    package var securityOpt: [String] = []
    package var shmSize: ByteCount?
    package var stdinOpen: Bool?
    package var stopGracePeriod: ComposeDuration?
    package var stopSignal: String?
    package var storageOpt: [KeyValue] = []
    package var sysctls: [KeyValue] = []
    package var tmpfs: [String] = []
    package var tty: Bool?
    package var ulimits: [Ulimit] = []
    package var useAPISocket: Bool?
    package var user: String?
    package var usernsMode: String?
    package var uts: String?
    package var volumes: [ServiceVolume] = []
    package var volumesFrom: [String] = []
    package var workingDir: String?
    package var extensions: [ExtensionField] = []

    package init(key: String, origin: Origin) {
        self.key = key
        self.origin = origin
    }
}
