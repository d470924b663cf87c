/// A secret given to a container as a file.
package struct SecretReference: Hashable, Codable, Sendable {
    /// Where it appears.
    package var file: FileTarget?
    /// The id; empty in a desired spec, where the name says which.
    @OmitEmpty package var secretID: String
    /// The name.
    @OmitEmpty package var secretName: String

    private enum CodingKeys: String, CodingKey {
        case file = "File"
        case secretID = "SecretID"
        case secretName = "SecretName"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(file: FileTarget? = nil, secretID: String = "", secretName: String = "") {
        self.file = file
        self.secretID = secretID
        self.secretName = secretName
    }
}

/// A config given to a container as a file.
package struct ConfigReference: Hashable, Codable, Sendable {
    /// Where it appears; absent when the engine itself uses the config (`runtime`).
    package var file: FileTarget?
    /// Set when the engine itself uses the config, as a credential spec.
    package var runtime: RuntimeTarget?
    /// The id; empty in a desired spec, where the name says which.
    @OmitEmpty package var configID: String
    /// The name.
    @OmitEmpty package var configName: String

    private enum CodingKeys: String, CodingKey {
        case file = "File"
        case runtime = "Runtime"
        case configID = "ConfigID"
        case configName = "ConfigName"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(file: FileTarget? = nil, runtime: RuntimeTarget? = nil, configID: String = "", configName: String = "") {
        self.file = file
        self.runtime = runtime
        self.configID = configID
        self.configName = configName
    }
}

/// A file that a secret or a config becomes.
package struct FileTarget: Hashable, Codable, Sendable {
    /// Path; a relative one lies under `/run/secrets` for secrets and under `/` for configs.
    package var name: String
    /// Owner as a number.
    @OmitEmpty package var uid: String
    /// Group as a number.
    @OmitEmpty package var gid: String
    /// Permission bits, such as `0o444`.
    @OmitEmpty package var mode: UInt32

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case uid = "UID"
        case gid = "GID"
        case mode = "Mode"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(name: String, uid: String = "", gid: String = "", mode: UInt32 = 0) {
        self.name = name
        self.uid = uid
        self.gid = gid
        self.mode = mode
    }
}
