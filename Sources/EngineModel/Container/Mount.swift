/// A mount of a container.
package struct Mount: Hashable, Codable, Sendable {
    /// Kind; the engine's default is volume.
    package var type: MountType?
    /// Path on the host, name of a volume, or an image; empty for tmpfs and anonymous volumes.
    @OmitEmpty package var source: String
    /// Path in the container.
    @OmitEmpty package var target: String
    /// Whether it is read-only.
    @OmitEmpty package var readOnly: Bool
    /// A hint that Linux engines ignore.
    @OmitEmpty package var consistency: String
    /// Options of a bind mount.
    package var bindOptions: BindOptions?
    /// Options of a volume.
    package var volumeOptions: VolumeOptions?
    /// Options of an image mount (API 1.48).
    package var imageOptions: ImageOptions?
    /// Options of a tmpfs.
    package var tmpfsOptions: TmpfsOptions?
    /// Options of a cluster volume (API 1.42).
    package var clusterOptions: ClusterOptions?

    private enum CodingKeys: String, CodingKey {
        case type = "Type"
        case source = "Source"
        case target = "Target"
        case readOnly = "ReadOnly"
        case consistency = "Consistency"
        case bindOptions = "BindOptions"
        case volumeOptions = "VolumeOptions"
        case imageOptions = "ImageOptions"
        case tmpfsOptions = "TmpfsOptions"
        case clusterOptions = "ClusterOptions"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        type: MountType? = nil, source: String = "", target: String = "", readOnly: Bool = false, consistency: String = "",
        bindOptions: BindOptions? = nil, volumeOptions: VolumeOptions? = nil, imageOptions: ImageOptions? = nil,
        tmpfsOptions: TmpfsOptions? = nil, clusterOptions: ClusterOptions? = nil
    ) {
        self.type = type
        self.source = source
        self.target = target
        self.readOnly = readOnly
        self.consistency = consistency
        self.bindOptions = bindOptions
        self.volumeOptions = volumeOptions
        self.imageOptions = imageOptions
        self.tmpfsOptions = tmpfsOptions
        self.clusterOptions = clusterOptions
    }
}

/// The kind of a mount.
package struct MountType: OpenEnumeration {
    /// The text on the wire.
    package let rawValue: String

    /// A value by its text; any text is accepted.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// A path of the host.
    package static let bind = Self(rawValue: "bind")
    /// A named or anonymous volume.
    package static let volume = Self(rawValue: "volume")
    /// Memory.
    package static let tmpfs = Self(rawValue: "tmpfs")
    /// A Windows named pipe.
    package static let npipe = Self(rawValue: "npipe")
    /// A CSI cluster volume (API 1.42).
    package static let cluster = Self(rawValue: "cluster")
    /// The file system of an image (API 1.48).
    package static let image = Self(rawValue: "image")
}

/// Options of a bind mount.
package struct BindOptions: Hashable, Codable, Sendable {
    /// `rprivate`, `private`, `rshared`, `shared`, `rslave` or `slave`.
    @OmitEmpty package var propagation: String
    /// Whether mounts below the source are left out (API 1.40).
    @OmitEmpty package var nonRecursive: Bool
    /// Whether a missing source folder is made (API 1.42).
    @OmitEmpty package var createMountpoint: Bool
    /// Whether only the top mount is read-only (API 1.44).
    @OmitEmpty package var readOnlyNonRecursive: Bool
    /// Whether it is an error when mounts below cannot be read-only (API 1.44).
    @OmitEmpty package var readOnlyForceRecursive: Bool

    private enum CodingKeys: String, CodingKey {
        case propagation = "Propagation"
        case nonRecursive = "NonRecursive"
        case createMountpoint = "CreateMountpoint"
        case readOnlyNonRecursive = "ReadOnlyNonRecursive"
        case readOnlyForceRecursive = "ReadOnlyForceRecursive"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        propagation: String = "", nonRecursive: Bool = false, createMountpoint: Bool = false, readOnlyNonRecursive: Bool = false,
        readOnlyForceRecursive: Bool = false
    ) {
        self.propagation = propagation
        self.nonRecursive = nonRecursive
        self.createMountpoint = createMountpoint
        self.readOnlyNonRecursive = readOnlyNonRecursive
        self.readOnlyForceRecursive = readOnlyForceRecursive
    }
}

/// Options of a volume mount.
package struct VolumeOptions: Hashable, Codable, Sendable {
    /// Whether the image's files at the target are not copied into a new volume.
    @OmitEmpty package var noCopy: Bool
    /// Labels of a volume made for this mount.
    @OmitEmpty package var labels: [String: String]
    /// Folder in the volume to mount (API 1.45).
    @OmitEmpty package var subpath: String
    /// Driver of a volume made for this mount.
    package var driverConfig: Driver?

    private enum CodingKeys: String, CodingKey {
        case noCopy = "NoCopy"
        case labels = "Labels"
        case subpath = "Subpath"
        case driverConfig = "DriverConfig"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(noCopy: Bool = false, labels: [String: String] = [:], subpath: String = "", driverConfig: Driver? = nil) {
        self.noCopy = noCopy
        self.labels = labels
        self.subpath = subpath
        self.driverConfig = driverConfig
    }
}

/// Options of an image mount (API 1.48).
package struct ImageOptions: Hashable, Codable, Sendable {
    /// Folder in the image to mount.
    @OmitEmpty package var subpath: String

    private enum CodingKeys: String, CodingKey {
        case subpath = "Subpath"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(subpath: String = "") {
        self.subpath = subpath
    }
}

/// Options of a tmpfs mount.
package struct TmpfsOptions: Hashable, Codable, Sendable {
    /// Size in bytes; 0 is without limit.
    @OmitEmpty package var sizeBytes: Int64
    /// Permission bits; 0 means the engine's default, 1777 octal.
    @OmitEmpty package var mode: UInt32
    /// Further mount options, each `[name]` or `[name, value]` (API 1.46).
    @OmitEmpty package var options: [[String]]

    private enum CodingKeys: String, CodingKey {
        case sizeBytes = "SizeBytes"
        case mode = "Mode"
        case options = "Options"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(sizeBytes: Int64 = 0, mode: UInt32 = 0, options: [[String]] = []) {
        self.sizeBytes = sizeBytes
        self.mode = mode
        self.options = options
    }
}
