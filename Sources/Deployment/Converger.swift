package import EngineClient
package import EngineModel
package import Planning

/// A service that is waited for.
package struct ConvergenceGoal: Hashable, Sendable {
    /// The full name.
    package var name: String
    /// Whether this run created or updated it.
    package var wasChanged: Bool
    /// Ids of tasks that had ended before this run.
    package var endedBefore: Set<String>
    /// Whether running is not enough: it must end, with exit code 0.
    package var mustComplete: Bool
    /// Whether the engine was asked to go back to the previous spec, so that having gone back is success.
    package var goesBack: Bool

    package init(name: String, wasChanged: Bool, endedBefore: Set<String>, mustComplete: Bool = false, goesBack: Bool = false) {
        self.name = name
        self.wasChanged = wasChanged
        self.endedBefore = endedBefore
        self.mustComplete = mustComplete
        self.goesBack = goesBack
    }
}

/// What finds the services that are waited for, and their tasks.
package struct ConvergenceScope: Sendable {
    package var services: ObjectFilters
    package var tasks: ObjectFilters

    /// All of a stack: tasks carry the labels of their service.
    package static func stack(_ name: String) -> ConvergenceScope {
        ConvergenceScope(services: .stack(name), tasks: .stack(name))
    }

    /// Some services, whatever stacks they belong to. The names find others too that begin likewise, which does no harm.
    package static func services(_ services: [Service]) -> ConvergenceScope {
        ConvergenceScope(
            services: services.reduce(.all) { $0.name($1.name) }, tasks: services.reduce(.all) { $0.service($1.id) })
    }
}

/// How a wait ended, service by service.
package struct ConvergenceReport: Sendable {
    /// Where a service stood, and when it got there.
    package struct Entry: Sendable {
        package var state: ServiceState
        /// Since the wait began; nil while it is under way.
        package var finishedAt: Duration?
    }

    package var services: [String: Entry] = [:]
    package var timedOut = false
    package var wasStopped = false
    package var elapsed: Duration = .zero

    package init() {}

    package var isSuccess: Bool { !timedOut && !wasStopped && failures.isEmpty }

    /// The services that failed, by name.
    package var failures: [(name: String, failure: ServiceFailure)] {
        services.sorted { $0.key < $1.key }.compactMap { name, entry in
            guard case .failed(let failure, _) = entry.state else { return nil }
            return (name, failure)
        }
    }
}

/// Waits for services by asking the engine again and again: two questions for all of them together.
package struct Converger: Sendable {
    private let engine: any Engine
    private let clock: Timekeeper
    private let stop: StopSignal
    private let policy: ConvergencePolicy
    private let onAbsence: @Sendable (EngineError) -> Void

    /// - Parameter onAbsence: called once each time the engine stops answering for a while.
    package init(
        engine: any Engine, clock: Timekeeper = .real, stop: StopSignal = StopSignal(), policy: ConvergencePolicy = ConvergencePolicy(),
        onAbsence: @escaping @Sendable (EngineError) -> Void = { _ in }
    ) {
        self.engine = engine
        self.clock = clock
        self.stop = stop
        self.policy = policy
        self.onAbsence = onAbsence
    }

    /// Waits until every service has converged or failed.
    ///
    /// - Parameters:
    ///   - timeout: nil for any time.
    ///   - onUpdate: called after every look.
    /// - Throws: `EngineError` when the engine cannot be asked for longer than it takes to restart it, `CancellationError`.
    package func wait(
        for goals: [ConvergenceGoal], scope: ConvergenceScope, timeout: Duration?, onUpdate: @Sendable (ConvergenceReport) -> Void
    ) async throws -> ConvergenceReport {
        let start = clock.now()
        var report = ConvergenceReport()
        var watches = goals.map { goal in
            ServiceWatch(wasChanged: goal.wasChanged, endedBefore: goal.endedBefore, goesBack: goal.goesBack, policy: policy)
        }
        var absence = EngineAbsence(at: start)
        while true {
            let elapsed = clock.now() - start
            do {
                try await look(at: goals, scope, &watches, &report, elapsed)
                absence.end(at: clock.now())
            } catch let error as EngineError {
                if try absence.note(error, at: clock.now()) { onAbsence(error) }
            }
            // The look itself may have taken long.
            report.elapsed = clock.now() - start
            if !goals.allSatisfy({ report.services[$0.name]?.finishedAt != nil }) {
                report.wasStopped = stop.isRaised
                report.timedOut = timeout.map { report.elapsed >= $0 } ?? false
            }
            onUpdate(report)
            let isOver = goals.allSatisfy { report.services[$0.name]?.finishedAt != nil }
            if isOver || report.wasStopped || report.timedOut { return report }
            try await clock.sleep(pause(after: elapsed))
        }
    }

    private func look(
        at goals: [ConvergenceGoal], _ scope: ConvergenceScope, _ watches: inout [ServiceWatch], _ report: inout ConvergenceReport,
        _ elapsed: Duration
    ) async throws {
        guard !goals.isEmpty else { return }
        async let foundServices = engine.services(matching: scope.services, withStatus: true)
        async let foundTasks = engine.tasks(matching: scope.tasks.isUpToDate(true))
        let services = Dictionary(try await foundServices.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let tasks = Dictionary(grouping: try await foundTasks, by: \.serviceID)
        // What has failed stays so: the engine may go on trying, but nobody waits for it any more.
        for (position, goal) in goals.enumerated() where report.services[goal.name]?.state.isFailure != true {
            let service = services[goal.name]
            var state = watches[position].observe(service, tasks: service.flatMap { tasks[$0.id] } ?? [], at: elapsed)
            if goal.mustComplete, case .converged(let progress) = state { state = .converging(progress) }
            let before = report.services[goal.name]
            report.services[goal.name] = .init(state: state, finishedAt: state.isFinal ? before?.finishedAt ?? elapsed : nil)
        }
    }

    /// Often at first, when most services start; then less.
    private func pause(after elapsed: Duration) -> Duration {
        elapsed < .seconds(10) ? .milliseconds(200) : elapsed < .seconds(60) ? .milliseconds(500) : .seconds(1)
    }
}
