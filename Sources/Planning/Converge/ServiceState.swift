package import EngineModel

/// Where a service stands on its way to what it should be.
package enum ServiceState: Hashable, Sendable {
    case converging(Progress)
    /// All tasks run, and have done so long enough.
    case converged(Progress)
    /// A job, or a service that is not restarted, has ended with exit code 0.
    case completed(Progress)
    case failed(ServiceFailure, Progress)

    /// How many tasks are where they should be, and what the others are at.
    package struct Progress: Hashable, Sendable {
        package var done: Int
        package var wanted: Int
        /// The state of the task that is furthest behind; nil if none is.
        package var slowest: TaskState?
        /// The node of that task; empty if it has none.
        package var slowestNode: String
        /// The engine's words about that task, such as why no node was found.
        package var detail: String
        /// How often tasks have failed since the wait began.
        package var failures: Int

        package init(
            done: Int, wanted: Int, slowest: TaskState? = nil, slowestNode: String = "", detail: String = "", failures: Int = 0
        ) {
            self.done = done
            self.wanted = wanted
            self.slowest = slowest
            self.slowestNode = slowestNode
            self.detail = detail
            self.failures = failures
        }
    }

    /// Whether nothing more is to be waited for.
    package var isFinal: Bool {
        if case .converging = self { return false }
        return true
    }

    package var isFailure: Bool {
        if case .failed = self { return true }
        return false
    }

    package var progress: Progress {
        switch self {
        case .converging(let progress), .converged(let progress), .completed(let progress), .failed(_, let progress): progress
        }
    }
}

/// Why a service will not become what it should be by waiting.
package enum ServiceFailure: Hashable, Sendable {
    /// Tasks of one slot failed too often, or will not be started again.
    case tasksFail(count: Int, last: TaskFailure)
    /// No node takes the task.
    case unplaced(TaskFailure)
    /// The engine stopped the update because tasks failed.
    case updatePaused(message: String, last: TaskFailure?)
    /// The engine went back to the previous spec because tasks failed.
    case rolledBack(message: String, last: TaskFailure?)
    /// The engine tried to go back and failed in that too.
    case rollbackPaused(message: String, last: TaskFailure?)
    /// The service has been removed by somebody else.
    case vanished

    /// The task that explains the failure.
    package var task: TaskFailure? {
        switch self {
        case .tasksFail(_, let last): last
        case .unplaced(let task): task
        case .updatePaused(_, let last), .rolledBack(_, let last), .rollbackPaused(_, let last): last
        case .vanished: nil
        }
    }
}
