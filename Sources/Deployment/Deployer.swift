package import EngineClient
package import EngineModel
package import Planning
import Synchronization

/// Brings a stack to its desired state: observes, resolves images, plans, applies.
package struct Deployer: Sendable {
    private let engine: any Engine
    private let credentials: CredentialSource
    private let policy: PlanPolicy
    private let imagePolicy: ImagePolicy

    package init(
        engine: any Engine, policy: PlanPolicy = .careful(), imagePolicy: ImagePolicy = .always,
        credentials: @escaping CredentialSource = { _ in nil }
    ) {
        self.engine = engine
        self.policy = policy
        self.imagePolicy = imagePolicy
        self.credentials = credentials
    }

    /// A plan with what it was made from.
    package struct Preparation: Sendable {
        package var plan: Plan
        package var index: ResourceIndex
        /// Images that no registry told about.
        package var unresolved: [ImageResolver.Answer]
    }

    /// Observes the engine and plans.
    ///
    /// - Parameter images: answers of an earlier preparation, to ask no registry twice.
    /// - Throws: `EngineError`, `CancellationError`.
    package func prepare(
        _ desired: DesiredSwarmState, images: [ImageResolver.Answer]? = nil
    ) async throws -> (preparation: Preparation, images: [ImageResolver.Answer]) {
        let observation = try await engine.observe(for: desired, policy: policy)
        let answers: [ImageResolver.Answer]
        if let images {
            answers = images
        } else {
            let wanted = Planner.imagesToResolve(desired: desired, observed: observation.state, policy: imagePolicy)
            answers = try await ImageResolver(engine: engine, credentials: credentials).resolve(wanted)
        }
        var resolved: [String: ResolvedImage] = [:]
        for answer in answers { resolved[answer.image] = try? answer.result.get() }
        let planner = Planner(
            desired: desired, observed: observation.state, index: observation.index, images: resolved, policy: policy)
        let preparation = Preparation(
            plan: planner.plan(), index: observation.index, unresolved: answers.filter { (try? $0.result.get()) == nil })
        return (preparation, answers)
    }

    /// Tasks of a stack that have ended by now: their failures are old. Who neither changes anything nor waits has no need to know.
    ///
    /// - Throws: `EngineError`, `CancellationError`.
    package func endedTasks(of stack: String) async throws -> Set<String> {
        Set(try await engine.tasks(matching: .stack(stack)).filter { $0.status.state.isTerminal }.map(\.id))
    }

    /// Applies a preparation; when the engine turns out to have moved on since, plans again and goes on.
    ///
    /// Right after `stack rm`, a network that was seen can be gone a moment later: a service is refused then, and a new plan, which creates
    /// the network too, differs from what was left of the old one. A failure that leaves the plan as it was is a failure.
    ///
    /// - Parameters:
    ///   - attempts: how many plans are made at most, the first included.
    ///   - onEvent: called in order.
    package func apply(
        _ first: Preparation, to desired: DesiredSwarmState, images: [ImageResolver.Answer], with executor: PlanExecutor,
        clock: Timekeeper = .real, attempts: Int = 8, onEvent: @Sendable (ApplyEvent) -> Void
    ) async throws -> ApplyReport {
        var preparation = first
        var done: [PlanStep] = []
        for attempt in 1... {
            let held = HeldFailures()
            var report = try await executor.execute(preparation.plan, index: preparation.index) { event in
                if case .failed = event { held.hold(event) } else { onEvent(event) }
            }
            done += report.done
            if attempt < attempts, !report.failed.isEmpty, !report.wasStopped {
                if report.mayPass { try await clock.sleep(.milliseconds(500)) }
                if let next = try await whatIsLeft(of: desired, images, after: report) {
                    preparation = next
                    continue
                }
            }
            held.release(to: onEvent)
            report.done = done
            return report
        }
        return ApplyReport()
    }

    /// A new plan, if it may do what the last one could not; nil where the report is the end of it, as when the engine is gone: what failed
    /// first is worth more than that nothing can be asked now.
    private func whatIsLeft(
        of desired: DesiredSwarmState, _ images: [ImageResolver.Answer], after report: ApplyReport
    ) async throws -> Preparation? {
        do {
            let next = try await prepare(desired, images: images).preparation
            return next.plan.problems.isEmpty && (report.mayPass || !report.leaves(next.plan)) ? next : nil
        } catch is EngineError {
            return nil
        }
    }
}

extension ApplyReport {
    /// Whether the failures are such as pass by themselves.
    fileprivate var mayPass: Bool { failed.allSatisfy(\.error.mayPass) }

    /// Whether a new plan is just what is left of the old one.
    fileprivate func leaves(_ plan: Plan) -> Bool {
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
