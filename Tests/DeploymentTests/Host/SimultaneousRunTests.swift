import Deployment
import EngineClient
import EngineModel
import Planning
import TestSupport
import Testing

/// Both have looked before either has begun, so that each wants to make what the other makes.
@Suite("Two runs of one project at the same time") struct SimultaneousRunTests {
    /// What both runs do.
    enum Scenario: String, CaseIterable {
        case first, changed, startedByOne

        var hash: String { self == .changed ? "2" : "1" }

        func prepare(_ engine: FakeEngine) async throws {
            if self == .changed { try await engine.raise(Projects.home()) }
        }
    }

    private func carryOut(_ plan: Plan, _ engine: FakeEngine, width: Int = 8) async throws -> ApplyReport {
        let runner = HostStepRunner(engine: engine, project: "home", clock: VirtualClock().timekeeper, timeout: .seconds(60))
        return try await PlanExecutor(runner: runner, width: width).execute(plan, index: ResourceIndex())
    }

    @Test("both end well, and each container is there once and whole", arguments: Scenario.allCases, [1, 3, 8])
    func both(scenario: Scenario, width: Int) async throws {
        let engine = await FakeEngine.host()
        try await scenario.prepare(engine)
        let desired = Projects.home(hash: scenario.hash)
        let plan = try await engine.hostPlan(desired)
        #expect(!plan.isEmpty)
        if scenario == .startedByOne { #expect(try await carryOut(plan, engine).isSuccess) }
        async let one = carryOut(plan, engine, width: width)
        async let other = carryOut(plan, engine)
        for report in try await [one, other] { #expect(report.failed.map(\.error.description) == []) }
        try await check(engine, desired)
    }

    /// All is there once, runs and is whole.
    private func check(_ engine: FakeEngine, _ desired: DesiredHostState) async throws {
        let containers = try await engine.projectContainers()
        #expect(containers.keys.sorted() == ["home-db-1", "home-front-1", "home-side-1", "home-web-1", "home-web-2"])
        for (name, container) in containers { #expect(container.state == .running, "\(name)") }
        for name in ["home-web-1", "home-web-2"] { #expect(await !engine.archives(in: name).isEmpty, "\(name)") }
        #expect(try await engine.hostPlan(desired).isEmpty)
        #expect(try await engine.volumes(matching: .all).count == 2, "a volume without a name for the database, and one with")
    }

    @Test("a run that begins while another one is at it", arguments: Scenario.allCases, 0..<16)
    func later(scenario: Scenario, beginning: Int) async throws {
        let engine = await FakeEngine.host()
        try await scenario.prepare(engine)
        for operation in [EngineOperation.putArchive, .stopContainer, .removeContainer, .renameContainer, .startContainer] {
            await engine.delay(operation, by: .milliseconds(3))
        }
        let desired = Projects.home(hash: scenario.hash)
        let (events, source) = AsyncStream<Void>.makeStream()
        async let one = raise(desired, engine) { source.yield() }
        var seen = 0
        for await _ in events {
            seen += 1
            if seen > beginning { break }
        }
        let other = try await raise(desired, engine) {}
        for report in [try await one, other] { #expect(report.failed.map(\.error.description) == []) }
        // Whoever looked first may have left something that the other had not seen yet.
        #expect(try await raise(desired, engine) {}.isSuccess)
        try await check(engine, desired)
    }

    /// Looks and carries out, in real time.
    private func raise(_ desired: DesiredHostState, _ engine: FakeEngine, _ onEvent: @escaping @Sendable () -> Void) async throws
        -> ApplyReport
    {
        let plan = try await engine.hostPlan(desired)
        let runner = HostStepRunner(engine: engine, project: "home", timeout: .seconds(60))
        defer { (0..<32).forEach { _ in onEvent() } }
        return try await PlanExecutor(runner: runner).execute(onHost: plan, onEvent: { _ in onEvent() }) {
            try await engine.hostPlan(desired)
        }
    }

    /// A service of one call, and one whose container gets its name when its file is in it.
    @Test("what the other run made is taken, not made anew", arguments: ["db", "web"])
    func taken(service: String) async throws {
        let engine = await FakeEngine.host()
        let desired = Projects.home { $0.services.removeAll { $0.name != service } }
        let plan = try await engine.hostPlan(desired)
        #expect(try await carryOut(plan, engine).isSuccess)
        let before = try await engine.projectContainers().mapValues(\.id)
        #expect(try await carryOut(plan, engine).isSuccess)
        #expect(try await engine.projectContainers().mapValues(\.id) == before)
    }

    @Test func anotherRunWithOtherFilesIsTold() async throws {
        let engine = await FakeEngine.host()
        let plan = try await engine.hostPlan(Projects.home(hash: "2"))
        try await engine.raise(Projects.home())
        let report = try await carryOut(plan, engine)
        let said = report.failed.map(\.error.description)
        let words = "container home-db-1: the name is already in use by container"
        #expect(said.contains { $0.contains(words) && $0.contains("(image busybox:1, service db of project home)") }, "\(said)")
        #expect(try await engine.raise(Projects.home(hash: "2")).isSuccess)
    }

    /// Whether its client lives nobody can tell.
    @Test func aContainerThatAnotherRunPreparesIsLeftTime() async throws {
        let engine = await FakeEngine.host()
        let desired = Projects.home { $0.services.removeAll { $0.name != "web" } }
        let plan = try await engine.hostPlan(desired)
        await engine.fail(.putArchive, with: EngineError(.unreachable, operation: "copy", message: "the client was killed"))
        #expect(try await !carryOut(plan, engine, width: 1).isSuccess)
        let left = try #require(try await engine.projectContainers()["new_home-web-1"])
        let clock = VirtualClock().timekeeper
        let begin = clock.now()
        let runner = HostStepRunner(engine: engine, project: "home", clock: clock, timeout: .seconds(60))
        #expect(try await PlanExecutor(runner: runner, width: 1).execute(plan, index: ResourceIndex()).isSuccess)
        #expect(clock.now() - begin >= .seconds(5))
        #expect(try await !engine.projectContainers().values.contains { $0.id == left.id })
    }
}
