/// How the image of a service is built.
package struct Build: Sendable, Hashable {
    package var context: String?
    package var dockerfile: String?
    package var dockerfileInline: String?
    package var entitlements: [String] = []
    package var args: [EnvironmentEntry] = []
    package var ssh: [EnvironmentEntry] = []
    package var labels: [KeyValue] = []
    package var cacheFrom: [String] = []
    package var cacheTo: [String] = []
    package var noCache: Bool?
    package var noCacheFilter: [String] = []
    package var additionalContexts: [KeyValue] = []
    package var network: String?
    package var provenance: String?
    package var sbom: String?
    package var pull: Bool?
    package var target: String?
    package var shmSize: ByteCount?
    package var extraHosts: [ExtraHost] = []
    package var isolation: String?
    package var privileged: Bool?
    package var secrets: [FileReference] = []
    package var tags: [String] = []
    package var ulimits: [Ulimit] = []
    package var platforms: [String] = []
    package var extensions: [ExtensionField] = []

    package init() {}
}
