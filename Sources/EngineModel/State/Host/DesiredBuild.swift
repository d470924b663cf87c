/// How the image of a service is built.
package struct DesiredBuild: Hashable, Sendable {
    /// A secret that the build may read.
    package struct BuildSecret: Hashable, Sendable {
        /// The name the Dockerfile uses.
        package var id: String
        /// The file that holds it; nil where a variable does.
        package var file: String?
        /// The variable that holds it.
        package var environment: String?
        /// What the variable holds; never printed.
        package var value: [UInt8]?

        /// A secret from its parts.
        package init(id: String, file: String? = nil, environment: String? = nil, value: [UInt8]? = nil) {
            self.id = id
            self.file = file
            self.environment = environment
            self.value = value
        }
    }

    /// Folder or address of the context.
    package var context: String
    /// Path of the Dockerfile, relative to the context; nil: `Dockerfile`.
    package var dockerfile: String?
    /// The Dockerfile itself.
    package var dockerfileInline: String?
    /// Build arguments; nil takes the value from the environment of the build.
    package var args: [String: String?] = [:]
    /// The user's proxies by the names of their variables: build arguments where `args` has none, for a builder that does not find them
    /// itself.
    package var proxies: [String: String] = [:]
    /// Labels of the image.
    package var labels: [String: String] = [:]
    /// Names to give the image besides the service's.
    package var tags: [String] = []
    /// The stage to build; empty is the last one.
    package var target: String = ""
    /// Network mode of the build's steps.
    package var network: String = ""
    /// Images or caches to take layers from.
    package var cacheFrom: [String] = []
    /// Where the cache is written.
    package var cacheTo: [String] = []
    /// Whether no cache is used.
    package var noCache = false
    /// Stages for which no cache is used.
    package var noCacheFilter: [String] = []
    /// Whether base images are pulled anew.
    package var pull = false
    /// Size of /dev/shm in bytes; 0 takes the engine's default.
    package var shmSize: Int64 = 0
    /// Lines of `/etc/hosts`, as `name:address`.
    package var extraHosts: [String] = []
    /// Isolation on Windows.
    package var isolation: String = ""
    /// Whether the steps have every capability.
    package var privileged = false
    /// Privileges that the build asks for.
    package var entitlements: [String] = []
    /// Resource limits of processes.
    package var ulimits: [Ulimit] = []
    /// Platforms to build for.
    package var platforms: [String] = []
    /// Further contexts by name: folders, addresses, `docker-image://` and an image.
    package var additionalContexts: [String: String] = [:]
    /// The services whose images are among the further contexts, sorted: they are built first.
    package var bases: [String] = []
    /// Secrets that the build may read.
    package var secrets: [BuildSecret] = []
    /// SSH agents or keys, as `id` or `id=path`.
    package var ssh: [String] = []
    /// Provenance attestation, as buildx takes it.
    package var provenance: String = ""
    /// SBOM attestation, as buildx takes it.
    package var sbom: String = ""

    /// A build by its context.
    package init(context: String) { self.context = context }
}
