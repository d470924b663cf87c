import ComposeLoading
import Deployment
import EngineClient
import EngineModel
import Planning
import Terminal

/// What `create` and `up` do: read the files, see to the images, plan, carry out.
struct HostUp: Sendable {
    let options: HostCreationOptions
    let services: [String]
    let policy: HostPolicy
    let context: CommandContext
    var withoutDependencies = false

    /// A project that is up.
    struct Raised: Sendable {
        var desired: DesiredHostState
        var plan: Plan
        var connection: EngineConnection
        var run: HostRun
    }

    /// - Parameters:
    ///   - stop: what asks to begin nothing new; nil: Ctrl-C does.
    ///   - applying: carries the plan out; nil: that and nothing else is done.
    ///   - after: called once all is done.
    /// - Throws: `CommandFailure`, `EngineError`, `CancellationError`.
    func run(
        stop: StopSignal? = nil, applying: ((HostRun, Plan, DesiredHostState) async throws -> Void)? = nil,
        after: (Raised) async throws -> Void
    ) async throws {
        let loading = HostLoading(options: options.project, context: context, isQuiet: options.quiet)
        let loaded = try loading.load()
        try await context.withEngine(options.connection) { connection in
            let all = try await loading.translate(loaded, for: connection)
            let desired = try all.selecting(services, withoutDependencies: withoutDependencies).scaled(options.scale)
            if policy.starts { try loading.checkPorts(of: desired, in: loaded) }
            let progress = HostProgress(context: context, isQuiet: options.quiet)
            let images = ImagePreparation(connection: connection, progress: progress, pull: options.pull, now: context.wallClock())
            if options.dryRun { return try await show(desired, images, connection) }
            try await images.prepare(desired.services)
            if !options.noBuild { try await build(desired.services, of: all.services, connection, progress) }
            let run = HostRun(engine: connection.engine, context: context, progress: progress, stop: stop ?? context.catchInterrupts())
            let plan = try await run.plan(desired, policy: policy)
            if policy.starts && plan.problems.isEmpty { progress.showRunning(plan) }
            if let applying {
                try await applying(run, plan, desired)
            } else {
                try await run.apply(plan)
            }
            try await after(Raised(desired: desired, plan: plan, connection: connection, run: run))
        }
    }

    /// Builds what is to be built each time or is asked for, and what is not here.
    private func build(
        _ services: [DesiredHostService], of project: [DesiredHostService], _ connection: EngineConnection, _ progress: HostProgress
    ) async throws {
        let building = ImageBuilding(
            connection: connection, context: context, progress: progress, settings: .forRunning(isQuiet: options.quiet), project: project)
        try await building.run(services.filter { options.build || $0.pullPolicy == .build }, services)
    }

    private func show(_ desired: DesiredHostState, _ images: ImagePreparation, _ connection: EngineConnection) async throws {
        let run = HostRun(
            engine: connection.engine, context: context, progress: images.progress, stop: StopSignal())
        let plan = try await run.plan(desired, policy: policy)
        for image in try await images.pending(desired.services) { context.say("  + image   \(image)  would be pulled") }
        context.show(plan)
        try plan.check(in: context)
        if !plan.isEmpty { throw CommandFailure(.changesPending, nil) }
    }
}
