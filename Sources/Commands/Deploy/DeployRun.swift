import Deployment
import EngineClient
import EngineModel
import Planning
import Terminal

/// One run of `deploy`, from the file to the report.
struct DeployRun: Sendable {
    let options: DeployOptions
    let context: CommandContext

    func run() async throws {
        let start = context.clock.now()
        let loading = StackLoading(options: options, context: context)
        let loaded = try loading.load()
        try await context.withEngine(options.connection) { connection in
            let engine = connection.engine
            try await engine.requireManager()
            let stack = try loading.translate(loaded, apiVersion: try await connection.apiVersion())
            let deployer = Deployer(
                engine: engine, policy: options.planPolicy, imagePolicy: options.resolveImage, credentials: credentials(connection))
            let (preparation, images) = try await deployer.prepare(stack)
            preparation.unresolved.forEach(warnUnresolved)
            try check(preparation.plan)
            if options.dryRun { return try show(preparation.plan) }
            let stop = preparation.plan.isEmpty && !options.waits ? StopSignal() : context.catchInterrupts()
            let report = try await apply(deployer, preparation, images, stack, engine, stop, credentials(connection))
            try ApplyOutcome(report: report, context: context).check()
            try await finish(stack, preparation, report, engine, stop, since: start)
        }
    }

    private func credentials(_ connection: EngineConnection) -> CredentialSource {
        guard options.withRegistryAuth else { return { _ in nil } }
        return connection.credentials
    }

    /// Docker's warning (client 28, service create): without a digest every node resolves the tag for itself.
    private func warnUnresolved(_ answer: ImageResolver.Answer) {
        guard !options.quiet, case .failure(let error) = answer.result else { return }
        context.warn(
            "image \(ImageText.tagged(answer.image)) could not be accessed on a registry to record its digest. Each node will access "
                + "\(ImageText.tagged(answer.image)) independently, possibly leading to different nodes running different versions of the image."
                + " (\(error.message))")
    }

    private func check(_ plan: Plan) throws {
        guard !plan.problems.isEmpty else { return }
        for problem in plan.problems { EntryPoint.printError(problem.description, help: [problem.help], in: context) }
        throw CommandFailure(.failed, nil)
    }

    private func show(_ plan: Plan) throws {
        context.console.out.write(plan.description)
        if !plan.isEmpty { throw CommandFailure(.changesPending, nil) }
    }

    private func apply(
        _ deployer: Deployer, _ preparation: Deployer.Preparation, _ images: [ImageResolver.Answer], _ stack: DesiredSwarmState,
        _ engine: any Engine, _ stop: StopSignal, _ credentials: @escaping CredentialSource
    ) async throws -> ApplyReport {
        if !options.quiet {
            for note in preparation.plan.notes { note.lines.forEach(context.say) }
        }
        let executor = PlanExecutor(
            engine: engine, stack: stack.stack, credentials: credentials, clock: context.clock, stop: stop, convergence: convergence,
            timeout: options.limit)
        let messages = StepMessages(context: context, isQuiet: options.quiet)
        return try await deployer.apply(
            preparation, to: stack, images: images, with: executor, clock: context.clock, onEvent: messages.show)
    }

    private var convergence: ConvergencePolicy { ConvergencePolicy(stability: options.stableFor.duration) }

    private func finish(
        _ stack: DesiredSwarmState, _ preparation: Deployer.Preparation, _ report: ApplyReport, _ engine: any Engine, _ stop: StopSignal,
        since start: Duration
    ) async throws {
        if options.waits {
            let changed = Set(report.done.filter { $0.address.kind == .service && $0.action.isWrite }.map(\.address.name))
            let goals = stack.services.map { service in
                ConvergenceGoal(
                    name: service.name, wasChanged: changed.contains(service.name), endedBefore: preparation.endedTasks)
            }
            let wait = ConvergenceDisplay(context: context, isQuiet: options.quiet, stack: stack.stack)
            try await wait.run(goals, scope: .stack(stack.stack), engine, stop, convergence, timeout: options.limit)
        }
        if !options.quiet && !options.compat { context.say(summary(stack, preparation.plan, report, since: start)) }
    }

    private func summary(_ stack: DesiredSwarmState, _ plan: Plan, _ report: ApplyReport, since start: Duration) -> String {
        let elapsed = (context.clock.now() - start).shortText
        let writes = report.done.filter(\.action.isWrite)
        guard !writes.isEmpty else { return "\(stack.stack) is up to date (\(plan.unchanged.count) objects, \(elapsed))." }
        let counts = Plan(stack: stack.stack, steps: writes).counts
        let parts = [
            (counts.created, "created"), (counts.updated, "updated"), (counts.removed, "removed"), (plan.unchanged.count, "unchanged"),
        ]
        let said = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        return "Deployed \(stack.stack) in \(elapsed): \(said)."
    }
}
