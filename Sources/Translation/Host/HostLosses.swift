import ComposeModel
import Diagnostics
import EngineModel

/// Says of every key that one host cannot honour what to do instead.
struct HostLosses {
    let api: APIVersion

    func report(_ file: ComposeFile) -> [Diagnostic] {
        file.services.flatMap { service in
            KeyFate.service.compactMap { loss($0, service) } + attachmentLosses(service) + agedLosses(service)
        }
    }

    private func loss(_ row: KeyFate, _ service: ComposeModel.Service) -> Diagnostic? {
        guard case .impossible(let instead) = row.host, row.path != "provider", let place = service.origin.exactPlace(row.keys) else {
            return nil
        }
        return .hostLoss(row.path, service.key, instead: instead, at: place)
    }

    /// Keys that need a newer engine.
    private func agedLosses(_ service: ComposeModel.Service) -> [Diagnostic] {
        guard api < .annotations, !service.annotations.isEmpty else { return [] }
        return [
            .hostLoss(
                "annotations", service.key, instead: "an engine with API 1.43 (Docker 24) can",
                at: service.origin.exactPlace(["annotations"]))
        ]
    }

    private func attachmentLosses(_ service: ComposeModel.Service) -> [Diagnostic] {
        (service.networks ?? []).flatMap { attachment -> [Diagnostic] in
            let keys: [(key: String, isGiven: Bool, since: APIVersion, engine: String)] = [
                ("gw_priority", attachment.gatewayPriority != nil, .gatewayPriority, "API 1.48 (Docker 28)"),
                ("interface_name", attachment.interfaceName != nil, .interfaceName, "API 1.49 (Docker 28.1)"),
            ]
            return keys.filter { $0.isGiven && api < $0.since }.map { row in
                Diagnostic.hostLoss(
                    "networks.\(attachment.network).\(row.key)", service.key, instead: "an engine with \(row.engine) can",
                    at: service.origin.exactPlace(["networks", attachment.network, row.key]))
            }
        }
    }
}
