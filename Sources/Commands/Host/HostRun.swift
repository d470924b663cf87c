import Deployment
import EngineClient
import EngineModel
import Planning
import Terminal

/// Makes a plan for one host and carries it out, with the messages that belong to it.
struct HostRun: Sendable {
    let engine: any ContainerEngine
    let context: CommandContext
    let progress: HostProgress
    let stop: StopSignal

    /// Observes and plans.
    func plan(_ desired: DesiredHostState, policy: HostPolicy) async throws -> Plan {
        async let observed = engine.observe(for: desired, includingNetworkUsers: policy.recreatesNetworks)
        async let images = engine.images(of: desired.services)
        return HostPlanner(desired: desired, observed: try await observed, images: try await images, policy: policy).plan()
    }

    /// Carries the plan out.
    ///
    /// - Throws: `CommandFailure` with the code of what happened unless all was done.
    func apply(_ plan: Plan) async throws {
        try plan.check(in: context)
        for note in plan.notes { note.lines.forEach(progress.say) }
        let runner = HostStepRunner(
            engine: engine, project: plan.stack, clock: context.clock, stop: stop,
            onHookLine: { container, line in progress.say("\(container)  | \(line)") })
        let report = try await PlanExecutor(runner: runner, stop: stop, starts: 16)
            .execute(plan, index: ResourceIndex(), onEvent: progress.show)
        try ApplyOutcome(report: report, context: context).check()
    }
}
