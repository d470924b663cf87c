import Deployment
import Diagnostics
import EngineClient
import EngineModel
import Planning
import Terminal

/// Says why a service does not run: what happened, where in the file, on which node, the engine's whole text, what the container and its
/// health check said, and what to do.
struct FailureText {
    let explanation: FailureExplanation
    let stack: String?
    let places: ServicePlaces?

    init(_ explanation: FailureExplanation, stack: String?, places: ServicePlaces? = nil) {
        self.explanation = explanation
        self.stack = stack
        self.places = places
    }

    /// - Parameter isLast: whether what holds for all failures is said now.
    func print(in context: CommandContext, isLast: Bool = true) {
        printHeadline(in: context)
        for line in facts { context.warn("   " + line.withVisibleControls) }
        let traits = context.console.errTraits
        let name = shortName + (explanation.node.isEmpty ? "" : "@" + explanation.node)
        for line in explanation.lastLines { context.warn("   " + "\(name) | ".styled(.dim, on: traits) + line.text.withVisibleControls) }
        for line in help + (isLast ? [Self.lastHelp] : []) { context.warn("  help:".styled(.cyan, on: traits) + " " + line) }
    }

    private static let lastHelp = "the other services were left as they are; the same command goes on from here"

    /// With the place in the file where there is one.
    private func printHeadline(in context: CommandContext) {
        let question = FailurePlaceQuestion(
            service: explanation.service, task: task, survey: explanation.placement, ranOutOfMemory: findings?.ranOutOfMemory ?? false)
        guard let places, let range = places.place(of: question) else {
            return EntryPoint.printError(headline, help: [], in: context)
        }
        DiagnosticPrinter(context: context, sources: places.sources).printEntry(Diagnostic(.error, diagnosticID, headline, at: range))
    }

    private var diagnosticID: Diagnostic.ID {
        switch explanation.failure {
        case .tasksFail: "rollout.service.fails"
        case .unplaced: "rollout.service.unplaced"
        case .updatePaused: "rollout.update.paused"
        case .rolledBack: "rollout.update.rolled-back"
        case .rollbackPaused: "rollout.rollback.paused"
        case .vanished: "rollout.service.vanished"
        }
    }

    private var task: TaskFailure? { explanation.failure.task }

    private var findings: FailureExplanation.Findings? {
        guard case .here(let findings) = explanation.container else { return nil }
        return findings
    }

    private var headline: String {
        let service = explanation.service
        switch explanation.failure {
        case .tasksFail(let count, let last): return "\(service) does not run: \(ending(of: last))" + (count > 1 ? " (\(count) times)" : "")
        case .unplaced(let task): return "no node can run \(service): \(task.message)"
        case .updatePaused(let message, _): return "the update of \(service) is paused: \(message)"
        case .rolledBack(let message, _): return "\(service) was rolled back to what it was before: \(message)"
        case .rollbackPaused(let message, _): return "the roll-back of \(service) is paused: \(message)"
        case .vanished: return "\(service) was removed while it was waited for"
        }
    }

    private func ending(of task: TaskFailure) -> String {
        if task.cause == .unhealthy { return "its health check fails" }
        if findings?.ranOutOfMemory == true { return "its container ran out of memory" + limitText }
        guard let code = task.exitCode, task.state != .rejected else { return task.message }
        return code == 0 ? "its container ends, with exit code 0" : "its container exits with code \(code)"
    }

    private var limitText: String {
        guard let limit = findings?.memoryLimit, limit > 0 else { return "" }
        return limit >= 1 << 20 ? " (limit \(limit >> 20) MiB)" : " (limit \(limit) bytes)"
    }

    private var facts: [String] {
        guard let task else { return [] }
        var facts: [String] = []
        if !task.nodeID.isEmpty {
            facts.append("task \(task.taskID), \(task.state.rawValue)" + (explanation.node.isEmpty ? "" : " on \(explanation.node)"))
        }
        if !headline.contains(task.message), !task.message.isEmpty { facts.append(task.message) }
        if let meaning = task.cause.meaning, findings?.ranOutOfMemory != true { facts.append(meaning) }
        return facts + (explanation.placement?.lines ?? []) + healthFacts
    }

    private var healthFacts: [String] {
        guard task?.cause == .unhealthy else { return [] }
        switch explanation.container {
        case .here(let findings):
            guard let check = findings.failedCheck else { return ["what the health check said is gone with its container"] }
            let output = check.output.split(whereSeparator: \.isNewline).suffix(5).map { "health check | \($0)" }
            return ["its last health check ended with code \(check.exitCode)" + (output.isEmpty ? " and said nothing" : ":")] + output
        case .elsewhere:
            let node = explanation.node.isEmpty ? "its node" : explanation.node
            return ["what the health check said is kept on \(node): docker inspect \(task?.containerID.prefix(12) ?? "") there shows it"]
        case .none: return ["what the health check said is gone with its container"]
        }
    }

    private var help: [String] {
        var help = task?.cause.help.map { [$0] } ?? []
        if findings?.ranOutOfMemory == true { help = ["raise deploy.resources.limits.memory, or have the program use less"] }
        help += explanation.placement?.remedies ?? []
        if task?.exitCode == 0 {
            help.append("if it is meant to end, say deploy.restart_policy.condition: none; else its health check may have stopped it")
        }
        if task?.exitCode != nil { help.append("`skep logs \(explanation.service)` shows the rest") }
        return help
    }

    private var shortName: String {
        guard let task else { return explanation.service }
        return stack.map { task.taskName.hasPrefix($0 + "_") ? String(task.taskName.dropFirst($0.count + 1)) : task.taskName }
            ?? task.taskName
    }
}

extension ServiceFailure {
    /// For a progress line.
    var shortText: String {
        switch self {
        case .tasksFail(let count, let last):
            "failed \(count.times)" + (last.exitCode.map { ", exit code \($0)" } ?? ": \(last.message.withVisibleControls)")
        case .unplaced: "no node can run it"
        case .updatePaused: "update paused"
        case .rolledBack: "rolled back"
        case .rollbackPaused: "roll-back paused"
        case .vanished: "removed by somebody else"
        }
    }
}
