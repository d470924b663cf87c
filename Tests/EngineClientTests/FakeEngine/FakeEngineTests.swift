import EngineClient
import EngineModel
import TestSupport
import Testing

private func spec(_ name: String, image: String = "a", replicas: UInt64 = 1, onFailure: FailureAction? = nil) -> ServiceSpec {
    ServiceSpec(
        name: name, labels: [StackLabel.namespace: "s"], taskTemplate: TaskSpec(containerSpec: ContainerSpec(image: image)),
        mode: .replicated(replicas: replicas),
        updateConfig: onFailure.map { ServiceUpdateConfig(parallelism: 1, failureAction: $0) })
}

@Suite struct FakeEngineTests {
    @Test func writesAreRecordedWithWhatWasSent() async throws {
        let engine = FakeEngine()
        let auth = RegistryAuth(registry: "r", headerValue: "x")
        _ = try await engine.createService(spec("web"), registryAuth: auth)
        await #expect(throws: EngineError.self) { try await engine.removeNetwork("absent") }
        _ = try await engine.services(matching: .all)
        let writes = await engine.writes
        #expect(writes.map(\.description) == ["create service web", "remove network absent"])
        #expect(writes.first?.body?["Name"] == .string("web"))
        #expect(writes.first?.options?.registryAuth == auth)
        #expect(await engine.counts[.listServices] == 1)
    }

    @Test func theNthCallFailsAndOnlyThat() async throws {
        let engine = FakeEngine()
        await engine.fail(.createService, call: 2)
        _ = try await engine.createService(spec("a"))
        let error = await #expect(throws: EngineError.self) { _ = try await engine.createService(spec("b")) }
        #expect(error?.status == 500)
        _ = try await engine.createService(spec("c"))
        #expect(try await engine.services(matching: .all).map(\.name) == ["a", "c"])
    }

    @Test func callsTakeAsLongAsTheTestWants() async throws {
        let engine = FakeEngine()
        await engine.delay(.info, by: .milliseconds(60))
        let start = ContinuousClock.now
        _ = try await engine.info()
        #expect(ContinuousClock.now - start >= .milliseconds(60))
    }

    @Test func outsideASwarmItSaysSo() async throws {
        let engine = FakeEngine()
        await engine.leaveSwarm()
        #expect(try await engine.info().swarm?.controlAvailable == false)
        let error = await #expect(throws: EngineError.self) { _ = try await engine.services(matching: .all) }
        #expect(error?.isNotManager == true)
    }

    @Test func tasksComeUpStepByStep() async throws {
        let engine = FakeEngine()
        let id = try await engine.createService(spec("web")).id
        var seen: [TaskState] = []
        for _ in 0..<4 { seen += try await engine.tasks(matching: ObjectFilters.all.service(id)).map(\.status.state) }
        #expect(seen == [.preparing, .starting, .running, .running])
    }

    @Test func failingTasksAreReplacedAndAtMostFiveAreKept() async throws {
        let engine = FakeEngine()
        await engine.setBehaviour(.fails(exitCode: 2, error: "task: non-zero exit (2)"), service: "bad")
        _ = try await engine.createService(spec("bad"))
        for _ in 0..<4 { await engine.settle() }
        let tasks = try await engine.tasks(matching: ObjectFilters.all.service("bad"))
        let failed = tasks.filter { $0.status.state == .failed }
        #expect(failed.count == 5 && tasks.count <= 6)
        #expect(failed.allSatisfy { $0.status.containerStatus?.exitCode == 2 && $0.status.err == "task: non-zero exit (2)" })
        #expect(try await engine.services(matching: .all, withStatus: true).first?.serviceStatus?.desiredTasks == 1)
    }

    @Test func restartsEndWithTheirNumber() async throws {
        let engine = FakeEngine()
        await engine.setBehaviour(.fails(), service: "bad")
        var bad = spec("bad")
        bad.taskTemplate.restartPolicy = TaskRestartPolicy(condition: .onFailure, maxAttempts: 2)
        _ = try await engine.createService(bad)
        for _ in 0..<4 { await engine.settle() }
        #expect(try await engine.tasks(matching: .all).count == 3)
    }

    @Test(arguments: [
        (FailureAction.pause, ServiceUpdateState.paused, "new"), (.rollback, .rollbackCompleted, "old"),
    ])
    func aFailedUpdateDoesWhatItsConfigSays(action: FailureAction, state: ServiceUpdateState, image: String) async throws {
        let engine = FakeEngine()
        await engine.setBehaviour(.isUnhealthy, image: "new")
        let id = try await engine.createService(spec("web", image: "old", onFailure: action)).id
        await engine.settle()
        let before = try await engine.service(id)
        _ = try await engine.updateService(id: id, version: before.version, spec: spec("web", image: "new", onFailure: action))
        await engine.settle()
        await engine.settle()
        let after = try await engine.service(id)
        #expect(after.updateStatus?.state == state)
        #expect(after.spec.taskTemplate.containerSpec?.image == image)
        #expect(after.rawSpec[["TaskTemplate", "ContainerSpec", "Image"]] == .string(image))
        #expect(after.version > before.version)
    }

    @Test func nodesThatTakeNoTasksGetNone() async throws {
        var drained = SwarmNode.fake("b", role: .worker)
        drained.spec.availability = .drain
        let engine = FakeEngine(nodes: [.fake("a"), drained, .fake("c", role: .worker)])
        var agent = spec("agent")
        agent.mode = .global
        _ = try await engine.createService(agent)
        #expect(Set(try await engine.tasks(matching: .all).map(\.nodeID)) == ["node-id-a", "node-id-c"])
    }
}
