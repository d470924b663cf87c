import EngineModel

/// What becomes of the tasks of a service in the fake engine.
package enum TaskBehaviour: Hashable, Sendable {
    /// They start and run.
    case runs
    /// They start and end with this exit code and error, again and again as the restart policy says.
    case fails(exitCode: Int = 1, error: String = "task: non-zero exit (1)")
    /// No node is found for them.
    case staysPending(error: String = "no suitable node (scheduling constraints not satisfied on 1 node)")
    /// The node cannot run them, as when the image is missing.
    case isRejected(error: String = "No such image: nowhere:latest")
    /// They run and end with exit code 0.
    case completes
    /// They never become healthy: the engine ends them while they start.
    case isUnhealthy
    /// They stay in state starting: the health check has not answered yet.
    case staysStarting

    /// The states that a task goes through, one each time somebody looks.
    var path: [TaskState] {
        switch self {
        case .runs: [.new, .preparing, .starting, .running]
        case .fails: [.new, .preparing, .starting, .running, .failed]
        case .staysPending: [.new, .pending]
        case .isRejected: [.new, .preparing, .rejected]
        case .completes: [.new, .preparing, .starting, .running, .complete]
        case .isUnhealthy: [.new, .preparing, .starting, .starting, .failed]
        case .staysStarting: [.new, .preparing, .starting]
        }
    }

    /// What the task says in its last state.
    var error: String {
        switch self {
        case .runs, .completes, .staysStarting: ""
        case .fails(_, let error), .staysPending(let error), .isRejected(let error): error
        case .isUnhealthy: "task: non-zero exit (143): dockerexec: unhealthy container"
        }
    }

    /// The exit code of its container.
    var exitCode: Int {
        switch self {
        case .fails(let exitCode, _): exitCode
        case .isUnhealthy: 143
        default: 0
        }
    }
}
