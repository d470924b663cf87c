package import EngineClient
package import Planning
import Synchronization

extension PlanExecutor {
    /// Carries out a plan; where what it was made from has changed meanwhile, goes on with a new one. Failures that a new plan makes good are
    /// not told.
    ///
    /// - Parameters:
    ///   - attempts: how many plans are carried out at most, the first included.
    ///   - onEvent: called in order.
    ///   - planAgain: a new plan; nil where the report is the end of it.
    /// - Throws: what `planAgain` throws, `CancellationError`.
    package func execute(
        _ first: Plan, index: ResourceIndex, clock: Timekeeper, attempts: Int, onEvent: @Sendable (ApplyEvent) -> Void,
        planAgain: (ApplyReport) async throws -> (Plan, ResourceIndex)?
    ) async throws -> ApplyReport {
        var (plan, index) = (first, index)
        var done: [PlanStep] = []
        for attempt in 1... {
            let held = HeldFailures()
            var report = try await execute(plan, index: index) { event in
                if case .failed = event { held.hold(event) } else { onEvent(event) }
            }
            done += report.done
            if attempt < attempts, !report.failed.isEmpty, !report.wasStopped {
                if report.mayPass { try await clock.sleep(.milliseconds(500)) }
                if let next = try await planAgain(report) {
                    (plan, index) = next
                    continue
                }
            }
            held.release(to: onEvent)
            report.done = done
            return report
        }
        return ApplyReport()
    }

    /// Carries out a plan for one host. Where another run is at the same project, what the plan found may be gone when its turn comes: it is
    /// looked again then. A failure that leaves the plan as it was is a failure.
    ///
    /// - Parameter lookAgain: observes and plans; nil where a second plan would do again what the first one has done.
    package func execute(
        onHost plan: Plan, clock: Timekeeper = .real, onEvent: @Sendable (ApplyEvent) -> Void = { _ in },
        lookAgain: (() async throws -> Plan)?
    ) async throws -> ApplyReport {
        try await execute(plan, index: ResourceIndex(), clock: clock, attempts: 6, onEvent: onEvent) { report in
            guard let lookAgain, report.mayPass else { return nil }
            do {
                let next = try await lookAgain()
                return next.problems.isEmpty && !report.leaves(next) ? (next, ResourceIndex()) : nil
            } catch is EngineError {
                return nil
            }
        }
    }
}

extension ApplyReport {
    /// Whether the failures are such as pass by themselves.
    var mayPass: Bool { failed.allSatisfy(\.error.mayPass) }

    /// Whether a new plan is just what is left of the old one.
    func leaves(_ plan: Plan) -> Bool {
        let left = failed.map(\.step) + notStarted
        return Set(left.filter(\.action.isWrite).map(\.id)) == Set(plan.steps.filter(\.action.isWrite).map(\.id))
    }
}

/// Keeps the events of failures back until it is clear that they are not made good.
private final class HeldFailures: Sendable {
    private let events = Mutex<[ApplyEvent]>([])

    func hold(_ event: ApplyEvent) { events.withLock { $0.append(event) } }

    func release(to onEvent: @Sendable (ApplyEvent) -> Void) {
        let held = events.withLock { $0 }
        for event in held { onEvent(event) }
    }
}
