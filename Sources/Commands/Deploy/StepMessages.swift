import Deployment
import EngineModel
import Planning
import Terminal

/// Says what is being done, in docker's words.
struct StepMessages: Sendable {
    let context: CommandContext
    let isQuiet: Bool

    func show(_ event: ApplyEvent) {
        switch event {
        case .started(let step):
            if !isQuiet, let message = message(step) { context.say(message) }
        case .finished(_, let warnings):
            warnings.forEach(context.warn)
        case .failed:
            // The report at the end says it, with what was left undone.
            break
        }
    }

    private func message(_ step: PlanStep) -> String? {
        let name = step.address.name
        switch step.action {
        case .createNetwork, .createSecret, .createConfig, .createService: return "Creating \(step.address)"
        // Docker updates secrets and configs silently.
        case .updateSecret, .updateConfig: return nil
        case .updateService(_, _, let seen): return "Updating service \(name) (id: \(seen.id))"
        case .remove: return "Removing \(step.address)"
        case .awaitTasksGone: return nil
        case .awaitService(.healthy): return "Waiting for \(name) to be healthy"
        case .awaitService(.completedSuccessfully): return "Waiting for \(name) to complete"
        case .awaitService(.started), .host: return nil
        }
    }
}

/// Turns the report of an applied plan into messages and an exit code.
struct ApplyOutcome {
    let report: ApplyReport
    let context: CommandContext

    /// - Throws: `CommandFailure` unless all was done.
    func check() throws {
        guard !report.isSuccess else { return }
        for failure in report.failed { EntryPoint.printError(failure.error.description, help: help(failure.error), in: context) }
        let done = report.done.filter(\.action.isWrite).count
        let left = report.notStarted.filter(\.action.isWrite)
        if report.failed.isEmpty { context.warn("Stopped.") }
        if done > 0 || !left.isEmpty {
            context.warn("  \(done) of \(done + report.failed.count + left.count) steps are done" + list(left))
        }
        context.warn("  the same command goes on from here.")
        throw CommandFailure(status(done: done), nil)
    }

    private func status(done: Int) -> ExitStatus {
        if report.failed.contains(where: { if case .timedOut = $0.error { true } else { false } }) { return .timedOut }
        if done > 0 { return .partlyApplied }
        return report.failed.isEmpty ? .interrupted : .failed
    }

    private func list(_ left: [PlanStep]) -> String {
        left.isEmpty
            ? "." : "; not begun: " + left.prefix(10).map(\.id.description).joined(separator: ", ") + (left.count > 10 ? ", ..." : ".")
    }

    private func help(_ error: StepError) -> [String] {
        switch error {
        case .engine(let error): error.help
        case .dependencyFailed(_, let failure): failure.task?.cause.help.map { [$0] } ?? []
        case .timedOut, .stopped, .containerFailed, .hookFailed, .missingPeer: []
        }
    }
}
