package import EngineModel

/// How a task ended that should not have ended, in the engine's words.
package struct TaskFailure: Hashable, Sendable {
    package var taskID: String
    /// `service.slot`, or `service.node` in a global service, without the name of the stack's node yet.
    package var taskName: String
    /// Empty when no node had been found.
    package var nodeID: String
    package var state: TaskState
    /// The engine's whole text.
    package var message: String
    /// nil where no container ran.
    package var exitCode: Int?
    /// Empty where there was none.
    package var containerID: String

    package init(_ task: SwarmTask, service: String) {
        taskID = task.id
        taskName = service + "." + (task.slot > 0 ? String(task.slot) : task.nodeID)
        nodeID = task.nodeID
        state = task.status.state
        message = task.status.err.isEmpty ? task.status.message : task.status.err
        let container = task.status.containerStatus
        containerID = container?.containerID ?? ""
        exitCode = container.map(\.containerID)?.isEmpty == false ? container?.exitCode : nil
    }

    /// What it most likely comes from.
    package var cause: FailureCause { FailureCause(message: message, exitCode: exitCode) }
}
