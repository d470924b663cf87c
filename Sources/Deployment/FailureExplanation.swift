package import EngineClient
import EngineModel
package import Planning

/// Everything worth knowing about a task that failed, gathered from the engine.
package struct FailureExplanation: Sendable {
    package var service: String
    package var failure: ServiceFailure
    /// The host name of the task's node; empty if it had none.
    package var node: String
    /// Its last lines of output, oldest first.
    package var lastLines: [LogLine]

    package init(service: String, failure: ServiceFailure, node: String, lastLines: [LogLine]) {
        self.service = service
        self.failure = failure
        self.node = node
        self.lastLines = lastLines
    }
}

extension Engine {
    /// Explains a failure. What cannot be found out is left empty: an explanation must not fail itself.
    package func explain(_ failure: ServiceFailure, of service: String, lines: Int = 10) async -> FailureExplanation {
        guard let task = failure.task else {
            return FailureExplanation(service: service, failure: failure, node: "", lastLines: [])
        }
        async let node = hostName(of: task.nodeID)
        async let output = lastLines(of: task, count: lines)
        return await FailureExplanation(service: service, failure: failure, node: node, lastLines: output)
    }

    private func hostName(of node: String) async -> String {
        guard !node.isEmpty, let found = try? await self.node(node) else { return node }
        return found.description?.hostname ?? node
    }

    private func lastLines(of task: TaskFailure, count: Int) async -> [LogLine] {
        guard task.exitCode != nil, let stream = try? await taskLogs(id: task.taskID, options: LogOptions(tail: count)) else { return [] }
        var lines: [LogLine] = []
        do {
            for try await line in stream { lines.append(line) }
        } catch {
            // The lines that did come are better than none.
            return lines.suffix(count)
        }
        return lines.suffix(count)
    }
}
