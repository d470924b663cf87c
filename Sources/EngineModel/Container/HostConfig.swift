/// What of a container depends on its host: resources, mounts, ports, namespaces, privileges.
package struct HostConfig: Hashable, Codable, Sendable {
    /// Whether it is removed when it ends.
    @OmitEmpty package var autoRemove: Bool
    /// Texts for the runtime (API 1.43).
    @OmitEmpty package var annotations: [String: String]
    /// Mounts as `source:target[:options]`; a missing source folder is made.
    @OmitEmpty package var binds: [String]
    /// Mounts in the long form.
    @OmitEmpty package var mounts: [Mount]
    /// Memory file systems by path, with mount options.
    @OmitEmpty package var tmpfs: [String: String]
    /// Containers by id or name, with `:ro` or `:rw`, whose mounts are taken over.
    @OmitEmpty package var volumesFrom: [String]
    /// Driver of volumes made for the binds.
    @OmitEmpty package var volumeDriver: String
    /// Published ports by the container's port as `80/tcp`.
    @OmitEmpty package var portBindings: [String: [PortBinding]]
    /// Whether every exposed port gets a port of the host.
    @OmitEmpty package var publishAllPorts: Bool
    /// What happens when it ends.
    package var restartPolicy: ContainerRestartPolicy?
    /// `bridge`, `host`, `none`, `container:<id>`, or the first network's name.
    @OmitEmpty package var networkMode: String
    /// `private`, `shareable`, `host`, `none` or `container:<id>`.
    @OmitEmpty package var ipcMode: String
    /// `host` or `container:<id>`.
    @OmitEmpty package var pidMode: String
    /// `host`, or empty.
    @OmitEmpty package var utsMode: String
    /// `host`, or empty.
    @OmitEmpty package var usernsMode: String
    /// `private` or `host`.
    @OmitEmpty package var cgroupnsMode: String
    /// The control group above it.
    @OmitEmpty package var cgroupParent: String
    /// Capabilities added.
    @OmitEmpty package var capabilityAdd: [String]
    /// Capabilities taken away.
    @OmitEmpty package var capabilityDrop: [String]
    /// Supplementary groups.
    @OmitEmpty package var groupAdd: [String]
    /// Whether it has every capability and device.
    @OmitEmpty package var privileged: Bool
    /// Whether the root file system is read-only.
    @OmitEmpty package var readOnlyRootfs: Bool
    /// Such as `no-new-privileges`, `seccomp=<profile>`, `label:type:x`.
    @OmitEmpty package var securityOptions: [String]
    /// Paths of /proc and /sys to hide; empty hides none, absent takes the engine's default.
    package var maskedPaths: [String]?
    /// Paths of /proc and /sys to protect; empty protects none, absent takes the engine's default.
    package var readonlyPaths: [String]?
    /// Name servers.
    @OmitEmpty package var dns: [String]
    /// Resolver options.
    @OmitEmpty package var dnsOptions: [String]
    /// Search domains.
    @OmitEmpty package var dnsSearch: [String]
    /// Lines of `/etc/hosts`, as `name:address`.
    @OmitEmpty package var extraHosts: [String]
    /// Other containers as `name:alias` (default network only).
    @OmitEmpty package var links: [String]
    /// Whether a small init process runs as number 1; absent takes the engine's default.
    package var initProcess: Bool?
    /// Isolation on Windows.
    @OmitEmpty package var isolation: String
    /// The OCI runtime; empty takes the engine's default.
    @OmitEmpty package var runtime: String
    /// Where its output goes.
    package var logConfig: LogConfig?
    /// Options of the storage driver, such as `size`.
    @OmitEmpty package var storageOptions: [String: String]
    /// Kernel parameters of its namespaces.
    @OmitEmpty package var sysctls: [String: String]
    /// Size of /dev/shm in bytes; 0 takes the engine's default.
    @OmitEmpty package var shmSize: Int64
    /// Out-of-memory preference, -1000...1000.
    @OmitEmpty package var oomScoreAdj: Int64
    /// Whether the kernel may not kill it for want of memory.
    package var oomKillDisable: Bool?
    /// Limit of memory in bytes.
    @OmitEmpty package var memory: Int64
    /// Soft limit of memory in bytes.
    @OmitEmpty package var memoryReservation: Int64
    /// Limit of memory and swap together in bytes; -1 is without limit.
    @OmitEmpty package var memorySwap: Int64
    /// 0...100; absent takes the host's.
    package var memorySwappiness: Int64?
    /// Processor time in units of 10^-9 processors.
    @OmitEmpty package var nanoCPUs: Int64
    /// Weight against other containers.
    @OmitEmpty package var cpuShares: Int64
    /// CFS period in microseconds.
    @OmitEmpty package var cpuPeriod: Int64
    /// CFS quota in microseconds.
    @OmitEmpty package var cpuQuota: Int64
    /// Real-time period in microseconds.
    @OmitEmpty package var cpuRealtimePeriod: Int64
    /// Real-time quota in microseconds.
    @OmitEmpty package var cpuRealtimeRuntime: Int64
    /// Processors it may use, such as `0-2,4`.
    @OmitEmpty package var cpusetCPUs: String
    /// Memory nodes it may use.
    @OmitEmpty package var cpusetMemories: String
    /// Processors (Windows).
    @OmitEmpty package var cpuCount: Int64
    /// Hundredths of a percent of the processors (Windows).
    @OmitEmpty package var cpuPercent: Int64
    /// Processes and threads; -1 and 0 are without limit.
    package var pidsLimit: Int64?
    /// Resource limits of processes.
    @OmitEmpty package var ulimits: [Ulimit]
    /// Devices of the host.
    @OmitEmpty package var devices: [DeviceMapping]
    /// Devices that a driver hands out, such as GPUs.
    @OmitEmpty package var deviceRequests: [DeviceRequest]
    /// Rules such as `c 189:* rmw`.
    @OmitEmpty package var deviceCgroupRules: [String]
    /// Weight of its block traffic, 10...1000.
    @OmitEmpty package var blkioWeight: Int64
    /// Weights for single devices.
    @OmitEmpty package var blkioWeightDevice: [DeviceWeight]
    /// Limits of reading in bytes a second.
    @OmitEmpty package var blkioReadBps: [DeviceThrottle]
    /// Limits of writing in bytes a second.
    @OmitEmpty package var blkioWriteBps: [DeviceThrottle]
    /// Limits of reading in operations a second.
    @OmitEmpty package var blkioReadIOps: [DeviceThrottle]
    /// Limits of writing in operations a second.
    @OmitEmpty package var blkioWriteIOps: [DeviceThrottle]

    private enum CodingKeys: String, CodingKey {
        case autoRemove = "AutoRemove"
        case annotations = "Annotations"
        case binds = "Binds"
        case mounts = "Mounts"
        case tmpfs = "Tmpfs"
        case volumesFrom = "VolumesFrom"
        case volumeDriver = "VolumeDriver"
        case portBindings = "PortBindings"
        case publishAllPorts = "PublishAllPorts"
        case restartPolicy = "RestartPolicy"
        case networkMode = "NetworkMode"
        case ipcMode = "IpcMode"
        case pidMode = "PidMode"
        case utsMode = "UTSMode"
        case usernsMode = "UsernsMode"
        case cgroupnsMode = "CgroupnsMode"
        case cgroupParent = "CgroupParent"
        case capabilityAdd = "CapAdd"
        case capabilityDrop = "CapDrop"
        case groupAdd = "GroupAdd"
        case privileged = "Privileged"
        case readOnlyRootfs = "ReadonlyRootfs"
        case securityOptions = "SecurityOpt"
        case maskedPaths = "MaskedPaths"
        case readonlyPaths = "ReadonlyPaths"
        case dns = "Dns"
        case dnsOptions = "DnsOptions"
        case dnsSearch = "DnsSearch"
        case extraHosts = "ExtraHosts"
        case links = "Links"
        case initProcess = "Init"
        case isolation = "Isolation"
        case runtime = "Runtime"
        case logConfig = "LogConfig"
        case storageOptions = "StorageOpt"
        case sysctls = "Sysctls"
        case shmSize = "ShmSize"
        case oomScoreAdj = "OomScoreAdj"
        case oomKillDisable = "OomKillDisable"
        case memory = "Memory"
        case memoryReservation = "MemoryReservation"
        case memorySwap = "MemorySwap"
        case memorySwappiness = "MemorySwappiness"
        case nanoCPUs = "NanoCpus"
        case cpuShares = "CpuShares"
        case cpuPeriod = "CpuPeriod"
        case cpuQuota = "CpuQuota"
        case cpuRealtimePeriod = "CpuRealtimePeriod"
        case cpuRealtimeRuntime = "CpuRealtimeRuntime"
        case cpusetCPUs = "CpusetCpus"
        case cpusetMemories = "CpusetMems"
        case cpuCount = "CpuCount"
        case cpuPercent = "CpuPercent"
        case pidsLimit = "PidsLimit"
        case ulimits = "Ulimits"
        case devices = "Devices"
        case deviceRequests = "DeviceRequests"
        case deviceCgroupRules = "DeviceCgroupRules"
        case blkioWeight = "BlkioWeight"
        case blkioWeightDevice = "BlkioWeightDevice"
        case blkioReadBps = "BlkioDeviceReadBps"
        case blkioWriteBps = "BlkioDeviceWriteBps"
        case blkioReadIOps = "BlkioDeviceReadIOps"
        case blkioWriteIOps = "BlkioDeviceWriteIOps"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        autoRemove: Bool = false, annotations: [String: String] = [:], binds: [String] = [], mounts: [Mount] = [],
        tmpfs: [String: String] = [:], volumesFrom: [String] = [], volumeDriver: String = "",
        portBindings: [String: [PortBinding]] = [:], publishAllPorts: Bool = false, restartPolicy: ContainerRestartPolicy? = nil,
        networkMode: String = "", ipcMode: String = "", pidMode: String = "", utsMode: String = "", usernsMode: String = "",
        cgroupnsMode: String = "", cgroupParent: String = "", capabilityAdd: [String] = [], capabilityDrop: [String] = [],
        groupAdd: [String] = [], privileged: Bool = false, readOnlyRootfs: Bool = false, securityOptions: [String] = [],
        maskedPaths: [String]? = nil, readonlyPaths: [String]? = nil, dns: [String] = [], dnsOptions: [String] = [],
        dnsSearch: [String] = [], extraHosts: [String] = [], links: [String] = [], initProcess: Bool? = nil, isolation: String = "",
        runtime: String = "", logConfig: LogConfig? = nil, storageOptions: [String: String] = [:], sysctls: [String: String] = [:],
        shmSize: Int64 = 0, oomScoreAdj: Int64 = 0, oomKillDisable: Bool? = nil, memory: Int64 = 0, memoryReservation: Int64 = 0,
        memorySwap: Int64 = 0, memorySwappiness: Int64? = nil, nanoCPUs: Int64 = 0, cpuShares: Int64 = 0, cpuPeriod: Int64 = 0,
        cpuQuota: Int64 = 0, cpuRealtimePeriod: Int64 = 0, cpuRealtimeRuntime: Int64 = 0, cpusetCPUs: String = "",
        cpusetMemories: String = "", cpuCount: Int64 = 0, cpuPercent: Int64 = 0, pidsLimit: Int64? = nil, ulimits: [Ulimit] = [],
        devices: [DeviceMapping] = [], deviceRequests: [DeviceRequest] = [], deviceCgroupRules: [String] = [],
        blkioWeight: Int64 = 0, blkioWeightDevice: [DeviceWeight] = [], blkioReadBps: [DeviceThrottle] = [],
        blkioWriteBps: [DeviceThrottle] = [], blkioReadIOps: [DeviceThrottle] = [], blkioWriteIOps: [DeviceThrottle] = []
    ) {
        self.autoRemove = autoRemove
        self.annotations = annotations
        self.binds = binds
        self.mounts = mounts
        self.tmpfs = tmpfs
        self.volumesFrom = volumesFrom
        self.volumeDriver = volumeDriver
        self.portBindings = portBindings
        self.publishAllPorts = publishAllPorts
        self.restartPolicy = restartPolicy
        self.networkMode = networkMode
        self.ipcMode = ipcMode
        self.pidMode = pidMode
        self.utsMode = utsMode
        self.usernsMode = usernsMode
        self.cgroupnsMode = cgroupnsMode
        self.cgroupParent = cgroupParent
        self.capabilityAdd = capabilityAdd
        self.capabilityDrop = capabilityDrop
        self.groupAdd = groupAdd
        self.privileged = privileged
        self.readOnlyRootfs = readOnlyRootfs
        self.securityOptions = securityOptions
        self.maskedPaths = maskedPaths
        self.readonlyPaths = readonlyPaths
        self.dns = dns
        self.dnsOptions = dnsOptions
        self.dnsSearch = dnsSearch
        self.extraHosts = extraHosts
        self.links = links
        self.initProcess = initProcess
        self.isolation = isolation
        self.runtime = runtime
        self.logConfig = logConfig
        self.storageOptions = storageOptions
        self.sysctls = sysctls
        self.shmSize = shmSize
        self.oomScoreAdj = oomScoreAdj
        self.oomKillDisable = oomKillDisable
        self.memory = memory
        self.memoryReservation = memoryReservation
        self.memorySwap = memorySwap
        self.memorySwappiness = memorySwappiness
        self.nanoCPUs = nanoCPUs
        self.cpuShares = cpuShares
        self.cpuPeriod = cpuPeriod
        self.cpuQuota = cpuQuota
        self.cpuRealtimePeriod = cpuRealtimePeriod
        self.cpuRealtimeRuntime = cpuRealtimeRuntime
        self.cpusetCPUs = cpusetCPUs
        self.cpusetMemories = cpusetMemories
        self.cpuCount = cpuCount
        self.cpuPercent = cpuPercent
        self.pidsLimit = pidsLimit
        self.ulimits = ulimits
        self.devices = devices
        self.deviceRequests = deviceRequests
        self.deviceCgroupRules = deviceCgroupRules
        self.blkioWeight = blkioWeight
        self.blkioWeightDevice = blkioWeightDevice
        self.blkioReadBps = blkioReadBps
        self.blkioWriteBps = blkioWriteBps
        self.blkioReadIOps = blkioReadIOps
        self.blkioWriteIOps = blkioWriteIOps
    }
}
