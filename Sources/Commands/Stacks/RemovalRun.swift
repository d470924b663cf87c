import Deployment
import EngineClient
import EngineModel
import Planning

/// One run of `rm`.
struct RemovalRun: Sendable {
    let options: RmOptions
    let context: CommandContext

    func run() async throws {
        try await context.withEngine(options.connection) { connection in
            let engine = connection.engine
            try await engine.requireManager()
            var plans: [Plan] = []
            var volumes: [StackVolumes] = []
            for stack in options.stacks {
                let plan = try await plan(stack, engine)
                let found = options.volumes ? try await StackVolumes(of: stack, on: engine) : nil
                if plan.isEmpty && found?.names.isEmpty ?? true { context.warn("Nothing found in stack: \(stack)") }
                if !plan.isEmpty { plans.append(plan) }
                if let found { volumes.append(found) }
            }
            // Before anything is touched.
            if !options.yes { try context.askToRemove(volumes: volumes.flatMap(\.names), of: "stack") }
            try await remove(plans, volumes, engine)
        }
    }

    /// Tasks outlive their services for as long as they take to stop; a removal that was interrupted left some.
    private func plan(_ stack: String, _ engine: any Engine) async throws -> Plan {
        let observed = try await engine.observe(stack: stack)
        let live = try await engine.tasks(matching: .stack(stack)).filter { !$0.status.state.isTerminal }
        let stopping = Set(live.map(\.serviceID)).subtracting(observed.services.map(\.id))
        return observed.removalPlan(waitsForTasks: !options.detach, stopping: stopping.sorted())
    }

    private func remove(_ plans: [Plan], _ volumes: [StackVolumes], _ engine: any ContainerEngine) async throws {
        guard !(plans.isEmpty && volumes.allSatisfy(\.names.isEmpty)) else { return }
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
        for found in volumes { try await found.remove(from: engine, stop, context) }
    }
}

extension CommandContext {
    /// Asks whether volumes may be lost; nothing is asked where there are none.
    ///
    /// - Parameter kind: what they belong to, in a word.
    /// - Throws: `CommandFailure` unless the answer is yes.
    func askToRemove(volumes: [String], of kind: String) throws {
        guard !volumes.isEmpty else { return }
        warn("These volumes would be removed, with all that is in them:")
        for volume in volumes { warn("  \(volume)") }
        guard hasTerminal else {
            throw CommandFailure(.usage, "nothing was removed: there is nobody to ask", help: ["--yes removes them without asking"])
        }
        guard ask("Remove them and the \(kind)?") else { throw CommandFailure(.failed, "nothing was removed") }
    }
}

/// The volumes of a stack on the node of the engine that is asked; no engine tells about those of other nodes.
struct StackVolumes: Sendable {
    let stack: String
    let names: [String]
    /// Host names of the other nodes of the swarm.
    let otherNodes: [String]

    /// - Throws: `EngineError`.
    init(of stack: String, on engine: any ContainerEngine) async throws {
        self.stack = stack
        names = try await engine.volumes(matching: .stack(stack)).map(\.name).sorted()
        let own = try await engine.info().swarm?.nodeID
        otherNodes = try await engine.nodes(matching: .all).filter { $0.id != own }.map(\.name).sorted()
    }

    /// Removes them, and says which nodes may have more.
    ///
    /// - Throws: `CommandFailure` if one stays, `EngineError`, `CancellationError`.
    func remove(from engine: any ContainerEngine, _ stop: StopSignal, _ context: CommandContext) async throws {
        for name in names {
            context.say("Removing volume \(name)")
            try await remove(name, from: engine, stop, context)
        }
        guard !otherNodes.isEmpty else { return }
        context.warn("Volumes of \(stack) on other nodes stay: \(otherNodes.joined(separator: ", ")). On each of them:")
        context.warn("  docker volume rm $(docker volume ls -q --filter label=\(StackLabel.namespace)=\(stack))")
    }

    /// The containers of stopped tasks hold volumes until the engine has cleaned them up.
    private func remove(_ name: String, from engine: any ContainerEngine, _ stop: StopSignal, _ context: CommandContext) async throws {
        let deadline = context.clock.now() + .seconds(60)
        while true {
            do {
                return try await engine.removeVolume(name, force: false)
            } catch let error as EngineError {
                if error.isNotFound { return }
                guard error.isConflict, context.clock.now() < deadline, !stop.isRaised else {
                    EntryPoint.printError(error.description, help: ["the same command goes on from here"], in: context)
                    throw CommandFailure(.partlyApplied, nil)
                }
            }
            try await context.clock.sleep(.milliseconds(250))
        }
    }
}
