package import EngineClient
package import EngineModel
package import Planning

/// Everything worth knowing about a service that failed, gathered from the engine.
package struct FailureExplanation: Sendable {
    /// What the task's container says of itself.
    package enum Container: Hashable, Sendable {
        /// There was none, or it is gone.
        case none
        /// It is, or was, on another node: its health checks and the reason of its end cannot be asked for from here.
        case elsewhere
        /// It was on the engine that was asked.
        case here(Findings)
    }

    /// What an inspected container tells.
    package struct Findings: Hashable, Sendable {
        /// Whether the kernel ended it for want of memory.
        package var ranOutOfMemory = false
        /// The limit of its memory in bytes; 0 for none.
        package var memoryLimit: Int64 = 0
        /// Its last health check that failed; nil without one.
        package var failedCheck: HealthProbe?

        package init() {}
    }

    package var service: String
    package var failure: ServiceFailure
    /// The host name of the task's node; empty if it had none.
    package var node: String
    /// Its last lines of output, oldest first.
    package var lastLines: [LogLine]
    package var container = Container.none
    /// What keeps the nodes from taking the task; nil unless none does.
    package var placement: PlacementSurvey?

    package init(service: String, failure: ServiceFailure, node: String = "", lastLines: [LogLine] = []) {
        self.service = service
        self.failure = failure
        self.node = node
        self.lastLines = lastLines
    }
}

extension Engine {
    /// Explains a failure. What cannot be found out is left empty: an explanation must not fail itself.
    package func explain(_ failure: ServiceFailure, of service: String, lines: Int = 10) async -> FailureExplanation {
        guard let task = failure.task else { return FailureExplanation(service: service, failure: failure) }
        async let node = hostName(of: task.nodeID)
        async let output = lastLines(of: task, count: lines)
        async let container = container(of: task)
        async let survey = failure.isUnplaced ? survey(of: service) : nil
        var explanation = await FailureExplanation(service: service, failure: failure, node: node, lastLines: output)
        explanation.container = await container
        explanation.placement = await survey
        return explanation
    }

    /// Asks what keeps the nodes from taking tasks of a service; nil where the engine does not answer.
    package func survey(of service: String) async -> PlacementSurvey? {
        async let nodes = nodes(matching: .all)
        async let services = services(matching: .all)
        async let tasks = tasks(matching: .all)
        guard let all = try? await services, let own = all.first(where: { $0.name == service }), let nodes = try? await nodes,
            let tasks = try? await tasks
        else { return nil }
        return PlacementSurvey(of: own.spec, on: nodes, tasks: tasks, services: all, serviceID: own.id)
    }

    private func hostName(of node: String) async -> String {
        guard !node.isEmpty, let found = try? await self.node(node) else { return node }
        return found.description?.hostname ?? node
    }

    private func container(of task: TaskFailure) async -> FailureExplanation.Container {
        guard !task.containerID.isEmpty, let host = self as? any ContainerEngine else { return .none }
        do {
            let found = try await host.container(task.containerID)
            var findings = FailureExplanation.Findings()
            findings.ranOutOfMemory = found.state?.oomKilled ?? false
            findings.memoryLimit = found.hostConfig?.memory ?? 0
            findings.failedCheck = found.state?.health?.log.last { $0.exitCode != 0 }
            return .here(findings)
        } catch {
            let own = try? await info().swarm?.nodeID
            return own == nil || own == task.nodeID ? .none : .elsewhere
        }
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

extension ServiceFailure {
    fileprivate var isUnplaced: Bool {
        if case .unplaced = self { return true }
        return false
    }
}
