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
        let gone = Set(services)
        while true {
            let tasks = try await engine.tasks(matching: ObjectFilters.stack(stack))
            let left = tasks.filter { gone.contains($0.serviceID) && !$0.status.state.isTerminal && $0.status.state.rank > 0 }
            let waitsFor = left.isEmpty ? [] : try await tasksOnLiveNodes(left)
            if waitsFor.isEmpty { return }
            if stop.isRaised { throw StepError.stopped }
            if clock.now() >= deadline { throw StepError.timedOut("stopping \(waitsFor.count) tasks") }
            try await clock.sleep(.milliseconds(200))
        }
    }

    private func tasksOnLiveNodes(_ tasks: [SwarmTask]) async throws -> [SwarmTask] {
        let down = Set(try await engine.nodes(matching: .all).filter { $0.status?.state == .down }.map(\.id))
        return tasks.filter { !$0.nodeID.isEmpty && !down.contains($0.nodeID) }
    }

    /// Waits until a service is where another one needs it.
    func awaitService(_ name: String, _ condition: ServiceDependency.Condition) async throws {
        let waiter = Converger(engine: engine, clock: clock, stop: stop, policy: convergence)
        let goal = ConvergenceGoal(name: name, wasChanged: true, endedBefore: [], mustComplete: condition == .completedSuccessfully)
        let report = try await waiter.wait(for: [goal], scope: .stack(stack), timeout: timeout) { _ in }
        switch report.services[name]?.state {
        case .converged?, .completed?: return
        case .failed(let failure, _)?: throw StepError.dependencyFailed(service: name, failure)
        default: throw report.wasStopped ? StepError.stopped : StepError.timedOut("waiting for \(name)")
        }
    }
}
