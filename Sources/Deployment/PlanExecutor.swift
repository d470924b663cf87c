package import EngineClient
import EngineModel
package import Planning

/// Carries out a plan: as many steps at the same time as their dependencies and `width` allow. Steps that only wait are not counted: where
/// many containers take their time to end, none is to wait for another.
///
/// After a failure nothing new is begun; what runs is finished. So every report tells exactly what was done.
package struct PlanExecutor: Sendable {
    private let runner: any StepRunning
    private let stop: StopSignal
    private let width: Int
    private let starts: Int

    /// An executor of plans for a host, or of any other kind of step.
    ///
    /// - Parameters:
    ///   - width: how many steps run at the same time.
    ///   - starts: how many containers are started beside them.
    package init(runner: any StepRunning, stop: StopSignal = StopSignal(), width: Int = 8, starts: Int = 8) {
        self.runner = runner
        self.stop = stop
        self.width = width
        self.starts = starts
    }

    /// An executor of plans for a swarm.
    ///
    /// - Parameters:
    ///   - credentials: the credential that is sent along for an image, if one is.
    ///   - patience: how long refusals that pass by themselves are put up with.
    ///   - timeout: how long a wait between services may take; nil for any time.
    ///   - endedBefore: tasks that had ended before the plan was made: their failures are old.
    ///   - onAbsence: called once each time the engine stops answering while something is waited for.
    package init(
        engine: any Engine, stack: String, credentials: @escaping CredentialSource = { _ in nil }, clock: Timekeeper = .real,
        stop: StopSignal = StopSignal(), convergence: ConvergencePolicy = ConvergencePolicy(), patience: Duration = .seconds(30),
        timeout: Duration? = nil, width: Int = 8, endedBefore: Set<String> = [],
        onAbsence: @escaping @Sendable (EngineError) -> Void = { _ in }
    ) {
        let runner = StepRunner(
            engine: engine, stack: stack, credentials: credentials, clock: clock, stop: stop, convergence: convergence, patience: patience,
            timeout: timeout, endedBefore: endedBefore, onAbsence: onAbsence)
        self.init(runner: runner, stop: stop, width: width)
    }

    /// - Parameters:
    ///   - index: the ids that were known when the plan was made.
    ///   - onEvent: called in order, never twice at the same time.
    /// - Throws: only `CancellationError`.
    package func execute(
        _ plan: Plan, index: ResourceIndex, onEvent: @Sendable (ApplyEvent) -> Void = { _ in }
    ) async throws -> ApplyReport {
        var run = PlanRun(plan: plan, index: index)
        try await withThrowingTaskGroup(of: (PlanStep, Result<StepOutcome, StepError>).self) { group in
            var running: [StepLoad: Int] = [:]
            while true {
                while !stop.isRaised, let step = run.next(where: { hasRoom(for: $0.action.load, beside: running) }) {
                    onEvent(.started(step))
                    running[step.action.load, default: 0] += 1
                    group.addTask { [index = run.index] in (step, try await result(of: step, index)) }
                }
                guard running.values.contains(where: { $0 > 0 }), let (step, result) = try await group.next() else { break }
                running[step.action.load, default: 0] -= 1
                onEvent(run.take(result, of: step))
            }
        }
        return run.report(wasStopped: stop.isRaised)
    }

    private func hasRoom(for load: StepLoad, beside running: [StepLoad: Int]) -> Bool {
        let count = running[load] ?? 0
        return switch load {
        case .patience: true
        case .requests: count < width
        case .start: count < starts
        }
    }

    private func result(of step: PlanStep, _ index: ResourceIndex) async throws -> Result<StepOutcome, StepError> {
        do {
            return .success(try await runner.run(step, index: index))
        } catch let error as EngineError {
            return .failure(.engine(error))
        } catch let error as StepError {
            return .failure(error)
        }
    }
}

/// The state of a plan that is being carried out.
private struct PlanRun {
    private(set) var index: ResourceIndex
    private var waiting: [PlanStep]
    private var succeeded: Set<StepID> = []
    private var outcome = ApplyReport()

    init(plan: Plan, index: ResourceIndex) {
        self.index = index
        waiting = plan.steps
    }

    /// The next step that may begin and for which there is room; nil if there is none now.
    mutating func next(where hasRoom: (PlanStep) -> Bool) -> PlanStep? {
        guard outcome.failed.isEmpty, let position = waiting.firstIndex(where: { hasRoom($0) && isReady($0) }) else { return nil }
        return waiting.remove(at: position)
    }

    private func isReady(_ step: PlanStep) -> Bool { step.dependencies.allSatisfy(succeeded.contains) }

    mutating func take(_ result: Result<StepOutcome, StepError>, of step: PlanStep) -> ApplyEvent {
        switch result {
        case .success(let outcome):
            succeeded.insert(step.id)
            self.outcome.done.append(step)
            if let id = outcome.createdID { learn(id, of: step.address) }
            return .finished(step, warnings: outcome.warnings)
        case .failure(.stopped):
            // The user's wish is no failure: the step is still to be done.
            waiting.insert(step, at: 0)
            return .failed(step, .stopped)
        case .failure(let error):
            outcome.failed.append(.init(step: step, error: error))
            return .failed(step, error)
        }
    }

    private mutating func learn(_ id: String, of address: ResourceAddress) {
        switch address.kind {
        case .secret: index.secretIDs[address.name] = id
        case .config: index.configIDs[address.name] = id
        case .network: index.networkNames[id] = address.name
        case .service, .volume, .container, .image: break
        }
    }

    func report(wasStopped: Bool) -> ApplyReport {
        var report = outcome
        report.notStarted = waiting
        report.wasStopped = wasStopped && !waiting.isEmpty
        return report
    }
}
