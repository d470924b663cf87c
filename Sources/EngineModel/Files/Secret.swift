package import FoundationEssentials

/// What a secret should be: the body of `POST /secrets/create`.
package struct SecretSpec: Hashable, Codable, Sendable {
    /// The full name; at most 64 characters.
    package var name: String
    /// Labels; the only thing that may change later.
    @OmitEmpty package var labels: [String: String]
    /// The content, at most 500 KiB; absent in every answer of the engine, and with a driver.
    package var data: Data?
    /// The plugin that holds the content.
    package var driver: Driver?
    /// The template engine that fills the content for each task; `golang` or absent.
    package var templating: Driver?

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case labels = "Labels"
        case data = "Data"
        case driver = "Driver"
        case templating = "Templating"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        name: String, labels: [String: String] = [:], data: Data? = nil, driver: Driver? = nil, templating: Driver? = nil
    ) {
        self.name = name
        self.labels = labels
        self.data = data
        self.driver = driver
        self.templating = templating
    }
}

/// A secret as the engine has it; its content is never answered.
package struct Secret: Hashable, Codable, Sendable {
    /// The id.
    package var id: String
    /// The version that an update must name.
    package var version: ObjectVersion
    /// When it was created.
    package var createdAt: Timestamp?
    /// When it was last changed.
    package var updatedAt: Timestamp?
    /// The spec without the content.
    package var spec: SecretSpec

    private enum CodingKeys: String, CodingKey {
        case id = "ID"
        case version = "Version"
        case createdAt = "CreatedAt"
        case updatedAt = "UpdatedAt"
        case spec = "Spec"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        id: String, version: ObjectVersion, createdAt: Timestamp? = nil, updatedAt: Timestamp? = nil, spec: SecretSpec
    ) {
        self.id = id
        self.version = version
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.spec = spec
    }
}
