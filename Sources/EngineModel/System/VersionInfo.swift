/// The answer to `GET /version`.
package struct VersionInfo: Hashable, Codable, Sendable {
    /// The version of the engine.
    @OmitEmpty package var version: String
    /// The newest API version it speaks.
    package var apiVersion: String
    /// The oldest API version it speaks.
    @OmitEmpty package var minAPIVersion: String
    /// The commit it was built from.
    @OmitEmpty package var gitCommit: String
    /// The compiler it was built with.
    @OmitEmpty package var goVersion: String
    /// Operating system.
    @OmitEmpty package var os: String
    /// Architecture.
    @OmitEmpty package var arch: String
    /// Kernel.
    @OmitEmpty package var kernelVersion: String
    /// When it was built.
    @OmitEmpty package var buildTime: String
    /// Whether experimental features are on.
    @OmitEmpty package var experimental: Bool
    /// The product.
    package var platform: VersionPlatform?

    private enum CodingKeys: String, CodingKey {
        case version = "Version"
        case apiVersion = "ApiVersion"
        case minAPIVersion = "MinAPIVersion"
        case gitCommit = "GitCommit"
        case goVersion = "GoVersion"
        case os = "Os"
        case arch = "Arch"
        case kernelVersion = "KernelVersion"
        case buildTime = "BuildTime"
        case experimental = "Experimental"
        case platform = "Platform"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        version: String = "", apiVersion: String, minAPIVersion: String = "", gitCommit: String = "", goVersion: String = "",
        os: String = "", arch: String = "", kernelVersion: String = "", buildTime: String = "", experimental: Bool = false,
        platform: VersionPlatform? = nil
    ) {
        self.version = version
        self.apiVersion = apiVersion
        self.minAPIVersion = minAPIVersion
        self.gitCommit = gitCommit
        self.goVersion = goVersion
        self.os = os
        self.arch = arch
        self.kernelVersion = kernelVersion
        self.buildTime = buildTime
        self.experimental = experimental
        self.platform = platform
    }
}

/// The product that an engine belongs to.
package struct VersionPlatform: Hashable, Codable, Sendable {
    /// Its name, such as `Docker Engine - Community`.
    @OmitEmpty package var name: String

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(name: String = "") {
        self.name = name
    }
}
