import EngineClient
import EngineModel
import Planning

extension StepRunner {
    /// Removes an object. That it is gone already is success; that it is still in use passes when the last task has let go of it.
    func remove(_ address: ResourceAddress, id: String) async throws {
        let deadline = clock.now() + patience
        while true {
            do {
                switch address.kind {
                case .network: try await engine.removeNetwork(id)
                case .secret: try await engine.removeSecret(id)
                case .config: try await engine.removeConfig(id)
                case .service: try await engine.removeService(id)
                case .volume, .container, .image: throw address.isOfNoSwarm
                }
                return
            } catch let error as EngineError {
                if error.isNotFound { return }
                guard error.status != nil, clock.now() < deadline, !stop.isRaised else { throw error }
            }
            try await clock.sleep(.milliseconds(250))
        }
    }

    /// Waits until the tasks of removed services have ended. Their networks are in use until then, and would leak addresses if they were
    /// removed earlier (moby#37338). Tasks of nodes that are down are not waited for: they end when the node is back.
    func awaitTasksGone(of services: [String]) async throws {
        let deadline = clock.now() + (timeout ?? .seconds(120))
        var absence = EngineAbsence(at: clock.now())
        var left = 0
        while true {
            do {
                left = try await livingTasks(of: Set(services))
                if left == 0 { return }
                absence.end(at: clock.now())
            } catch let error as EngineError {
                if try absence.note(error, at: clock.now()) { onAbsence(error) }
            }
            if stop.isRaised { throw StepError.stopped }
            if clock.now() >= deadline { throw StepError.timedOut("stopping \(left) tasks") }
            try await clock.sleep(.milliseconds(200))
        }
    }

    private func livingTasks(of services: Set<String>) async throws -> Int {
        let tasks = try await engine.tasks(matching: ObjectFilters.stack(stack))
        let left = tasks.filter { services.contains($0.serviceID) && !$0.status.state.isTerminal && $0.status.state.rank > 0 }
        return left.isEmpty ? 0 : try await tasksOnLiveNodes(left).count
    }

    private func tasksOnLiveNodes(_ tasks: [SwarmTask]) async throws -> [SwarmTask] {
        let down = Set(try await engine.nodes(matching: .all).filter { $0.status?.state == .down }.map(\.id))
        return tasks.filter { !$0.nodeID.isEmpty && !down.contains($0.nodeID) }
    }

    /// Waits until a service is where another one needs it.
    ///
    /// - Parameter wasChanged: whether this plan created or updated the service. One that was left alone is not judged by what happened to it
    ///   before: neither by tasks that had ended, nor by a roll-back of somebody else.
    func awaitService(_ name: String, _ condition: ServiceDependency.Condition, wasChanged: Bool) async throws {
        let waiter = Converger(engine: engine, clock: clock, stop: stop, policy: convergence, onAbsence: onAbsence)
        let goal = ConvergenceGoal(
            name: name, wasChanged: wasChanged, endedBefore: endedBefore, mustComplete: condition == .completedSuccessfully)
        let report = try await waiter.wait(for: [goal], scope: .stack(stack), timeout: timeout) { _ in }
        switch report.services[name]?.state {
        case .converged?, .completed?: return
        case .failed(let failure, _)?: throw StepError.dependencyFailed(service: name, failure)
        default: throw report.wasStopped ? StepError.stopped : StepError.timedOut("waiting for \(name)")
        }
    }
}
