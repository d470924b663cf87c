import Deployment
import EngineClient
import EngineModel
import Planning
import TestSupport
import Testing

@Suite("Waiting for services") struct ConvergerTests {
    private func wait(
        _ engine: FakeEngine, _ names: [String], timeout: Duration? = .seconds(100), stop: StopSignal = StopSignal(),
        mustComplete: Bool = false
    ) async throws -> ConvergenceReport {
        let converger = Converger(engine: engine, clock: VirtualClock().timekeeper, stop: stop)
        let goals = names.map { ConvergenceGoal(name: $0, wasChanged: true, endedBefore: [], mustComplete: mustComplete) }
        return try await converger.wait(for: goals, scope: .stack("home"), timeout: timeout) { _ in }
    }

    private func deployed(_ behaviours: [String: TaskBehaviour], _ change: (inout DesiredSwarmState) -> Void = { _ in }) async throws
        -> FakeEngine
    {
        let engine = FakeEngine()
        for (name, behaviour) in behaviours { await engine.setBehaviour(behaviour, service: name) }
        #expect(try await engine.deploy(Stacks.home(change)).isSuccess)
        return engine
    }

    @Test("all services together, each with its own outcome") func outcomes() async throws {
        let engine = try await deployed(["home_climate": .fails(exitCode: 3), "home_light": .staysPending()])
        let report = try await wait(engine, ["home_broker", "home_climate", "home_light"])
        #expect(report.services["home_broker"]?.state == .converged(.init(done: 2, wanted: 2)))
        guard case .failed(.tasksFail(3..., let last), _)? = report.services["home_climate"]?.state else {
            Issue.record("climate: \(String(describing: report.services["home_climate"]))")
            return
        }
        #expect(last.exitCode == 3)
        guard case .failed(.unplaced, _)? = report.services["home_light"]?.state else {
            Issue.record("light: \(String(describing: report.services["home_light"]))")
            return
        }
        #expect(report.failures.map(\.name) == ["home_climate", "home_light"])
        #expect(!report.timedOut && !report.isSuccess)
    }

    @Test("a time-out is an outcome of its own") func timeout() async throws {
        let engine = try await deployed(["home_light": .staysStarting])
        let report = try await wait(engine, ["home_broker", "home_light"], timeout: .seconds(10))
        #expect(report.timedOut)
        #expect(report.services["home_broker"]?.finishedAt != nil)
        #expect(report.services["home_light"]?.finishedAt == nil)
    }

    @Test("a stop ends the wait") func stop() async throws {
        let engine = try await deployed(["home_light": .staysStarting])
        let stop = StopSignal()
        stop.raise()
        #expect(try await wait(engine, ["home_light"], stop: stop).wasStopped)
    }

    @Test("an engine that is away for a while does not end the wait; one that stays away does") func interrupted() async throws {
        let engine = try await deployed([:])
        let away = EngineError(.unreachable, operation: "list services", message: "connection refused")
        for call in 1...5 { await engine.fail(.listServices, call: call, with: away) }
        #expect(try await wait(engine, ["home_broker"]).isSuccess)
        for call in 1...500 { await engine.fail(.listServices, call: call, with: away) }
        await #expect(throws: EngineError.self) { try await wait(engine, ["home_broker"], timeout: nil) }
    }

    @Test("a swarm that chooses another leader does not end the wait, and it is told once", arguments: [500, 503])
    func leaderChange(status: Int) async throws {
        let engine = try await deployed([:])
        let noLeader = EngineError(.refused(status: status), operation: "list services", message: "The swarm does not have a leader.")
        for call in 1...20 { await engine.fail(.listServices, call: call, with: noLeader) }
        let absences = Recorder<EngineError>()
        let converger = Converger(engine: engine, clock: VirtualClock().timekeeper, onAbsence: absences.take)
        let goal = ConvergenceGoal(name: "home_broker", wasChanged: true, endedBefore: [])
        let report = try await converger.wait(for: [goal], scope: .stack("home"), timeout: nil) { _ in }
        #expect(report.isSuccess)
        #expect(absences.all == [noLeader])
    }

    @Test("an answer that will not change ends the wait at once") func refused() async throws {
        let engine = try await deployed([:])
        await engine.fail(.listServices, with: EngineError(.refused(status: 400), operation: "list services", message: "no"))
        await #expect(throws: EngineError.self) { try await wait(engine, ["home_broker"]) }
    }

    @Test("old failures of a dependency that is left alone do not fail what waits for it") func oldFailures() async throws {
        let engine = FakeEngine()
        await engine.setBehaviour(.fails(), service: "home_broker")
        let home = Stacks.home { $0.services = [$0.services[0]] }
        #expect(try await engine.deploy(home).isSuccess)
        await engine.settle()
        await engine.setBehaviour(.runs, service: "home_broker")
        let dependent = Stacks.home {
            $0.services = [$0.services[0], $0.services[1]]
            $0.services[1].dependsOn = [ServiceDependency(service: "home_broker", condition: .healthy)]
        }
        let report = try await engine.deploy(dependent)
        #expect(report.isSuccess, "\(report.failed)")
    }

    @Test("a gate for completion is not satisfied by running") func completion() async throws {
        let once: (inout DesiredSwarmState) -> Void = {
            $0.services[2].spec.taskTemplate.restartPolicy = TaskRestartPolicy(condition: .never)
            $0.services[2].spec.mode = .replicated(replicas: 1)
        }
        let running = try await deployed([:], once)
        #expect(try await wait(running, ["home_light"], timeout: .seconds(30), mustComplete: true).timedOut)
        let completing = try await deployed(["home_light": .completes], once)
        #expect(
            try await wait(completing, ["home_light"], mustComplete: true).services["home_light"]?.state
                == .completed(.init(done: 1, wanted: 1)))
    }

    @Test("services wait for the health and the end of others") func gates() async throws {
        let engine = FakeEngine()
        await engine.setBehaviour(.completes, service: "home_light")
        let desired = Stacks.home {
            $0.services[2].spec.taskTemplate.restartPolicy = TaskRestartPolicy(condition: .never)
            $0.services[2].dependsOn = [ServiceDependency(service: "home_broker", condition: .healthy)]
            $0.services[1].dependsOn = [ServiceDependency(service: "home_light", condition: .completedSuccessfully)]
        }
        #expect(try await engine.deploy(desired).isSuccess)
        let created = await engine.writes.filter { $0.operation == .createService }.map(\.name)
        #expect(created == ["home_broker", "home_light", "home_climate"])
    }

    @Test("a dependency that fails stops what needs it, and says so") func failingGate() async throws {
        let engine = FakeEngine()
        await engine.setBehaviour(.fails(), service: "home_broker")
        let desired = Stacks.home {
            $0.services[1].dependsOn = [ServiceDependency(service: "home_broker", condition: .healthy)]
        }
        let report = try await engine.deploy(desired)
        #expect(report.failed.map(\.step.address.name) == ["home_broker"])
        guard case .dependencyFailed(service: "home_broker", _)? = report.failed.first?.error else {
            Issue.record("\(report.failed)")
            return
        }
        #expect(report.notStarted.map(\.address.name) == ["home_climate"])
    }
}
