package import FoundationEssentials

/// Security options of a container.
package struct Privileges: Hashable, Codable, Sendable {
    /// Windows credential spec.
    package var credentialSpec: CredentialSpec?
    /// SELinux labels.
    package var seLinuxContext: SELinuxContext?
    /// System-call filter (API 1.45).
    package var seccomp: SeccompOptions?
    /// AppArmor profile (API 1.45).
    package var appArmor: AppArmorOptions?
    /// Whether processes can gain no privileges (API 1.45).
    @OmitEmpty package var noNewPrivileges: Bool

    private enum CodingKeys: String, CodingKey {
        case credentialSpec = "CredentialSpec"
        case seLinuxContext = "SELinuxContext"
        case seccomp = "Seccomp"
        case appArmor = "AppArmor"
        case noNewPrivileges = "NoNewPrivileges"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        credentialSpec: CredentialSpec? = nil, seLinuxContext: SELinuxContext? = nil, seccomp: SeccompOptions? = nil,
        appArmor: AppArmorOptions? = nil, noNewPrivileges: Bool = false
    ) {
        self.credentialSpec = credentialSpec
        self.seLinuxContext = seLinuxContext
        self.seccomp = seccomp
        self.appArmor = appArmor
        self.noNewPrivileges = noNewPrivileges
    }
}

/// Where a Windows credential spec comes from; one field is set.
package struct CredentialSpec: Hashable, Codable, Sendable {
    /// Id of a config.
    @OmitEmpty package var config: String
    /// File in the engine's data folder.
    @OmitEmpty package var file: String
    /// Key in the Windows registry.
    @OmitEmpty package var registry: String

    private enum CodingKeys: String, CodingKey {
        case config = "Config"
        case file = "File"
        case registry = "Registry"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(config: String = "", file: String = "", registry: String = "") {
        self.config = config
        self.file = file
        self.registry = registry
    }
}

/// SELinux labels of a container.
package struct SELinuxContext: Hashable, Codable, Sendable {
    /// Whether labelling is off.
    @OmitEmpty package var disable: Bool
    /// User label.
    @OmitEmpty package var user: String
    /// Role label.
    @OmitEmpty package var role: String
    /// Type label.
    @OmitEmpty package var type: String
    /// Level label.
    @OmitEmpty package var level: String

    private enum CodingKeys: String, CodingKey {
        case disable = "Disable"
        case user = "User"
        case role = "Role"
        case type = "Type"
        case level = "Level"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(disable: Bool = false, user: String = "", role: String = "", type: String = "", level: String = "") {
        self.disable = disable
        self.user = user
        self.role = role
        self.type = type
        self.level = level
    }
}

/// The system-call filter of a container.
package struct SeccompOptions: Hashable, Codable, Sendable {
    /// `default`, `unconfined` or `custom`.
    @OmitEmpty package var mode: String
    /// The profile when custom, as JSON text.
    package var profile: Data?

    private enum CodingKeys: String, CodingKey {
        case mode = "Mode"
        case profile = "Profile"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(mode: String = "", profile: Data? = nil) {
        self.mode = mode
        self.profile = profile
    }
}

/// The AppArmor profile of a container.
package struct AppArmorOptions: Hashable, Codable, Sendable {
    /// `default` or `disabled`.
    @OmitEmpty package var mode: String

    private enum CodingKeys: String, CodingKey {
        case mode = "Mode"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(mode: String = "") {
        self.mode = mode
    }
}
