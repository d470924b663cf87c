import EngineModel
import Testing

@testable import Planning

@Suite("When a service is what it should be") struct ServiceWatchTests {
    /// A task in one line: slot, state, and what the engine wants of it.
    private func task(
        _ id: String, slot: Int = 1, _ state: TaskState, wanted: TaskState = .running, created: Int64 = 1, err: String = "",
        exit: Int? = nil,
        node: String = "n1", iteration: UInt64? = nil
    ) -> SwarmTask {
        SwarmTask(
            id: id, version: ObjectVersion(1), createdAt: Timestamp(seconds: created), serviceID: "s", slot: slot, nodeID: node,
            status: TaskStatus(state: state, err: err, containerStatus: exit.map { ContainerStatus(containerID: "c", exitCode: $0) }),
            desiredState: wanted, jobIteration: iteration.map(ObjectVersion.init))
    }

    private func service(replicas: UInt64 = 1, _ change: (inout ServiceSpec) -> Void = { _ in }) -> Service {
        var service = Fixture.service(
            Fixture.spec("web") {
                $0.mode = .replicated(replicas: replicas)
                change(&$0)
            })
        service.serviceStatus = ServiceStatus(runningTasks: 0, desiredTasks: replicas)
        return service
    }

    /// Shows the same picture again and again, a second apart.
    private func states(
        _ service: Service, _ tasks: [SwarmTask], seconds: Int, changed: Bool = true, ended: Set<String> = []
    ) -> [ServiceState] {
        var watch = ServiceWatch(wasChanged: changed, endedBefore: ended)
        return (0...seconds).map { watch.observe(service, tasks: tasks, at: .seconds($0)) }
    }

    @Test("running tasks must run for two seconds") func stability() {
        let states = states(service(replicas: 2), [task("a", .running), task("b", slot: 2, .running)], seconds: 2)
        #expect(states.map(\.isFinal) == [false, false, true])
        #expect(states.last == .converged(.init(done: 2, wanted: 2)))
    }

    @Test("a failure in between starts the time anew") func restart() {
        var watch = ServiceWatch(wasChanged: true, endedBefore: [])
        let failed = task("a", .failed, wanted: .shutdown, exit: 1)
        _ = watch.observe(service(), tasks: [task("a", .running)], at: .seconds(0))
        let between = watch.observe(service(), tasks: [failed, task("b", .starting, created: 2)], at: .seconds(1))
        #expect(between == .converging(.init(done: 0, wanted: 1, slowest: .starting, slowestNode: "n1", failures: 1)))
        #expect(!watch.observe(service(), tasks: [failed, task("b", .running, created: 2)], at: .seconds(2)).isFinal)
        #expect(!watch.observe(service(), tasks: [failed, task("b", .running, created: 2)], at: .seconds(3)).isFinal)
        #expect(watch.observe(service(), tasks: [failed, task("b", .running, created: 2)], at: .seconds(4)).isFinal)
    }

    @Test("a health check has done the watching; so has time, if nothing was done to the service") func noWatching() {
        let healthy = service { $0.taskTemplate.containerSpec?.healthcheck = Healthcheck(test: ["CMD", "true"]) }
        #expect(states(healthy, [task("a", .running)], seconds: 0).last?.isFinal == true)
        let disabled = service { $0.taskTemplate.containerSpec?.healthcheck = Healthcheck(test: ["NONE"]) }
        #expect(states(disabled, [task("a", .running)], seconds: 0).last?.isFinal == false)
        #expect(states(service(), [task("a", .running)], seconds: 0, changed: false).last?.isFinal == true)
        let looping = [task("a", .failed, wanted: .shutdown), task("b", .running, created: 2)]
        #expect(states(service(), looping, seconds: 0, changed: false, ended: ["a"]).last?.isFinal == false)
    }

    @Test("no tasks yet is not converged, not even with a health check") func noTasks() {
        let global = service { spec in
            spec.mode = .global
            spec.taskTemplate.containerSpec?.healthcheck = Healthcheck(test: ["CMD", "true"])
        }
        var empty = global
        empty.serviceStatus = ServiceStatus(runningTasks: 0, desiredTasks: 0)
        #expect(states(empty, [], seconds: 1).map(\.isFinal) == [false, false])
        #expect(states(service(), [], seconds: 5).last == .converging(.init(done: 0, wanted: 1)))
    }

    @Test("a global service has a task on every node that fits") func global() {
        let global = service { $0.mode = .global }
        let tasks = [task("a", slot: 0, .running, node: "n1"), task("b", slot: 0, .starting, node: "n2")]
        #expect(states(global, tasks, seconds: 3).last == .converging(.init(done: 1, wanted: 2, slowest: .starting, slowestNode: "n2")))
    }

    @Test(
        "what is not restarted is complete when it ends well, also when stopped tasks and running ones share a slot",
        arguments: [RestartCondition.never, .onFailure])
    func oneShot(condition: RestartCondition) {
        let once = service { $0.taskTemplate.restartPolicy = TaskRestartPolicy(condition: condition) }
        #expect(states(once, [task("a", .complete, wanted: .shutdown, exit: 0)], seconds: 0).last == .completed(.init(done: 1, wanted: 1)))
    }

    @Test("a slot with an old running task and a newer stopped one runs: so a roll-back leaves it") func rollbackLeftovers() {
        let tasks = [task("old", .running), task("new", .shutdown, wanted: .shutdown, created: 2)]
        #expect(states(service(), tasks, seconds: 2).last == .converged(.init(done: 1, wanted: 1)))
    }

    @Test("jobs are complete when every task of this run has ended well") func jobs() {
        var job = service { $0.mode = .replicatedJob(maxConcurrent: 1, totalCompletions: 2) }
        job.jobStatus = JobStatus(jobIteration: ObjectVersion(2))
        let old = task("old", slot: 1, .complete, wanted: .complete, iteration: 1)
        let first = task("a", slot: 1, .complete, wanted: .complete, iteration: 2)
        let running = task("b", slot: 2, .running, wanted: .complete, iteration: 2)
        #expect(states(job, [old, first, running], seconds: 9).last?.isFinal == false)
        let second = task("b", slot: 2, .complete, wanted: .complete, iteration: 2)
        #expect(states(job, [old, first, second], seconds: 0).last == .completed(.init(done: 2, wanted: 2)))
    }

    @Test("three failures of a slot are enough; those from before do not count") func failures() {
        let failed = (1...3).map { task("f\($0)", .failed, wanted: .shutdown, created: Int64($0), err: "task: non-zero exit (1)", exit: 1) }
        let tasks = failed + [task("now", .starting, created: 9)]
        guard case .failed(.tasksFail(3, let last), _)? = states(service(), tasks, seconds: 0).last else {
            Issue.record("not failed")
            return
        }
        #expect(last.taskID == "f3" && last.exitCode == 1 && last.taskName == "home_web.1")
        #expect(states(service(), tasks, seconds: 0, ended: ["f1"]).last?.isFinal == false)
    }

    @Test(
        "a failure that is not made good is enough by itself",
        arguments: [
            (TaskRestartPolicy(condition: .never), 1), (TaskRestartPolicy(condition: .onFailure, maxAttempts: 1), 2),
            (TaskRestartPolicy(condition: .any, maxAttempts: 1), 2),
        ])
    func finalFailure(policy: TaskRestartPolicy, failures: Int) {
        let service = service { $0.taskTemplate.restartPolicy = policy }
        let tasks = (1...failures).map { task("f\($0)", .failed, wanted: .shutdown, created: Int64($0), exit: 1) }
        #expect(states(service, tasks, seconds: 0).last?.isFinal == true)
        #expect(states(service, tasks.dropLast() + [task("now", .starting, created: 9)], seconds: 0).last?.isFinal == false)
    }

    @Test("a server that ends with exit code 0 and is restarted again and again does not run") func endsWell() {
        let tasks = (1...3).map { task("f\($0)", .complete, wanted: .shutdown, created: Int64($0), exit: 0) }
        guard case .failed(.tasksFail(3, let last), _)? = states(service(), tasks, seconds: 0).last else {
            Issue.record("not failed")
            return
        }
        #expect(last.exitCode == 0)
    }

    @Test("no node for twenty seconds is a failure with the engine's words") func unplaced() {
        let waiting = task("a", .pending, err: "no suitable node (insufficient resources on 1 node)", node: "")
        let states = states(service(), [waiting], seconds: 20)
        #expect(states[19].isFinal == false)
        #expect(states[19].progress.detail == "no suitable node (insufficient resources on 1 node)")
        guard case .failed(.unplaced(let task), _) = states[20] else {
            Issue.record("\(states[20])")
            return
        }
        #expect(task.message.hasPrefix("no suitable node") && task.cause == .noNode && task.exitCode == nil)
    }

    @Test(
        "the engine's verdict on an update is ours",
        arguments: [
            (ServiceUpdateState.paused, true, "paused"), (.rollbackPaused, true, "rollback paused"),
            (.rollbackCompleted, true, "rolled back"),
            (.rollbackCompleted, false, "fine"), (.completed, true, "fine"), (.rollbackStarted, true, "waiting"),
        ])
    func updateStatus(state: ServiceUpdateState, changed: Bool, expected: String) {
        var service = service()
        service.updateStatus = ServiceUpdateStatus(state: state, message: "because")
        let verdict =
            switch states(service, [task("a", .running)], seconds: 3, changed: changed).last {
            case .failed(.updatePaused("because", _), _)?: "paused"
            case .failed(.rollbackPaused("because", _), _)?: "rollback paused"
            case .failed(.rolledBack("because", _), _)?: "rolled back"
            case .converged?: "fine"
            default: "waiting"
            }
        #expect(verdict == expected)
    }

    @Test("while the engine may still roll back, failures are its business and running tasks are watched as long as it watches them")
    func updating() {
        var service = service { $0.updateConfig = ServiceUpdateConfig(parallelism: 1, failureAction: .rollback, monitor: 8_000_000_000) }
        service.updateStatus = ServiceUpdateStatus(state: .updating)
        let failed = (1...4).map { task("f\($0)", .failed, wanted: .shutdown, created: Int64($0), exit: 1) }
        #expect(states(service, failed + [task("now", .starting, created: 9)], seconds: 0).last?.isFinal == false)
        let running = states(service, [task("a", .running)], seconds: 8)
        #expect(running[7].isFinal == false && running[8].isFinal)
    }

    @Test("a service that is gone is a failure") func vanished() {
        var watch = ServiceWatch(wasChanged: true, endedBefore: [])
        #expect(watch.observe(nil, tasks: [], at: .zero) == .failed(.vanished, .init(done: 0, wanted: 0)))
    }

    @Test("tasks of lost nodes, which stay running although they should not, do not count") func lostNode() {
        let tasks = [task("lost", .running, wanted: .shutdown), task("new", .preparing, created: 2, node: "n2")]
        #expect(states(service(), tasks, seconds: 9).last == .converging(.init(done: 0, wanted: 1, slowest: .preparing, slowestNode: "n2")))
    }
}
