/// A service that should run as containers of one host.
package struct DesiredHostService: Hashable, Sendable {
    /// The project.
    package var project: String
    /// The service's name in the files.
    package var name: String
    /// One container without what its number, its image's id and other containers decide; see ``creation(of:)``.
    package var template: ContainerCreateRequest
    /// Such as `linux/arm64`; empty takes the engine's.
    package var platform: String
    /// Networks to join, the first one first.
    package var attachments: [HostAttachment]
    /// Whether all networks are joined when the container is created (API 1.44); otherwise all but the first one after it.
    package var joinsNetworksAtOnce: Bool
    /// What it shares with other containers.
    package var sharing: ContainerSharing
    /// How many containers.
    package var scale: Int
    /// The name of its only container; nil: `<project>-<service>-<number>`.
    package var containerName: String?
    /// The image, by the name it is run under.
    package var image: String
    /// How the image is built; nil where it can only be pulled.
    package var build: DesiredBuild?
    /// When the image is pulled or built.
    package var pullPolicy: PullPolicy
    /// What it waits for before it starts.
    package var dependsOn: [ServiceDependency]
    /// Files that are copied into each container before it starts.
    package var files: [CopiedFile]
    /// Commands that run in a container after it started.
    package var postStart: [ContainerHook]
    /// Commands that run in a container before it is stopped.
    package var preStop: [ContainerHook]
    /// How containers are replaced; nil: stopped first, one after the other.
    package var update: ServiceUpdateConfig?
    /// Whether `up` shows its output.
    package var attaches: Bool
    /// Changes when containers must be made anew: a digest of all that decides a container and the contents of its files, which
    /// is also in the template's label ``ProjectLabel/configHash``. Begins with ``ProjectLabel/hashPrefix``.
    package var configHash: String

    /// A service from its parts.
    package init(
        project: String, name: String, template: ContainerCreateRequest = ContainerCreateRequest(), platform: String = "",
        attachments: [HostAttachment] = [], joinsNetworksAtOnce: Bool = true, sharing: ContainerSharing = ContainerSharing(),
        scale: Int = 1, containerName: String? = nil, image: String, build: DesiredBuild? = nil, pullPolicy: PullPolicy = .missing,
        dependsOn: [ServiceDependency] = [], files: [CopiedFile] = [], postStart: [ContainerHook] = [], preStop: [ContainerHook] = [],
        update: ServiceUpdateConfig? = nil, attaches: Bool = true, configHash: String = ""
    ) {
        self.project = project
        self.name = name
        self.template = template
        self.platform = platform
        self.attachments = attachments
        self.joinsNetworksAtOnce = joinsNetworksAtOnce
        self.sharing = sharing
        self.scale = scale
        self.containerName = containerName
        self.image = image
        self.build = build
        self.pullPolicy = pullPolicy
        self.dependsOn = dependsOn
        self.files = files
        self.postStart = postStart
        self.preStop = preStop
        self.update = update
        self.attaches = attaches
        self.configHash = configHash
    }
}

extension DesiredHostService {
    /// The name of container `number`.
    package func containerName(_ number: Int) -> String { containerName ?? "\(project)-\(name)-\(number)" }

    /// Whether a new container can run beside the old one: no port of the host, address or name is only for one.
    package var canRunTwice: Bool {
        let ports = (template.hostConfig?.portBindings ?? [:]).values.joined()
        return ports.allSatisfy { $0.hostPort.isEmpty }
            && attachments.allSatisfy { $0.settings.ipamConfig == nil && $0.settings.macAddress.isEmpty }
            && template.macAddress.isEmpty && template.hostConfig?.networkMode != "host"
    }
}

/// When the image of a service is pulled or built.
package enum PullPolicy: Hashable, Sendable {
    /// Pulled before each creation.
    case always
    /// Never pulled.
    case never
    /// Pulled (or built) where the engine lacks it.
    case missing
    /// Built each time.
    case build
    /// Pulled where the last pull is older than this, in seconds.
    case refresh(after: Int64)
}

/// A network that a service's containers join.
package struct HostAttachment: Hashable, Sendable {
    /// The network's full name.
    package var network: String
    /// The place in it, without the alias of the container's own name. No aliases at all: it gets none, as the engine's own
    /// networks have no names.
    package var settings: EndpointSettings

    /// An attachment from its parts.
    package init(network: String, settings: EndpointSettings = EndpointSettings()) {
        self.network = network
        self.settings = settings
    }
}

/// A file that is copied into a container before it starts.
package struct CopiedFile: Hashable, Sendable {
    /// Absolute path in the container.
    package var path: String
    /// The content; never printed.
    package var content: [UInt8]
    /// Owner, by number.
    package var uid: Int
    /// Group, by number.
    package var gid: Int
    /// Permission bits.
    package var mode: UInt32

    /// A file from its parts.
    package init(path: String, content: [UInt8], uid: Int = 0, gid: Int = 0, mode: UInt32 = 0o444) {
        self.path = path
        self.content = content
        self.uid = uid
        self.gid = gid
        self.mode = mode
    }
}

/// A command that runs in a container at a point of its life.
package struct ContainerHook: Hashable, Sendable {
    /// The command line.
    package var command: [String]
    /// User; empty is the container's.
    package var user: String
    /// Whether it has every capability.
    package var privileged: Bool
    /// Working directory; empty is the container's.
    package var workingDir: String
    /// Environment as `NAME=value`, besides the container's.
    package var env: [String]

    /// A hook from its parts.
    package init(command: [String], user: String = "", privileged: Bool = false, workingDir: String = "", env: [String] = []) {
        self.command = command
        self.user = user
        self.privileged = privileged
        self.workingDir = workingDir
        self.env = env
    }
}
