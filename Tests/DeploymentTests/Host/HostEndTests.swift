import Deployment
import EngineClient
import EngineModel
import Planning
import Synchronization
import TestSupport
import Testing

/// An engine answers a stop when it has cleaned up after the container; that the process has ended it tells before.
@Suite("The ends of containers that are removed next") struct HostEndTests {
    private func down(
        _ engine: FakeEngine, _ policy: RemovalPolicy = RemovalPolicy(), onEvent: @Sendable (ApplyEvent) -> Void = { _ in }
    ) async throws -> ApplyReport {
        let observed = try await engine.observe(project: "home")
        let plan = HostRemoval(observed: observed, desired: Projects.home(), policy: policy).plan()
        let runner = HostStepRunner(engine: engine, project: "home", clock: VirtualClock().timekeeper)
        return try await PlanExecutor(runner: runner).execute(plan, index: ResourceIndex(), onEvent: onEvent)
    }

    @Test("what others need is stopped when they have ended; they are removed when their stops are answered")
    func nothingWaitsForTheCleaning() async throws {
        let engine = await FakeEngine.host()
        try await engine.raise(Projects.home())
        let front = try #require(try await engine.projectContainers()["home-front-1"])
        let end = EngineEvent(type: .container, action: "die", actor: EventActor(id: front.id, attributes: front.labels))
        // The front's stop is answered only when the database, which comes last, was told to stop. Its end is told until somebody hears.
        await engine.setCleaning { name in
            guard name == "home-front-1" else { return }
            _ = await eventually {
                await engine.emit(end)
                return await engine.writes.contains(EngineCall(.stopContainer, "home-db-1"))
            }
        }
        await engine.forgetCalls()
        let report = try await down(engine)
        #expect(report.isSuccess, "\(report)")
        let writes = await engine.writes.map { "\($0.operation) \($0.name)" }
        let wanted = ["stopContainer home-front-1", "stopContainer home-db-1", "removeContainer home-front-1"]
        #expect(writes.filter(wanted.contains) == wanted, "\(writes)")
        #expect(try await engine.projectContainers().isEmpty)
    }

    @Test("an engine that tells nothing is asked all the same", arguments: [nil, Duration.seconds(3600)])
    func withoutEvents(delay: Duration?) async throws {
        let engine = await FakeEngine.host()
        try await engine.raise(Projects.home())
        if delay == nil { await engine.fail(.events) }
        await engine.delay(.events, by: delay)
        let report = try await down(engine)
        #expect(report.isSuccess, "\(report)")
        #expect(try await engine.projectContainers().isEmpty)
    }

    @Test("a stop that fails is told, and what it was for is not removed") func aStopFails() async throws {
        let engine = await FakeEngine.host()
        try await engine.raise(Projects.home())
        await engine.fail(.stopContainer)
        let report = try await down(engine)
        let failed = try #require(report.failed.first?.step.address.name, "\(report)")
        #expect(report.failed.count == 1)
        #expect(try await engine.projectContainers()[failed]?.state == .running)
    }

    @Test("a stop that fails when the container has ended is told before it is removed") func cleaningFails() async throws {
        let engine = await FakeEngine.host()
        try await engine.raise(Projects.home())
        await engine.setCleaning { name in
            guard name == "home-db-1" else { return }
            throw EngineError(.refused(status: 500), operation: "stop container home-db-1", message: "no space left on device")
        }
        let report = try await down(engine)
        #expect(report.failed.map(\.step.address.name) == ["home-db-1"], "\(report)")
        #expect(try await engine.projectContainers()["home-db-1"] != nil)
    }

    @Test(
        "a network that the engine keeps is told, with what helps where it has lost count",
        arguments: [
            ("error while removing network: network x has active endpoints", "once the engine was restarted"), ("denied", "denied"),
        ])
    func aNetworkStays(refusal: String, words: String) async throws {
        let engine = await FakeEngine.host()
        try await engine.raise(Projects.home())
        for call in 1...100 {
            await engine.fail(
                .removeNetwork, call: call, with: EngineError(.refused(status: 403), operation: "remove network", message: refusal))
        }
        let warnings = Mutex<[String]>([])
        let report = try await down(engine) { event in
            if case .finished(_, let new) = event { warnings.withLock { $0 += new } }
        }
        #expect(report.isSuccess, "\(report)")
        let told = warnings.withLock(\.self)
        #expect(told.count == 1 && told.first?.contains(words) == true && told.first?.contains("home_default") == true, "\(told)")
    }

    @Test("what others use stays, and is told with their names") func whatOthersUse() async throws {
        let engine = await FakeEngine.host()
        try await engine.raise(Projects.home())
        for number in 1...7 {
            let request = ContainerCreateRequest(
                image: "busybox:1",
                hostConfig: HostConfig(mounts: [Mount(type: .volume, source: "home_data", target: "/data")], networkMode: "home_default"))
            let id = try await engine.createContainer(request, name: "stranger\(number)", platform: nil).id
            try await engine.startContainer(id)
        }
        let warnings = Mutex<[String]>([])
        let report = try await down(engine, RemovalPolicy(removesVolumes: true)) { event in
            if case .finished(_, let new) = event { warnings.withLock { $0 += new } }
        }
        #expect(report.isSuccess, "\(report.failed)")
        let users = "stranger1, stranger2, stranger3, stranger4, stranger5 and 2 more"
        #expect(
            warnings.withLock(\.self).sorted() == [
                "Network home_default is still in use by \(users)", "Volume home_data is still in use by \(users)",
            ])
        #expect(try await engine.volumes(matching: .all).contains { $0.name == "home_data" })
    }
}
