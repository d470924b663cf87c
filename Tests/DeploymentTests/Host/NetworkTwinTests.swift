import Deployment
import EngineClient
import EngineModel
import Planning
import TestSupport
import Testing

/// Two networks of one name, of which no container can be started in either: an engine goes on with the creation of a killed run, and
/// looks for the name only before it begins.
@Suite("Networks of one name") struct NetworkTwinTests {
    private let desired = Projects.home()
    private var request: NetworkCreateRequest { desired.networks[0].request }
    /// Before and after the moment at which the fake engine makes networks.
    private static let moments: [Int64] = [1_700_000_000, 1_900_000_000]

    @Test("the older one stays when both appear at once", arguments: moments)
    func meanwhile(created: Int64) async throws {
        let engine = await FakeEngine.host()
        await engine.giveTwin(created: created)
        let report = try await engine.raise(desired)
        #expect(report.failed.isEmpty, "\(report.failed)")
        try await expectOneNetwork(engine, isFirst: created > 1_800_000_000)
    }

    @Test("the next run removes the one that nobody is in", arguments: moments)
    func later(created: Int64) async throws {
        let engine = await FakeEngine.host()
        try await engine.raise(desired)
        let twin = await engine.addTwin(request, created: created)
        let plan = try await engine.hostPlan(desired)
        #expect(plan.description.contains("- network home_default (\(twin.id.prefix(12)))  another network has its name"), "\(plan)")
        let report = try await engine.raise(desired)
        #expect(report.failed.isEmpty, "\(report.failed)")
        try await expectOneNetwork(engine, isFirst: true)
    }

    @Test("containers in one that goes are made anew") func used() async throws {
        let engine = await FakeEngine.host()
        try await engine.raise(desired)
        let first = try await engine.networks(matching: .all.name("home_default"))[0]
        let twin = await engine.addTwin(request, created: Self.moments[0])
        await engine.move("home-web-1", to: twin)
        let report = try await engine.raise(desired)
        #expect(report.failed.isEmpty, "\(report.failed)")
        #expect(try await engine.networks(matching: .all.name("home_default")).map(\.id) == [first.id])
        #expect(try await engine.projectContainers().values.allSatisfy { $0.state == .running })
        #expect(try await engine.hostPlan(desired).isEmpty)
    }

    @Test("down removes both") func removal() async throws {
        let engine = await FakeEngine.host()
        try await engine.raise(desired)
        _ = await engine.addTwin(request, created: Self.moments[0])
        let observed = try await engine.observe(project: "home")
        let plan = HostRemoval(observed: observed, desired: nil, policy: RemovalPolicy(removesOrphans: true)).plan()
        let runner = HostStepRunner(
            engine: engine, project: "home", clock: VirtualClock().timekeeper, stop: StopSignal(), timeout: .seconds(60))
        let report = try await PlanExecutor(runner: runner, stop: StopSignal(), width: 8).execute(plan, index: ResourceIndex()) { _ in }
        #expect(report.failed.isEmpty, "\(report.failed)")
        #expect(try await engine.networks(matching: .all.name("home_default")).isEmpty)
    }

    private func expectOneNetwork(_ engine: FakeEngine, isFirst: Bool) async throws {
        let networks = try await engine.networks(matching: .all.name("home_default"))
        #expect(networks.count == 1 && (networks.first?.created == Timestamp(seconds: 1_790_000_000)) == isFirst, "\(networks)")
        let containers = try await engine.projectContainers()
        #expect(containers.count == 5 && containers.values.allSatisfy { $0.state == .running }, "\(containers)")
        #expect(try await engine.hostPlan(desired).isEmpty)
    }
}
