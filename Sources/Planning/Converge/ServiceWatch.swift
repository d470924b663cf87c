package import EngineModel

/// Follows one service until it is what it should be, or until it is clear that it will not be.
///
/// A pure machine: it is shown what the engine says and the time, and answers with a state. Nothing in it waits.
package struct ServiceWatch: Sendable {
    private let policy: ConvergencePolicy
    /// Whether this run created or updated the service; then a roll-back of it is a failure.
    private let wasChanged: Bool
    /// Tasks that had ended before this run; their failures are old.
    private let endedBefore: Set<String>
    /// Whether going back is what was asked for.
    private let goesBack: Bool
    private var allRunningSince: Duration?
    private var unplacedSince: Duration?

    package init(
        wasChanged: Bool, endedBefore: Set<String>, goesBack: Bool = false, policy: ConvergencePolicy = ConvergencePolicy()
    ) {
        self.wasChanged = wasChanged
        self.goesBack = goesBack
        self.endedBefore = endedBefore
        self.policy = policy
    }

    /// Takes in what the engine says.
    ///
    /// - Parameters:
    ///   - service: nil if the engine does not have it any more.
    ///   - tasks: its tasks made from the current spec, ended ones too.
    ///   - time: since any fixed moment; never goes back.
    package mutating func observe(_ service: Service?, tasks: [SwarmTask], at time: Duration) -> ServiceState {
        guard let service else { return .failed(.vanished, .init(done: 0, wanted: 0)) }
        let census = TaskCensus(of: tasks, service: service, endedBefore: endedBefore)
        if let failure = updateFailure(service, census) { return .failed(failure, census.progress) }
        if census.isComplete { return .completed(census.progress) }
        if let failure = taskFailure(service, census) { return .failed(failure, census.progress) }
        if let failure = placementFailure(census, at: time) { return .failed(failure, census.progress) }
        return stability(service, census, at: time)
    }

    private func updateFailure(_ service: Service, _ census: TaskCensus) -> ServiceFailure? {
        let message = service.updateStatus?.message ?? ""
        switch service.updateStatus?.state {
        case .paused?: return .updatePaused(message: message, last: census.lastFailure)
        case .rollbackPaused?: return .rollbackPaused(message: message, last: census.lastFailure)
        case .rollbackCompleted? where wasChanged && !goesBack: return .rolledBack(message: message, last: census.lastFailure)
        default: return nil
        }
    }

    /// While the engine rolls out an update or goes back, it decides about failures itself if it was told to.
    private func taskFailure(_ service: Service, _ census: TaskCensus) -> ServiceFailure? {
        guard let last = census.lastFailure else { return nil }
        if service.updateStatus?.state == .rollbackStarted { return nil }
        let decides = [FailureAction.rollback, .pause].contains(service.spec.updateConfig?.failureAction ?? .pause)
        if service.updateStatus?.state == .updating && decides { return nil }
        if census.hasFinalFailure || census.worstSlotFailures >= policy.failureLimit {
            return .tasksFail(count: census.worstSlotFailures, last: last)
        }
        return nil
    }

    private mutating func placementFailure(_ census: TaskCensus, at time: Duration) -> ServiceFailure? {
        guard let task = census.unplaced else {
            unplacedSince = nil
            return nil
        }
        let since = unplacedSince ?? time
        unplacedSince = since
        return time - since >= policy.unplacedLimit ? .unplaced(task) : nil
    }

    private mutating func stability(_ service: Service, _ census: TaskCensus, at time: Duration) -> ServiceState {
        guard census.areAllRunning, !isRollingBack(service) else {
            allRunningSince = nil
            return .converging(census.progress)
        }
        let since = allRunningSince ?? time
        allRunningSince = since
        guard time - since >= requiredStability(of: service, census) else { return .converging(census.progress) }
        return .converged(census.progress)
    }

    private func isRollingBack(_ service: Service) -> Bool { service.updateStatus?.state == .rollbackStarted && wasChanged }

    private func requiredStability(of service: Service, _ census: TaskCensus) -> Duration {
        // Nothing was done to it, and the engine remembers no failure: there is nothing to watch.
        if !wasChanged && !census.hasOldFailures && census.progress.failures == 0 { return .zero }
        // No task at all may mean that the engine has not made them yet.
        if census.progress.wanted == 0 { return policy.stability }
        // An update that the engine watches longer, because the file says so, is waited for until the engine is content.
        if let config = service.spec.updateConfig, service.updateStatus?.state == .updating,
            config.failureAction == .rollback || config.monitor > 5_000_000_000
        {
            return max(policy.stability, .nanoseconds(config.monitor == 0 ? 5_000_000_000 : config.monitor))
        }
        return Self.isHealthChecked(service) ? .zero : policy.stability
    }

    private static func isHealthChecked(_ service: Service) -> Bool {
        let check = service.spec.taskTemplate.containerSpec?.healthcheck
        return check.map { !$0.test.isEmpty && $0.test.first != "NONE" } ?? false
    }
}
