import EngineModel

/// The versions that first knew what Skep sends only to engines that understand it.
extension APIVersion {
    /// `CreateMountpoint` of bind mounts.
    static let bindCreation = APIVersion(1, 42)
    /// Annotations of containers.
    static let annotations = APIVersion(1, 43)
    /// Several networks when a container is created, each with a MAC address.
    static let severalNetworks = APIVersion(1, 44)
    /// `no-new-privileges`, seccomp, AppArmor; `StartInterval`.
    static let securityOptions = APIVersion(1, 44)
    /// `Subpath` of volumes.
    static let volumeSubpath = APIVersion(1, 45)
    /// `OomScoreAdj`; options of tmpfs.
    static let oomScore = APIVersion(1, 46)
    /// Mounts of images.
    static let imageMounts = APIVersion(1, 48)
    /// `GwPriority` of end points.
    static let gatewayPriority = APIVersion(1, 48)
    /// Names of a container's interfaces.
    static let interfaceName = APIVersion(1, 49)
}
