/// A version of the Docker Engine API, such as 1.41.
package struct APILevel: Hashable, Comparable, Sendable {
    package let major: Int
    package let minor: Int

    package init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Reads `1.41`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ".").compactMap { Int($0) }
        guard parts.count == 2 else { return nil }
        self.init(major: parts[0], minor: parts[1])
    }

    /// When no engine was asked: everything that Skep knows.
    package static let newest = APILevel(major: 1, minor: 55)

    package static func < (a: APILevel, b: APILevel) -> Bool {
        (a.major, a.minor) < (b.major, b.minor)
    }

    /// `CreateMountpoint` of bind mounts.
    static let bindCreation = APILevel(major: 1, minor: 42)
    /// Annotations of containers.
    static let annotations = APILevel(major: 1, minor: 43)
    /// Several networks when a container is created, each with a MAC address.
    static let severalNetworks = APILevel(major: 1, minor: 44)
    /// `no-new-privileges`, seccomp, AppArmor; `StartInterval`.
    static let securityOptions = APILevel(major: 1, minor: 44)
    /// `Subpath` of volumes.
    static let volumeSubpath = APILevel(major: 1, minor: 45)
    /// `OomScoreAdj`; options of tmpfs.
    static let oomScore = APILevel(major: 1, minor: 46)
    /// Mounts of images.
    static let imageMounts = APILevel(major: 1, minor: 48)
    /// `GwPriority` of end points.
    static let gatewayPriority = APILevel(major: 1, minor: 48)
    /// Names of a container's interfaces.
    static let interfaceName = APILevel(major: 1, minor: 49)
}
