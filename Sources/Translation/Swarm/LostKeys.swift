import ComposeModel
import Diagnostics

/// Says of every key that a swarm cannot honour what becomes of it.
struct LostKeys {
    let translator: SwarmTranslator

    func report(_ file: ComposeFile) -> [Diagnostic] {
        file.services.flatMap { service in keyLosses(service) + valueLosses(service) }
            + file.models.compactMap {
                Diagnostic.lostKey(
                    "models", .impossible("run the model beside the swarm"), service: $0.key, security: false, allowed: true,
                    at: $0.origin.range)
            }
    }

    private func keyLosses(_ service: Service) -> [Diagnostic] {
        let attachments = (service.networks ?? []).flatMap { attachment in
            KeyFate.attachment.compactMap { loss($0, service, under: ["networks", attachment.network]) }
        }
        return KeyFate.service.compactMap { loss($0, service, under: []) } + attachments
    }

    /// What is to be said of a key that the service has and a swarm has not.
    private func loss(_ row: KeyFate, _ service: Service, under keys: [String]) -> Diagnostic? {
        guard row.swarm.isLoss, let place = service.origin.exactPlace(keys + row.keys) else { return nil }
        return Diagnostic.lostKey(
            (keys + [row.path]).joined(separator: "."), row.swarm, service: service.key, security: row.protects,
            allowed: translator.allowsLostKeys, at: place)
    }

    /// Losses that depend on the value or on the engine's age.
    private func valueLosses(_ service: Service) -> [Diagnostic] {
        var losses: [Diagnostic?] = []
        let security = SecurityOptions(service.securityOpt)
        let isOld = translator.api < .securityOptions
        let lost =
            security.untranslated
            + (isOld ? service.securityOpt.filter { !security.untranslated.contains($0) && !$0.hasPrefix("label") } : [])
        for option in lost {
            let instead =
                isOld
                ? "an engine with API 1.44 (Docker 25) can"
                : "swarm services take no-new-privileges, seccomp, apparmor=unconfined and label options"
            losses.append(
                Diagnostic.lostKey(
                    "security_opt \(option)", .impossible(instead), service: service.key, security: true,
                    allowed: translator.allowsLostKeys, at: service.place(ofSecurityOption: option)))
        }
        if let mode = service.networkMode, !PredefinedNetwork.contains(mode) {
            losses.append(
                Diagnostic.lostKey(
                    "network_mode \(mode)", .impossible("give both services a network of the stack"), service: service.key, security: false,
                    allowed: true, at: service.origin.exactPlace(["network_mode"])))
        }
        return losses.compactMap { $0 }
    }
}

extension KeyFate.Fate {
    /// Whether the key has no effect.
    fileprivate var isLoss: Bool {
        switch self {
        case .applied, .emulated: false
        case .ignored, .impossible: true
        }
    }
}
