import ComposeModel
import Diagnostics
import EngineModel

/// Parts that a swarm and one host are told in the same way.
extension ComposeModel.Healthcheck {
    /// The check as the engine takes it.
    var wire: EngineModel.Healthcheck {
        if disable == true { return EngineModel.Healthcheck(test: ["NONE"]) }
        return EngineModel.Healthcheck(
            test: test ?? [], interval: interval?.nanoseconds ?? 0, timeout: timeout?.nanoseconds ?? 0,
            startPeriod: startPeriod?.nanoseconds ?? 0, startInterval: startInterval?.nanoseconds ?? 0,
            retries: Int(clamping: retries ?? 0))
    }
}

extension ComposeModel.Service {
    /// Where an entry of `security_opt` is written.
    func place(ofSecurityOption option: String) -> SourceRange? {
        let index = securityOpt.firstIndex(of: option).map(String.init)
        return index.flatMap { origin.exactPlace(["security_opt", $0]) } ?? origin.place("security_opt")
    }
}

extension UpdateConfig {
    /// The rules of an update as the engine takes them.
    var wire: ServiceUpdateConfig {
        ServiceUpdateConfig(
            parallelism: parallelism ?? 1, delay: delay?.nanoseconds ?? 0,
            failureAction: failureAction.map(FailureAction.init(rawValue:)), monitor: monitor?.nanoseconds ?? 0,
            maxFailureRatio: ratio(maxFailureRatio ?? 0), order: order.map(UpdateOrder.init(rawValue:)))
    }

    /// The engine keeps the ratio in 32 bits; this is the shortest decimal that means the same there.
    private func ratio(_ value: Double) -> Double { Double("\(Float(value))") ?? value }
}

extension Dependency {
    /// How far the other service must have come.
    var stage: ServiceDependency.Condition {
        switch condition {
        case .started: .started
        case .healthy: .healthy
        case .completedSuccessfully: .completedSuccessfully
        }
    }
}
