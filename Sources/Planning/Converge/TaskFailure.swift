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

    package init(_ task: SwarmTask, service: String) {
        taskID = task.id
        taskName = service + "." + (task.slot > 0 ? String(task.slot) : task.nodeID)
        nodeID = task.nodeID
        state = task.status.state
        message = task.status.err.isEmpty ? task.status.message : task.status.err
        let container = task.status.containerStatus
        exitCode = container.map(\.containerID)?.isEmpty == false ? container?.exitCode : nil
    }

    /// What most likely helps; nil if nothing is known about such a failure.
    package var help: String? { FailureHint.help(for: message, exitCode: exitCode) }
}

/// What the engine's commonest texts mean for the user. It only adds advice: no decision hangs on these texts.
enum FailureHint {
    private static let table: [(text: String, help: String)] = [
        ("no suitable node", "no node fits: see constraints, reservations, published ports and platforms against `docker node ls`"),
        ("bind source path does not exist", "create the path on every node that may run the task, or use a volume"),
        ("No such image", "the node can neither find nor pull the image: push it to a registry that all nodes reach"),
        ("pull access denied", "log in with `docker login` and deploy with --with-registry-auth"),
        ("unauthorized", "log in with `docker login` and deploy with --with-registry-auth"),
        ("port is already allocated", "another container on that node publishes the port"),
        ("host-mode port already in use", "another task on that node publishes the port"),
        ("unhealthy container", "the health check failed: see the log, and try its command in the container"),
        ("executable file not found", "the command is not in the image"),
        ("OOMKilled", "the container used more memory than deploy.resources.limits.memory allows"),
    ]

    static func help(for message: String, exitCode: Int?) -> String? {
        if let entry = table.first(where: { message.contains($0.text) }) { return entry.help }
        switch exitCode {
        case 137?: return "killed: out of memory, or it did not stop within stop_grace_period"
        case 127?: return "the command was not found in the image"
        case 126?: return "the command in the image cannot be executed"
        default: return nil
        }
    }
}
