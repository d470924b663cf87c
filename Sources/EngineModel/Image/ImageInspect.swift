/// An image as the engine has it.
package struct ImageInspect: Hashable, Codable, Sendable {
    /// The id: the digest of its configuration, `sha256:...`.
    package var id: String
    /// Names with tags.
    @OmitEmpty package var repoTags: [String]
    /// Names with digests that registries know it by.
    @OmitEmpty package var repoDigests: [String]
    /// When it was made.
    package var created: Timestamp?
    /// Bytes of all its layers.
    @OmitEmpty package var size: Int64
    /// What it runs on, such as `amd64`.
    @OmitEmpty package var architecture: String
    /// `linux` or `windows`.
    @OmitEmpty package var os: String
    /// The architecture's variant, such as `v7`.
    @OmitEmpty package var variant: String
    /// What its containers get unless told otherwise.
    package var config: ImageConfig?
    /// What this engine notes of it.
    package var metadata: ImageMetadata?

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case repoTags = "RepoTags"
        case repoDigests = "RepoDigests"
        case created = "Created"
        case size = "Size"
        case architecture = "Architecture"
        case os = "Os"
        case variant = "Variant"
        case config = "Config"
        case metadata = "Metadata"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        id: String, repoTags: [String] = [], repoDigests: [String] = [], created: Timestamp? = nil, size: Int64 = 0,
        architecture: String = "", os: String = "", variant: String = "", config: ImageConfig? = nil,
        metadata: ImageMetadata? = nil
    ) {
        self.id = id
        self.repoTags = repoTags
        self.repoDigests = repoDigests
        self.created = created
        self.size = size
        self.architecture = architecture
        self.os = os
        self.variant = variant
        self.config = config
        self.metadata = metadata
    }
}

/// What an engine notes of an image beside the image itself.
package struct ImageMetadata: Hashable, Codable, Sendable {
    /// When it got its name here, by a pull or a build; year 1 where the engine does not know.
    package var lastTagTime: Timestamp?

    private enum CodingKeys: String, CodingKey {
        case lastTagTime = "LastTagTime"
    }

    /// The memberwise initialiser.
    package init(lastTagTime: Timestamp? = nil) { self.lastTagTime = lastTagTime }
}

/// What containers of an image get unless told otherwise; the part that we look at.
package struct ImageConfig: Hashable, Codable, Sendable {
    /// Variables, `NAME=value`.
    @OmitEmpty package var environment: [String]
    /// The program.
    @OmitEmpty package var entrypoint: [String]
    /// Its arguments.
    @OmitEmpty package var command: [String]
    /// Who runs it.
    @OmitEmpty package var user: String
    /// Signal that asks it to stop.
    @OmitEmpty package var stopSignal: String
    /// Where it runs.
    @OmitEmpty package var workingFolder: String
    /// Folders that get an anonymous volume.
    @OmitEmpty package var volumes: [String: EmptyObject]
    /// Ports that it listens on, such as `80/tcp`.
    @OmitEmpty package var exposedPorts: [String: EmptyObject]
    /// Labels.
    @OmitEmpty package var labels: [String: String]
    /// How its health is found out.
    package var healthcheck: Healthcheck?

    private enum CodingKeys: String, CodingKey {
        case environment = "Env"
        case entrypoint = "Entrypoint"
        case command = "Cmd"
        case user = "User"
        case stopSignal = "StopSignal"
        case workingFolder = "WorkingDir"
        case volumes = "Volumes"
        case exposedPorts = "ExposedPorts"
        case labels = "Labels"
        case healthcheck = "Healthcheck"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        environment: [String] = [], entrypoint: [String] = [], command: [String] = [], user: String = "",
        stopSignal: String = "", workingFolder: String = "",
        volumes: [String: EmptyObject] = [:], exposedPorts: [String: EmptyObject] = [:], labels: [String: String] = [:],
        healthcheck: Healthcheck? = nil
    ) {
        self.environment = environment
        self.entrypoint = entrypoint
        self.command = command
        self.user = user
        self.stopSignal = stopSignal
        self.workingFolder = workingFolder
        self.volumes = volumes
        self.exposedPorts = exposedPorts
        self.labels = labels
        self.healthcheck = healthcheck
    }
}
