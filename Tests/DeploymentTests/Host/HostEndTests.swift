import Deployment
import EngineClient
import EngineModel
import Planning
import TestSupport
import Testing

/// An engine answers a stop when it has cleaned up after the container; that the process has ended it tells before.
@Suite("The ends of containers that are removed next") struct HostEndTests {
    private func down(_ engine: FakeEngine) async throws -> ApplyReport {
        let observed = try await engine.observe(project: "home")
        let plan = HostRemoval(observed: observed, desired: Projects.home(), policy: RemovalPolicy()).plan()
        let runner = HostStepRunner(engine: engine, project: "home", clock: VirtualClock().timekeeper)
        return try await PlanExecutor(runner: runner).execute(plan, index: ResourceIndex())
    }

    @Test("what others need is stopped when they have ended; they are removed when their stops are answered")
    func nothingWaitsForTheCleaning() async throws {
        let engine = await FakeEngine.host()
        try await engine.raise(Projects.home())
        // The front's stop is answered only when the database, which comes last, was told to stop.
        await engine.setCleaning { name in
            guard name == "home-front-1" else { return }
            _ = await eventually { await engine.writes.contains(EngineCall(.stopContainer, "home-db-1")) }
        }
        await engine.forgetCalls()
        let report = try await down(engine)
        #expect(report.isSuccess, "\(report)")
        let writes = await engine.writes.map { "\($0.operation) \($0.name)" }
        let wanted = ["stopContainer home-front-1", "stopContainer home-db-1", "removeContainer home-front-1"]
        #expect(writes.filter(wanted.contains) == wanted, "\(writes)")
        #expect(try await engine.projectContainers().isEmpty)
    }

    @Test("without events, stops are waited for until they are answered") func withoutEvents() async throws {
        let engine = await FakeEngine.host()
        try await engine.raise(Projects.home())
        await engine.fail(.events)
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
}
