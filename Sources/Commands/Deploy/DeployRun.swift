import Deployment
import EngineClient
import EngineModel
import Planning
import Terminal

/// One run of `deploy`, from the file to the report.
struct DeployRun: Sendable {
    let options: DeployOptions
    let context: CommandContext
    /// A saved plan and where it was read; only it is carried out then.
    var saved: (plan: SavedPlan, path: String)?

    func run() async throws {
        if options.dryRun { return try await PlanRun(options: options, format: .text, context: context).run() }
        let start = context.clock.now()
        try await DeployPreparation(options: options, context: context, images: saved?.plan.answers).run { prepared in
            try prepared.plan.check(in: context)
            if let saved { try await prepared.check(against: saved.plan, from: saved.path) }
            let stop = prepared.plan.isEmpty && !options.waits ? StopSignal() : context.catchInterrupts()
            let mayMeetTasks = options.waits || !prepared.plan.isEmpty
            let ended = mayMeetTasks ? try await prepared.deployer.endedTasks(of: prepared.desired.stack) : []
            let report = try await apply(prepared, stop, endedBefore: ended)
            try ApplyOutcome(report: report, context: context).check()
            try await finish(prepared, report, stop, endedBefore: ended, since: start)
        }
    }

    private func apply(_ prepared: DeployPreparation.Prepared, _ stop: StopSignal, endedBefore: Set<String>) async throws -> ApplyReport {
        if !options.quiet {
            if !options.compat { prepared.imageLines.forEach(context.say) }
            for note in prepared.plan.notes { note.lines.forEach(context.say) }
        }
        let executor = PlanExecutor(
            engine: prepared.engine, stack: prepared.desired.stack, credentials: prepared.credentials, clock: context.clock, stop: stop,
            convergence: convergence, timeout: options.limit, endedBefore: endedBefore,
            onAbsence: { [context] in context.warn($0.absenceText) })
        let messages = StepMessages(context: context, isQuiet: options.quiet)
        return try await prepared.deployer.apply(
            prepared.preparation, to: prepared.desired, images: prepared.images, with: executor, clock: context.clock,
            attempts: saved == nil ? 8 : 1, onEvent: messages.show)
    }

    private var convergence: ConvergencePolicy { ConvergencePolicy(stability: options.stableFor.duration) }

    private func finish(
        _ prepared: DeployPreparation.Prepared, _ report: ApplyReport, _ stop: StopSignal, endedBefore: Set<String>,
        since start: Duration
    ) async throws {
        let stack = prepared.desired
        if options.waits {
            let changed = Set(report.done.filter { $0.address.kind == .service && $0.action.isWrite }.map(\.address.name))
            let goals = stack.services.map { service in
                ConvergenceGoal(name: service.name, wasChanged: changed.contains(service.name), endedBefore: endedBefore)
            }
            let wait = ConvergenceDisplay(context: context, isQuiet: options.quiet, stack: stack.stack, places: prepared.places)
            try await wait.run(goals, scope: .stack(stack.stack), prepared.engine, stop, convergence, timeout: options.limit)
        }
        if !options.quiet && !options.compat { context.say(summary(stack, prepared.plan, report, since: start)) }
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

extension DeployPreparation.Prepared {
    /// The digest that each tag of a new or changed service stands for, and where the image can run.
    fileprivate var imageLines: [String] {
        let used = Set(plan.serviceSpecs.compactMap { $0.taskTemplate.containerSpec?.image })
        let found = images.compactMap { answer in (try? answer.result.get()).map { (answer.image, $0) } }
            .filter { used.contains($0.1.reference) }
        let width = found.map { ImageText.tagged($0.0).displayWidth }.max() ?? 0
        return found.map { image, resolved in
            let digest = resolved.reference.split(separator: "@").last.map { String($0.prefix(19)) } ?? ""
            let builds = Set(resolved.platforms.map { $0.architecture.isEmpty ? "arm" : $0.architecture }).sorted().joined(separator: " ")
            return "  image  \(ImageText.withoutDigest(ImageText.tagged(image)).padded(to: width))  \(digest)  \(builds)"
        }
    }
}
