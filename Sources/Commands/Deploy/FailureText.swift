import Deployment
import EngineClient
import EngineModel
import Planning
import Terminal

/// Says why a service does not run: what happened, on which node, the engine's whole text, the last lines of output, what to do.
struct FailureText {
    let explanation: FailureExplanation
    let stack: String?

    init(_ explanation: FailureExplanation, stack: String?) {
        self.explanation = explanation
        self.stack = stack
    }

    func print(in context: CommandContext) {
        EntryPoint.printError(headline, help: [], in: context)
        for line in facts { context.warn("   " + line) }
        let traits = context.console.errTraits
        let name = shortName + (explanation.node.isEmpty ? "" : "@" + explanation.node)
        for line in explanation.lastLines { context.warn("   " + "\(name) | ".styled(.dim, on: traits) + line.text.withVisibleControls) }
        for line in help { context.warn("  help:".styled(.cyan, on: traits) + " " + line) }
    }

    private var headline: String {
        let service = explanation.service
        switch explanation.failure {
        case .tasksFail(let count, let last):
            let code = last.exitCode.map { $0 == 0 ? "its container ends, with exit code 0" : "its container exits with code \($0)" }
            return "\(service) does not run: \(code ?? last.message)" + (count > 1 ? " (\(count) times)" : "")
        case .unplaced(let task): return "no node can run \(service): \(task.message)"
        case .updatePaused(let message, _): return "the update of \(service) is paused: \(message)"
        case .rolledBack(let message, _): return "\(service) was rolled back to what it was before: \(message)"
        case .rollbackPaused(let message, _): return "the roll-back of \(service) is paused: \(message)"
        case .vanished: return "\(service) was removed while it was waited for"
        }
    }

    private var facts: [String] {
        guard let task = explanation.failure.task else { return [] }
        var facts = ["task \(task.taskID), \(task.state.rawValue)" + (explanation.node.isEmpty ? "" : " on \(explanation.node)")]
        if !headline.contains(task.message), !task.message.isEmpty { facts.append(task.message.withVisibleControls) }
        return facts
    }

    private var help: [String] {
        var help = explanation.failure.task?.help.map { [$0] } ?? []
        if explanation.failure.task?.exitCode == 0 {
            help.append("if it is meant to end, say deploy.restart_policy.condition: none; else its health check may have stopped it")
        }
        if explanation.failure.task?.exitCode != nil { help.append("`skep logs \(explanation.service)` shows the rest") }
        help.append("the other services were left as they are; the same command goes on from here")
        return help
    }

    private var shortName: String {
        guard let task = explanation.failure.task else { return explanation.service }
        return stack.map { task.taskName.hasPrefix($0 + "_") ? String(task.taskName.dropFirst($0.count + 1)) : task.taskName }
            ?? task.taskName
    }
}

extension ServiceFailure {
    /// For a progress line.
    var shortText: String {
        switch self {
        case .tasksFail(let count, let last):
            "failed \(count) times" + (last.exitCode.map { ", exit code \($0)" } ?? ": \(last.message.withVisibleControls)")
        case .unplaced: "no node can run it"
        case .updatePaused: "update paused"
        case .rolledBack: "rolled back"
        case .rollbackPaused: "roll-back paused"
        case .vanished: "removed by somebody else"
        }
    }
}
