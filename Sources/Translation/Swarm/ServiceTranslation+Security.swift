import ComposeModel
import EngineModel
import FoundationEssentials

/// What a container may do.
extension ServiceTranslation {
    var privileges: Privileges {
        // An older engine would take the options and forget them; that they are lost is said elsewhere.
        let isKnown = translator.api >= .securityOptions
        let security = SecurityOptions(appliesMore ? service.securityOpt.filter { isKnown || $0.hasPrefix("label") } : [])
        let seccomp = security.usesSeccompFile ? service.seccompProfile.map { SeccompOptions(mode: "custom", profile: Data($0)) } : nil
        return Privileges(
            credentialSpec: service.credentialSpec.flatMap(credentialSpec), seLinuxContext: security.seLinux,
            seccomp: seccomp ?? security.seccompMode.map { SeccompOptions(mode: $0) },
            appArmor: security.appArmorDisabled ? AppArmorOptions(mode: "disabled") : nil,
            noNewPrivileges: security.noNewPrivileges)
    }

    private func credentialSpec(_ spec: ComposeModel.CredentialSpec) -> EngineModel.CredentialSpec? {
        if let key = spec.config {
            return EngineModel.CredentialSpec(config: file.config(key)?.engineName(stack) ?? key)
        }
        guard spec.file != nil || spec.registry != nil else { return nil }
        return EngineModel.CredentialSpec(file: spec.file ?? "", registry: spec.registry ?? "")
    }
}

/// `security_opt` as a service's privileges.
struct SecurityOptions {
    var noNewPrivileges = false
    /// `unconfined`, or `default` for the engine's own filter.
    var seccompMode: String?
    var usesSeccompFile = false
    var appArmorDisabled = false
    var seLinux: SELinuxContext?
    /// What the engine has no field for, such as AppArmor profiles by name.
    var untranslated: [String] = []

    init(_ options: [String]) {
        for option in options { take(option) }
    }

    private mutating func take(_ option: String) {
        let parts = SecurityOption(option)
        switch (parts.name, parts.value) {
        case ("no-new-privileges", nil), ("no-new-privileges", "true"): noNewPrivileges = true
        case ("no-new-privileges", "false"): break
        case ("seccomp", "unconfined"): (seccompMode, usesSeccompFile) = ("unconfined", false)
        case ("seccomp", "builtin"): (seccompMode, usesSeccompFile) = ("default", false)
        case ("seccomp", _?): (seccompMode, usesSeccompFile) = (nil, true)
        case ("apparmor", "unconfined"): appArmorDisabled = true
        case ("label", let value?): takeLabel(value, option)
        default: untranslated.append(option)
        }
    }

    private mutating func takeLabel(_ value: String, _ option: String) {
        var context = seLinux ?? SELinuxContext()
        let parts = value.split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first ?? "", parts.count > 1 ? parts[1] : nil) {
        case ("disable", nil): context.disable = true
        case ("user", let name?): context.user = name
        case ("role", let name?): context.role = name
        case ("type", let name?): context.type = name
        case ("level", let name?): context.level = name
        default:
            untranslated.append(option)
            return
        }
        seLinux = context
    }
}

/// Capabilities as the engine wants them: upper case, with prefix, sorted; what is added is not dropped.
///
/// docker/cli `opts.EffectiveCapAddCapDrop`.
struct Capabilities {
    let add: [String]
    let drop: [String]

    init(add: [String], drop: [String]) {
        var added = Set(add.map(Self.normalized))
        var dropped = Set(drop.map(Self.normalized))
        if added.contains("ALL") { added = ["ALL"] }
        if dropped.contains("ALL") { dropped = ["ALL"] }
        self.add = added.subtracting(["RESET"]).sorted()
        self.drop = dropped.subtracting(added).subtracting(["RESET"]).sorted()
    }

    private static func normalized(_ name: String) -> String {
        let upper = name.uppercased()
        return upper == "ALL" || upper == "RESET" || upper.hasPrefix("CAP_") ? upper : "CAP_" + upper
    }
}
