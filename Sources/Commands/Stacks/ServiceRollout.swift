import Deployment
import EngineClient
import EngineModel
import Planning

/// Changes services one after another and waits for all of them: what `scale`, `restart` and `rollback` have in common.
struct ServiceRollout: Sendable {
    let engine: any Engine
    let context: CommandContext
    let detaches: Bool
    var policy = ConvergencePolicy()
    /// How long to wait; nil for any time.
    var timeout: Duration? = .seconds(600)
    /// Whether the engine is asked to go back, so that having gone back is success.
    var goesBack = false

    /// One change that is wanted.
    struct Wish: Sendable {
        /// The full name.
        var service: String
        /// What is said when it was sent.
        var message: String
        var change: @Sendable (any Engine, Timekeeper) async throws -> ServiceChange
    }

    /// Does what can be done, says what cannot, and waits for the services that were found.
    ///
    /// - Throws: `CommandFailure`, `EngineError` when the engine is away.
    func run(_ wishes: [Wish]) async throws {
        let ended = try await endedTasks(wishes)
        var goals: [ConvergenceGoal] = []
        var services: [Service] = []
        for wish in wishes {
            guard let change = try await attempt(wish) else { continue }
            change.warnings.forEach(context.warn)
            context.say(wish.message)
            services.append(change.service)
            goals.append(
                ConvergenceGoal(name: change.service.name, wasChanged: change.wasSent, endedBefore: ended, goesBack: goesBack))
        }
        if !detaches { try await wait(goals, services) }
        guard services.count < wishes.count else { return }
        throw CommandFailure(services.isEmpty ? .failed : .partlyApplied, nil)
    }

    /// nil if it was refused, which has been said.
    private func attempt(_ wish: Wish) async throws -> ServiceChange? {
        do {
            return try await wish.change(engine, context.clock)
        } catch let error as EngineError where error.status != nil {
            EntryPoint.printError("\(wish.service): \(error.message)", help: [], in: context)
        } catch let error as ScaleError {
            EntryPoint.printError("\(wish.service): \(error)", help: [], in: context)
        } catch let error as RollbackError {
            EntryPoint.printError("\(wish.service): \(error)", help: [], in: context)
        }
        return nil
    }

    private func endedTasks(_ wishes: [Wish]) async throws -> Set<String> {
        let filters = wishes.reduce(ObjectFilters.all) { $0.service($1.service) }
        return Set(try await engine.tasks(matching: filters).filter { $0.status.state.isTerminal }.map(\.id))
    }

    private func wait(_ goals: [ConvergenceGoal], _ services: [Service]) async throws {
        guard !goals.isEmpty else { return }
        let display = ConvergenceDisplay(context: context, isQuiet: false, stack: nil)
        try await display.run(
            goals, scope: .services(services), engine, context.catchInterrupts(), policy, timeout: timeout)
    }
}
