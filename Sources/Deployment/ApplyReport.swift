package import EngineClient
package import Planning

/// What became of the steps of a plan.
package struct ApplyReport: Sendable {
    /// A step that the engine refused, with its words.
    package struct Failure: Sendable {
        package var step: PlanStep
        package var error: StepError
    }

    package var done: [PlanStep] = []
    package var failed: [Failure] = []
    /// Steps that were not begun, because of a failure or because the user stopped.
    package var notStarted: [PlanStep] = []
    /// Whether the user stopped.
    package var wasStopped = false

    package init() {}

    package var isSuccess: Bool { failed.isEmpty && notStarted.isEmpty }
}

/// Why a step was not done.
package enum StepError: Error, Sendable, CustomStringConvertible {
    case engine(EngineError)
    /// A service that others depend on failed.
    case dependencyFailed(service: String, ServiceFailure)
    /// A wait took longer than allowed.
    case timedOut(String)
    /// The user stopped while it waited.
    case stopped
    /// A container that others wait for failed, in these words.
    case containerFailed(String)
    /// A command that is run in a container at a point of its life failed.
    case hookFailed(container: String, hook: String, exitCode: Int)
    /// A service shares something with another one that has no container.
    case missingPeer(service: String, peer: String)

    package var description: String {
        switch self {
        case .engine(let error): error.description
        case .dependencyFailed(let service, let failure):
            "\(service), which other services depend on, failed" + (failure.task.map { ": \($0.message)" } ?? "")
        case .timedOut(let what): "\(what) took too long"
        case .stopped: "stopped"
        case .containerFailed(let message): "dependency failed to start: \(message)"
        case .hookFailed(let container, let hook, let exitCode): "the \(hook) hook of \(container) failed with exit code \(exitCode)"
        case .missingPeer(let service, let peer): "\(service) shares something with \(peer), which has no container"
        }
    }

    /// Whether it may pass by itself: something that was there is on its way out, or something that was not is there now.
    package var mayPass: Bool {
        guard case .engine(let error) = self else { return false }
        return error.isNotFound || error.isConflict
    }
}

/// What happens while a plan is applied, in the order in which it happens.
package enum ApplyEvent: Sendable {
    case started(PlanStep)
    /// The engine's remarks come with it.
    case finished(PlanStep, warnings: [String])
    case failed(PlanStep, StepError)
}
