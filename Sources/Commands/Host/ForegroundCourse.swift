import Deployment
import EngineModel
import Planning

/// What came of an `up` in the foreground so far. Pure: which exits end it, and with which code.
struct ForegroundCourse {
    /// Whether all steps are done. Nothing is stopped before, so that no step works against the stop.
    var isApplied = false
    var isStopping = false
    /// How many signals came.
    var signals = 0
    /// The exit code that `up` ends with, where a container decides it.
    private(set) var exitCode: Int32?
    private var hasAborted = false

    private let up: UpOptions
    /// Ids of containers that the plan takes away, and of those that it restarts: that they end is its doing.
    private let leaving: Set<String>
    private let restarted: Set<String>
    /// Services that others wait for to end well.
    private let awaited: Set<String>

    init(up: UpOptions, plan: Plan, desired: DesiredHostState) {
        self.up = up
        let actions = plan.steps.compactMap { step -> HostAction? in
            guard case .host(let action) = step.action else { return nil }
            return action
        }
        leaving = Set(actions.flatMap(\.containersTakenAway))
        restarted = Set(actions.compactMap(\.containerRestarted))
        let needs = desired.services.flatMap(\.dependsOn).filter { $0.condition == .completedSuccessfully }
        awaited = Set(needs.map(\.service)).subtracting([up.exitCodeFrom].compactMap(\.self))
    }

    /// Whether the containers are to be stopped now, because one has ended.
    var mustAbort: Bool { hasAborted && isApplied && !isStopping }

    /// Takes note of an exit.
    mutating func note(_ container: ProjectContainer, _ code: Int) {
        guard !leaving.contains(container.id), isApplied || !restarted.contains(container.id) else { return }
        guard !(awaited.contains(container.service) && code == 0), aborts(code) else { return }
        hasAborted = true
        guard exitCode == nil, up.exitCodeFrom.map({ $0 == container.service }) ?? true else { return }
        exitCode = Int32(clamping: code)
    }

    private func aborts(_ code: Int) -> Bool {
        up.abortOnContainerExit || up.exitCodeFrom != nil || (up.abortOnContainerFailure && code != 0)
    }
}

extension HostAction {
    fileprivate var containersTakenAway: [String] {
        switch self {
        case .removeContainer(let id, _, _), .retireContainer(let id): [id]
        case .createContainer(let birth): birth.replaced.map { [$0] } ?? []
        default: []
        }
    }

    fileprivate var containerRestarted: String? {
        if case .restartContainer(let id, _) = self { id } else { nil }
    }
}
