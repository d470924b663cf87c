import Deployment
import EngineModel
import Planning
import Synchronization
import Terminal

/// Shows on standard error what becomes of networks, volumes and containers, in docker compose's words.
final class HostProgress: Sendable {
    private struct State {
        var display: ProgressDisplay
        var lines: [ProgressLine] = []
        var begun: [String: Duration] = [:]
    }

    private let context: CommandContext
    private let isQuiet: Bool
    private let state: Mutex<State>

    init(context: CommandContext, isQuiet: Bool) {
        self.context = context
        self.isQuiet = isQuiet
        state = Mutex(State(display: ProgressDisplay(traits: context.console.errTraits)))
    }

    func show(_ event: ApplyEvent) {
        switch event {
        case .started(let step):
            guard let words = step.action.words else { return }
            set(.working, step, words.doing)
        case .finished(let step, let warnings):
            if let words = step.action.words {
                set(warnings.isEmpty ? .done : .attention, step, warnings.isEmpty ? words.done : words.withWarning ?? words.done)
            }
            warnings.forEach { say($0) }
        case .failed(let step, _):
            set(.failed, step, "Error")
        }
    }

    /// A line about something that is no step, such as an image that is pulled.
    func show(_ mark: ProgressLine.Mark, _ name: String, _ status: String) {
        guard !isQuiet else { return }
        let now = context.clock.now()
        let text = state.withLock { state in
            // What is final at once took no time that is worth saying.
            let elapsed = state.begun[name].map { now - $0 }
            if elapsed == nil { state.begun[name] = now }
            let line = ProgressLine(mark, name, status: status, elapsed: mark == .working ? nil : elapsed)
            if let position = state.lines.firstIndex(where: { $0.name == name }) {
                state.lines[position] = line
            } else {
                state.lines.append(line)
            }
            return state.display.update(state.lines)
        }
        context.console.err.write(text)
    }

    /// The containers that stay as they are, so that a run which changes nothing says so.
    func showRunning(_ plan: Plan) {
        for address in plan.unchanged where address.kind == .container { show(.done, "Container \(address.name)", "Running") }
    }

    /// Leaves the terminal to another program: what has been shown stays where it is, and what follows comes below.
    func giveWay() {
        state.withLock { state in
            state.display = ProgressDisplay(traits: context.console.errTraits)
            state.lines = []
        }
    }

    /// A line of its own.
    func say(_ text: String) {
        context.console.err.write(state.withLock { $0.display.print(text.withVisibleLineControls) })
    }

    private func set(_ mark: ProgressLine.Mark, _ step: PlanStep, _ status: String) {
        show(mark, "\(step.address.kind.rawValue.capitalizedASCII) \(step.address.name)", status)
    }
}

extension PlanAction {
    /// What is said while the step runs, after it, and after it where a warning means that it was not done; nil for a step that others
    /// speak for.
    fileprivate var words: (doing: String, done: String, withWarning: String?)? {
        guard case .host(let action) = self else { return nil }
        switch action {
        case .createNetwork, .createVolume: return ("Creating", "Created", nil)
        case .createContainer(let birth): return birth.replaced == nil ? ("Creating", "Created", nil) : ("Recreate", "Recreated", nil)
        case .startContainer: return ("Starting", "Started", nil)
        case .restartContainer: return ("Restarting", "Started", nil)
        case .stopContainer: return ("Stopping", "Stopped", nil)
        case .removeContainer, .removeNetwork, .removeVolume, .removeImage: return ("Removing", "Removed", "Still in use")
        case .awaitService(let gate):
            return gate.condition == .healthy ? ("Waiting", "Healthy", "Failed") : ("Waiting", "Exited", "Failed")
        case .awaitContainer: return ("Waiting", "Running", nil)
        case .renameContainer, .retireContainer: return nil
        }
    }
}

extension String {
    /// The first letter large, for words of our own.
    fileprivate var capitalizedASCII: String { prefix(1).uppercased() + dropFirst() }
}
