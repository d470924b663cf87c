package import Diagnostics

/// A mount of a service, in the long form.
package struct ServiceVolume: Sendable, Hashable {
    /// `volume`, `bind`, `tmpfs`, `npipe`, `cluster` or `image`.
    package var type: String
    package var source: String?
    package var target: String?
    package var readOnly: Bool?
    package var consistency: String?
    package var bind: BindOptions?
    package var volume: VolumeOptions?
    package var tmpfs: TmpfsOptions?
    package var image: ImageOptions?
    package var cluster: ClusterOptions?
    package var extensions: [ExtensionField] = []
    package var range: SourceRange?

    package init(type: String, source: String? = nil, target: String? = nil) {
        self.type = type
        self.source = source
        self.target = target
    }

    package struct BindOptions: Sendable, Hashable {
        package var propagation: String?
        package var createHostPath: Bool?
        package var recursive: String?
        package var selinux: String?
        package var extensions: [ExtensionField] = []
        package init() {}
    }

    package struct VolumeOptions: Sendable, Hashable {
        package var labels: [KeyValue] = []
        package var nocopy: Bool?
        package var subpath: String?
        package var extensions: [ExtensionField] = []
        package init() {}
    }

    package struct TmpfsOptions: Sendable, Hashable {
        package var size: ByteCount?
        /// Permission bits.
        package var mode: UInt32?
        package var extensions: [ExtensionField] = []
        package init() {}
    }

    package struct ImageOptions: Sendable, Hashable {
        package var subpath: String?
        package var extensions: [ExtensionField] = []
        package init() {}
    }

    package struct ClusterOptions: Sendable, Hashable {
        package init() {}
    }
}
