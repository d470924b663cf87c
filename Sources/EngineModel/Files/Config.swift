package import FoundationEssentials

/// What a config should be: the body of `POST /configs/create`.
package struct ConfigSpec: Hashable, Codable, Sendable {
    /// The full name; at most 64 characters.
    package var name: String
    /// Labels; the only thing that may change later.
    @OmitEmpty package var labels: [String: String]
    /// The content, at most 1000 KiB.
    package var data: Data?
    /// The template engine that fills the content for each task; `golang` or absent.
    package var templating: Driver?

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case labels = "Labels"
        case data = "Data"
        case templating = "Templating"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(name: String, labels: [String: String] = [:], data: Data? = nil, templating: Driver? = nil) {
        self.name = name
        self.labels = labels
        self.data = data
        self.templating = templating
    }
}

/// A config as the engine has it.
package struct Config: Hashable, Codable, Sendable {
    /// The id.
    package var id: String
    /// The version that an update must name.
    package var version: ObjectVersion
    /// When it was created.
    package var createdAt: Timestamp?
    /// When it was last changed.
    package var updatedAt: Timestamp?
    /// The spec with the content.
    package var spec: ConfigSpec

    private enum CodingKeys: String, CodingKey {
        case id = "ID"
        case version = "Version"
        case createdAt = "CreatedAt"
        case updatedAt = "UpdatedAt"
        case spec = "Spec"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        id: String, version: ObjectVersion, createdAt: Timestamp? = nil, updatedAt: Timestamp? = nil, spec: ConfigSpec
    ) {
        self.id = id
        self.version = version
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.spec = spec
    }
}

/// The answer to the creation of a secret or a config.
package struct ObjectCreated: Hashable, Codable, Sendable {
    /// The id of the new object.
    package var id: String

    private enum CodingKeys: String, CodingKey {
        case id = "ID"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(id: String) {
        self.id = id
    }
}
