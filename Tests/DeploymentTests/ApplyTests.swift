import Deployment
import EngineClient
import EngineModel
import Planning
import TestSupport
import Testing

@Suite("Applying a plan") struct ApplyTests {
    @Test("after a deployment the plan is empty, and a second one writes nothing") func fixpoint() async throws {
        let engine = FakeEngine()
        let report = try await engine.deploy(Stacks.home())
        #expect(report.isSuccess)
        #expect(report.done.count == 6)
        #expect(try await engine.plan(Stacks.home()).isEmpty)
        await engine.forgetCalls()
        #expect(try await engine.deploy(Stacks.home()).done.isEmpty)
        #expect(await engine.writes.isEmpty)
    }

    @Test("services come after what they use, with the ids of what was just created") func ids() async throws {
        let engine = FakeEngine()
        _ = try await engine.deploy(Stacks.home())
        let writes = await engine.writes
        #expect(Set(writes.prefix(3).map(\.operation)) == [.createNetwork, .createSecret, .createConfig])
        let secret = try await engine.secrets(matching: .stack("home")).first
        let broker = try await engine.service("home_broker")
        #expect(broker.spec.taskTemplate.containerSpec?.secrets.first?.secretID == secret?.id)
    }

    @Test("docker's way sends services, secrets and configs every time") func dockerWay() async throws {
        let engine = FakeEngine()
        _ = try await engine.deploy(Stacks.home(), policy: .docker())
        await engine.forgetCalls()
        let report = try await engine.deploy(Stacks.home(), policy: .docker())
        #expect(report.isSuccess)
        let sent = await engine.writes.map(\.operation)
        #expect(
            sent.sorted { $0.rawValue < $1.rawValue } == [.updateConfig, .updateSecret, .updateService, .updateService, .updateService])
    }

    /// The operations of a first deployment, with the number of the call that fails.
    static let failures: [(EngineOperation, Int)] = [
        (.createNetwork, 1), (.createSecret, 1), (.createConfig, 1), (.createService, 1), (.createService, 2), (.createService, 3),
    ]

    @Test("a failure at any step is reported whole, and the same command finishes the job", arguments: failures)
    func failure(operation: EngineOperation, call: Int) async throws {
        let engine = FakeEngine()
        await engine.fail(operation, call: call)
        let report = try await engine.deploy(Stacks.home())
        #expect(report.failed.count == 1)
        let all = report.done.map(\.id) + report.failed.map(\.step.id) + report.notStarted.map(\.id)
        #expect(all.count == 6 && Set(all).count == 6)
        let again = try await engine.deploy(Stacks.home())
        #expect(again.isSuccess)
        #expect(again.done.count == 6 - report.done.count)
        #expect(try await engine.plan(Stacks.home()).isEmpty)
    }

    @Test("an answer that was lost does not create anything twice", arguments: failures)
    func lostAnswer(operation: EngineOperation, call: Int) async throws {
        let engine = FakeEngine()
        await engine.fail(operation, call: call, with: EngineError(.interrupted, operation: "test", message: "the connection broke"))
        let report = try await engine.deploy(Stacks.home())
        #expect(report.isSuccess)
        #expect(try await engine.plan(Stacks.home()).isEmpty)
        #expect(try await engine.services(matching: .all).count == 3)
    }

    @Test("random failures end in the desired state after enough runs", arguments: 0..<40)
    func randomFailures(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let engine = FakeEngine()
        let changed = Stacks.home {
            $0.services[1].spec.taskTemplate.containerSpec?.env = ["A=1"]
            $0.services.append(Stacks.service("motion"))
            $0.services.removeFirst()
        }
        for desired in [Stacks.home(), changed] {
            let writes = EngineOperation.allCases.filter(\.isWrite)
            for _ in 0..<4 {
                let operation = writes[Int.random(in: 0..<writes.count, using: &generator)]
                let reason: EngineError.Reason = Bool.random(using: &generator) ? .refused(status: 500) : .interrupted
                await engine.fail(
                    operation, call: Int.random(in: 1...3, using: &generator), with: EngineError(reason, operation: "test", message: "test")
                )
            }
            var runs = 0
            var succeeded = false
            while runs < 12 && !succeeded {
                succeeded = try await engine.deploy(desired, policy: .careful(prune: true)).isSuccess
                runs += 1
            }
            #expect(succeeded, "seed \(seed)")
            #expect(try await engine.plan(desired, policy: .careful(prune: true)).isEmpty, "seed \(seed)")
            let names = try await engine.services(matching: .stack("home")).map(\.name).sorted()
            #expect(names == desired.services.map(\.name).sorted(), "seed \(seed)")
        }
    }

    @Test("a writer that came first is noticed, and the update goes on from what is there then") func outOfSequence() async throws {
        let engine = FakeEngine()
        _ = try await engine.deploy(Stacks.home())
        let desired = Stacks.home { $0.services[1].spec.taskTemplate.containerSpec?.env = ["A=1"] }
        let deployer = Deployer(engine: engine, imagePolicy: .never)
        let (preparation, images) = try await deployer.prepare(desired)
        var other = try await engine.service("home_climate")
        other.spec.taskTemplate.forceUpdate = 7
        _ = try await engine.updateService(id: other.id, version: other.version, spec: other.spec)
        let clock = VirtualClock().timekeeper
        let executor = PlanExecutor(engine: engine, stack: "home", clock: clock)
        let report = try await deployer.apply(preparation, to: desired, images: images, with: executor, clock: clock) { _ in }
        #expect(report.isSuccess)
        let after = try await engine.service("home_climate")
        #expect(after.spec.taskTemplate.containerSpec?.env == ["A=1"])
        #expect(after.spec.taskTemplate.forceUpdate == 7)
    }

    @Test("a network that was seen and is gone when it is used is made again") func staleNetwork() async throws {
        let engine = FakeEngine()
        _ = try await engine.deploy(Stacks.home { $0.services = [] })
        let deployer = Deployer(engine: engine, imagePolicy: .never)
        let (preparation, images) = try await deployer.prepare(Stacks.home())
        try await engine.removeNetwork("home_bus")
        let clock = VirtualClock().timekeeper
        let events = Recorder<ApplyEvent>()
        let executor = PlanExecutor(engine: engine, stack: "home", clock: clock)
        let report = try await deployer.apply(
            preparation, to: Stacks.home(), images: images, with: executor, clock: clock, onEvent: events.take)
        #expect(report.isSuccess)
        #expect(try await engine.plan(Stacks.home()).isEmpty)
        #expect(!events.all.contains { if case .failed = $0 { true } else { false } })
    }

    @Test("a plan that cannot work is not executed, even where the failure before it may pass") func followUpWithProblems() async throws {
        let engine = FakeEngine()
        _ = try await engine.createNetwork(NetworkCreateRequest(name: "front", driver: "overlay", scope: "swarm"))
        let desired = Stacks.home { $0.externalNetworks = ["front"] }
        let deployer = Deployer(engine: engine, imagePolicy: .never)
        let (preparation, images) = try await deployer.prepare(desired)
        #expect(preparation.plan.problems.isEmpty)
        try await engine.removeNetwork("front")
        await engine.fail(
            .createService, with: EngineError(.refused(status: 404), operation: "create service", message: "no network front"))
        let clock = VirtualClock().timekeeper
        let executor = PlanExecutor(engine: engine, stack: "home", clock: clock, width: 1)
        let report = try await deployer.apply(preparation, to: desired, images: images, with: executor, clock: clock) { _ in }
        #expect(report.failed.count == 1)
        #expect(try await engine.services(matching: .all).isEmpty)
    }

    @Test("removal waits through a change of the leader, and says so once") func removalWithoutLeader() async throws {
        let engine = FakeEngine()
        _ = try await engine.deploy(Stacks.home())
        let plan = try await engine.observe(stack: "home").removalPlan()
        for call in 1...10 {
            let error = EngineError(.refused(status: 503), operation: "list tasks", message: "The swarm does not have a leader.")
            await engine.fail(.listTasks, call: call, with: error)
        }
        let absences = Recorder<EngineError>()
        let executor = PlanExecutor(engine: engine, stack: "home", clock: VirtualClock().timekeeper, onAbsence: absences.take)
        #expect(try await executor.execute(plan, index: ResourceIndex()).isSuccess)
        #expect(absences.all.count == 1)
    }

    @Test("after a stop nothing new is begun, and the same command finishes") func stop() async throws {
        let engine = FakeEngine()
        let stop = StopSignal()
        let report = try await engine.deploy(Stacks.home(), stop: stop) { event in
            if case .finished = event { stop.raise() }
        }
        #expect(report.wasStopped)
        #expect(!report.notStarted.isEmpty && report.failed.isEmpty)
        #expect(try await engine.deploy(Stacks.home()).isSuccess)
        #expect(try await engine.plan(Stacks.home()).isEmpty)
    }

    @Test("a stop while something is waited for is no failure") func stopInAWait() async throws {
        let engine = FakeEngine()
        _ = try await engine.deploy(Stacks.home())
        let plan = try await engine.observe(stack: "home").removalPlan()
        let error = EngineError(.refused(status: 503), operation: "list tasks", message: "The swarm does not have a leader.")
        for call in 1...10 { await engine.fail(.listTasks, call: call, with: error) }
        let stop = StopSignal()
        let executor = PlanExecutor(engine: engine, stack: "home", clock: VirtualClock().timekeeper, stop: stop)
        let report = try await executor.execute(plan, index: ResourceIndex()) { event in
            if case .started(let step) = event, case .awaitTasksGone = step.action { stop.raise() }
        }
        #expect(report.wasStopped && report.failed.isEmpty)
        #expect(report.notStarted.contains { if case .awaitTasksGone = $0.action { true } else { false } })
    }

    @Test("when the engine goes away after a failure, the failure is what is told") func goneAfterFailure() async throws {
        let engine = FakeEngine()
        await engine.fail(.createNetwork, with: EngineError(.refused(status: 500), operation: "create network", message: "no room"))
        await engine.fail(.listServices, call: 3, with: EngineError(.unreachable, operation: "list services", message: "gone"))
        let report = try await engine.deploy(Stacks.home())
        #expect(report.failed.map(\.error.description).contains { $0.contains("no room") })
    }

    @Test("removal waits for tasks, puts up with what is in use for a moment, and what is gone is gone") func removal() async throws {
        let engine = FakeEngine()
        _ = try await engine.deploy(Stacks.home())
        await engine.fail(.removeNetwork, with: EngineError(.refused(status: 403), operation: "remove network", message: "in use"))
        await engine.fail(.removeSecret, with: EngineError(.refused(status: 404), operation: "remove secret", message: "not found"))
        let plan = try await engine.observe(stack: "home").removalPlan()
        let executor = PlanExecutor(engine: engine, stack: "home", clock: VirtualClock().timekeeper)
        #expect(try await executor.execute(plan, index: ResourceIndex()).isSuccess)
        let left = try await engine.observe(stack: "home")
        #expect(left.services.isEmpty && left.networks.isEmpty && left.configs.isEmpty)
    }
}
