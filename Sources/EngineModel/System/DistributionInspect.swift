/// What a registry says about an image, asked through the engine (`GET /distribution/{name}/json`).
package struct DistributionInspect: Hashable, Codable, Sendable {
    /// The manifest or the index.
    package var descriptor: ContentDescriptor
    /// The platforms it has builds for.
    @OmitEmpty package var platforms: [ImagePlatform]

    private enum CodingKeys: String, CodingKey {
        case descriptor = "Descriptor"
        case platforms = "Platforms"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(descriptor: ContentDescriptor, platforms: [ImagePlatform] = []) {
        self.descriptor = descriptor
        self.platforms = platforms
    }
}

/// A reference to content by digest. Its keys are those of the OCI specification.
package struct ContentDescriptor: Hashable, Codable, Sendable {
    /// The media type; engines before API 1.44 write it the same way.
    @OmitEmpty package var mediaType: String
    /// The digest, such as `sha256:...`.
    package var digest: String
    /// Size in bytes.
    @OmitEmpty package var size: Int64

    private enum CodingKeys: String, CodingKey {
        case mediaType = "mediaType"
        case digest = "digest"
        case size = "size"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(mediaType: String = "", digest: String, size: Int64 = 0) {
        self.mediaType = mediaType
        self.digest = digest
        self.size = size
    }
}

/// A platform as images say it.
package struct ImagePlatform: Hashable, Codable, Sendable {
    /// Such as `amd64` or `arm64`.
    @OmitEmpty package var architecture: String
    /// Such as `linux`.
    @OmitEmpty package var os: String
    /// Such as `v7`.
    @OmitEmpty package var variant: String

    private enum CodingKeys: String, CodingKey {
        case architecture = "architecture"
        case os = "os"
        case variant = "variant"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(architecture: String = "", os: String = "", variant: String = "") {
        self.architecture = architecture
        self.os = os
        self.variant = variant
    }
}
