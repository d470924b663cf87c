/// An image as it appears in a list.
package struct ImageSummary: Hashable, Codable, Sendable {
    /// The id.
    package var id: String
    /// Names with tags.
    @OmitEmpty package var repoTags: [String]
    /// Names with digests.
    @OmitEmpty package var repoDigests: [String]
    /// When it was made, in seconds since 1970.
    @OmitEmpty package var created: Int64
    /// Bytes of all its layers.
    @OmitEmpty package var size: Int64
    /// Labels.
    @OmitEmpty package var labels: [String: String]

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case repoTags = "RepoTags"
        case repoDigests = "RepoDigests"
        case created = "Created"
        case size = "Size"
        case labels = "Labels"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        id: String, repoTags: [String] = [], repoDigests: [String] = [], created: Int64 = 0, size: Int64 = 0, labels: [String: String] = [:]
    ) {
        self.id = id
        self.repoTags = repoTags
        self.repoDigests = repoDigests
        self.created = created
        self.size = size
        self.labels = labels
    }
}

/// One thing that the removal of an image did.
package struct ImageRemoval: Hashable, Codable, Sendable {
    /// The name that was taken away; empty when it is about a layer.
    @OmitEmpty package var untagged: String
    /// The id of what was deleted; empty when it is about a name.
    @OmitEmpty package var deleted: String

    private enum CodingKeys: String, CodingKey {
        case untagged = "Untagged"
        case deleted = "Deleted"
    }

    /// The memberwise initialiser.
    package init(untagged: String = "", deleted: String = "") {
        self.untagged = untagged
        self.deleted = deleted
    }
}
