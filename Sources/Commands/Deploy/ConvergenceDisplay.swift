import Deployment
import EngineClient
import EngineModel
import Planning
import Synchronization
import Terminal

/// Waits for services, shows how they come along, and explains those that fail.
struct ConvergenceDisplay: Sendable {
    let context: CommandContext
    let isQuiet: Bool
    /// Its name is left out in front of the names of its services; nil for services of several stacks.
    let stack: String?
    /// Where the services stand in the files; nil without files.
    var places: ServicePlaces?

    /// - Throws: `CommandFailure` with the code of the worst outcome, `EngineError`, `CancellationError`.
    func run(
        _ goals: [ConvergenceGoal], scope: ConvergenceScope, _ engine: any Engine, _ stop: StopSignal, _ policy: ConvergencePolicy,
        timeout: Duration?
    ) async throws {
        guard !goals.isEmpty else { return }
        let nodes = NodeNames(try await engine.nodes(matching: .all))
        let display = Mutex(ProgressDisplay(traits: context.console.outTraits))
        let converger = Converger(
            engine: engine, clock: context.clock, stop: stop, policy: policy,
            onAbsence: { error in
                guard context.console.outTraits.isLive, !isQuiet else { return context.warn(error.absenceText) }
                context.console.out.write(display.withLock { $0.print(error.absenceText) })
            })
        let report = try await converger.wait(for: goals, scope: scope, timeout: timeout) { report in
            guard !isQuiet else { return }
            let lines = goals.map { line($0, report, nodes) }
            context.console.out.write(display.withLock { $0.update(lines) })
        }
        let failures = report.failures
        for (position, failed) in failures.enumerated() {
            let explanation = await engine.explain(failed.failure, of: failed.name)
            FailureText(explanation, stack: stack, places: places).print(in: context, isLast: position == failures.count - 1)
        }
        try check(report, goals)
    }

    private func check(_ report: ConvergenceReport, _ goals: [ConvergenceGoal]) throws {
        let open = goals.map(\.name).filter { report.services[$0]?.finishedAt == nil }
        let failures = report.failures.map(\.failure)
        if report.timedOut {
            EntryPoint.printError(
                "\(open.joined(separator: ", ")) did not get ready within \(report.elapsed.shortText)",
                help: ["nothing was undone: `skep ps \(stack ?? "")` shows how it goes on, --timeout waits longer"], in: context)
        }
        if report.wasStopped { context.warn("Stopped waiting; the services go on in the background.") }
        if let status = ExitStatus(failures) { throw CommandFailure(status, nil) }
        if report.timedOut { throw CommandFailure(.timedOut, nil) }
        if report.wasStopped { throw CommandFailure(.interrupted, nil) }
    }

    private func line(_ goal: ConvergenceGoal, _ report: ConvergenceReport, _ nodes: NodeNames) -> ProgressLine {
        let name = stack.map { goal.name.hasPrefix($0 + "_") ? String(goal.name.dropFirst($0.count + 1)) : goal.name } ?? goal.name
        guard let entry = report.services[goal.name] else { return ProgressLine(.working, name, status: "waiting") }
        let progress = entry.state.progress
        let count = "\(progress.done)/\(progress.wanted)"
        switch entry.state {
        case .converged:
            return ProgressLine(.done, name, count: count, status: "running", elapsed: entry.finishedAt)
        case .completed:
            return ProgressLine(.done, name, count: count, status: "completed", elapsed: entry.finishedAt)
        case .failed(let failure, _):
            return ProgressLine(.failed, name, count: count, status: failure.shortText, elapsed: entry.finishedAt)
        case .converging:
            return ProgressLine(.working, name, count: count, status: status(progress, nodes))
        }
    }

    private func status(_ progress: ServiceState.Progress, _ nodes: NodeNames) -> String {
        var parts: [String] = []
        if let slowest = progress.slowest {
            parts.append(slowest.rawValue + (progress.slowestNode.isEmpty ? "" : " on " + nodes[progress.slowestNode]))
            if !progress.detail.isEmpty { parts.append(progress.detail.withVisibleControls) }
        } else {
            parts.append(progress.done >= progress.wanted ? "running, watching whether it stays so" : "starting")
        }
        if progress.failures > 0 { parts.append("failed \(progress.failures.times)") }
        return parts.joined(separator: ", ")
    }
}

extension Int {
    /// `once`, `2 times`.
    var times: String { self == 1 ? "once" : "\(self) times" }
}

/// Host names of nodes by id.
struct NodeNames: Sendable {
    private let names: [String: String]

    init(_ nodes: [SwarmNode]) {
        names = Dictionary(nodes.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    subscript(id: String) -> String { names[id] ?? id }
}

extension ExitStatus {
    /// The code for failures: a roll-back says more than a pause, a pause more than a failed task. nil for no failure.
    init?(_ failures: [ServiceFailure]) {
        guard !failures.isEmpty else { return nil }
        self = .failed
        for failure in failures {
            switch failure {
            case .rolledBack: self = .rolledBack
            case .updatePaused, .rollbackPaused: if self != .rolledBack { self = .paused }
            case .tasksFail, .unplaced, .vanished: break
            }
        }
    }
}
