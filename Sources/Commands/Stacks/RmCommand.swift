import ArgumentParser
import Deployment
import EngineClient
import EngineModel
import Planning

/// Everything that can be said to `rm`.
struct RmOptions: ParsableArguments {
    @OptionGroup var connection: ConnectionOptions
    @Flag(name: .shortAndLong, inversion: .prefixedNo, help: "Does not wait until the tasks have stopped.") var detach = false
    @Option(help: ArgumentHelp("How long to wait for tasks to stop, such as 90s or 5m; 0 for any time.", valueName: "duration"))
    var timeout = DurationArgument(defaultDuration: .seconds(300))
    @Argument(help: "The stacks.") var stacks: [String]

    func validate() throws { try stacks.forEach(StackName.validate) }
}

/// `skep rm`: removes stacks.
struct RmCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Removes stacks: services, then, when their tasks have stopped, secrets, configs and networks.",
        discussion: """
            Volumes are kept. Unlike docker, it waits until the stack is gone; --detach does not.

            Examples:
              skep rm home
              skep rm home shop
              skep rm --timeout 30s home
            """,
        aliases: ["remove"])

    @OptionGroup var options: RmOptions

    func run() async throws { try await RemovalRun(options: options, context: .current).run() }
}

/// `skep stack down`: docker's other name for `stack rm`.
struct StackDownCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "down", abstract: "The same as rm.", discussion: "Example:\n  skep stack down home", shouldDisplay: false)

    @OptionGroup var options: RmOptions

    func run() async throws { try await RemovalRun(options: options, context: .current).run() }
}

/// One run of `rm`.
struct RemovalRun: Sendable {
    let options: RmOptions
    let context: CommandContext

    func run() async throws {
        try await context.withEngine(options.connection) { connection in
            try await connection.engine.requireManager()
            var plans: [Plan] = []
            for stack in options.stacks {
                let plan = try await plan(stack, connection.engine)
                if plan.isEmpty { context.warn("Nothing found in stack: \(stack)") } else { plans.append(plan) }
            }
            guard !plans.isEmpty else { return }
            try await remove(plans, connection.engine)
        }
    }

    /// Tasks outlive their services for as long as they take to stop; a removal that was interrupted left some.
    private func plan(_ stack: String, _ engine: any Engine) async throws -> Plan {
        let observed = try await engine.observe(stack: stack)
        let live = try await engine.tasks(matching: .stack(stack)).filter { !$0.status.state.isTerminal }
        let stopping = Set(live.map(\.serviceID)).subtracting(observed.services.map(\.id))
        return observed.removalPlan(waitsForTasks: !options.detach, stopping: stopping.sorted())
    }

    private func remove(_ plans: [Plan], _ engine: any Engine) async throws {
        let stop = context.catchInterrupts()
        let limit = options.timeout.duration
        for plan in plans {
            let executor = PlanExecutor(
                engine: engine, stack: plan.stack, clock: context.clock, stop: stop, timeout: limit == .zero ? .seconds(31_536_000) : limit,
                onAbsence: { [context] in context.warn($0.absenceText) })
            let messages = StepMessages(context: context, isQuiet: false)
            let report = try await executor.execute(plan, index: ResourceIndex(), onEvent: messages.show)
            try ApplyOutcome(report: report, context: context).check()
        }
    }
}
