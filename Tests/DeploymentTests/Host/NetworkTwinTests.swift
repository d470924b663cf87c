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

    @Test("of two projects that ask for it at once the one with the younger gives way", arguments: moments)
    func otherProject(created: Int64) async throws {
        let engine = await FakeEngine.host()
        await engine.giveTwin(created: created, project: "other")
        try await engine.raise(desired, .createOnly)
        let isOldest = created > 1_800_000_000
        let left = try await engine.networks(matching: .all.name("home_default"))
        #expect(left.map { $0.labels[ProjectLabel.project] } == (isOldest ? ["home", "other"] : ["other"]), "\(left)")
    }

    @Test("the older one goes where containers are in the younger, if both are the project's", arguments: ["home", "other"])
    func inUse(project: String) async throws {
        let creation = try await FakeEngine.host().hostPlan(desired).steps[0]
        let engine = await FakeEngine.host()
        try await engine.raise(desired)
        var older = request
        older.labels[ProjectLabel.project] = project
        _ = await engine.addTwin(older, created: Self.moments[0])
        _ = try await HostStepRunner(engine: engine, project: "home", clock: VirtualClock().timekeeper)
            .run(creation, index: ResourceIndex())
        let left = try await engine.networks(matching: .all.name("home_default"))
        #expect(left.map { $0.labels[ProjectLabel.project] } == (project == "home" ? ["home"] : ["home", "other"]), "\(left)")
        #expect(left.first?.created == Timestamp(seconds: 1_790_000_000))
    }

    @Test("one that appears after the look is settled when a container starts", arguments: moments)
    func afterwards(created: Int64) async throws {
        let engine = await FakeEngine.host()
        try await engine.raise(desired, .createOnly)
        _ = await engine.addTwin(request, created: created)
        try await start("home-db-1", engine)
        #expect(try await engine.container("home-db-1").state?.status == .running)
        let networks = try await engine.networks(matching: .all.name("home_default"))
        #expect(networks.count == 1 && (networks.first?.created == Timestamp(seconds: 1_790_000_000)) == (created > 1_800_000_000))
    }

    @Test("one that is away for a moment is waited for") func away() async throws {
        let engine = await FakeEngine.host()
        try await engine.raise(desired, .createOnly)
        let network = try await engine.networks(matching: .all.name("home_default"))[0]
        try await engine.removeNetwork(network.id)
        let clock = VirtualClock().timekeeper
        try await start(
            "home-db-1", engine,
            Timekeeper(now: clock.now) { pause in
                try await clock.sleep(pause)
                if clock.now() == .seconds(1) { await engine.addNetwork(network) }
            })
        #expect(try await engine.container("home-db-1").state?.status == .running && clock.now() == .seconds(1))
    }

    @Test(
        "one that stays away or has a foreign twin is an error soon; other errors are at once",
        arguments: [
            ("network home_default not found", 404, 5), ("network home_default is ambiguous (2 matches found on name)", 400, 5),
            ("Could not attach to network home_default: rpc error: code = NotFound desc = network home_default not found", 500, 5),
            ("network sandbox for container x not found", 404, 0), ("No such container: network", 404, 0),
            ("Could not attach to network home_default: rpc error: network home_default not manually attachable", 500, 0),
        ])
    func bounded(message: String, status: Int, seconds: Int) async throws {
        let engine = await FakeEngine.host()
        try await engine.raise(desired, .createOnly)
        for call in 1...100 {
            await engine.fail(
                .startContainer, call: call, with: EngineError(.refused(status: status), operation: "start", message: message))
        }
        let clock = VirtualClock()
        await #expect(throws: EngineError.self) { try await start("home-db-1", engine, clock.timekeeper) }
        #expect(clock.now == .seconds(seconds))
    }

    private func start(_ container: String, _ engine: FakeEngine, _ clock: Timekeeper = VirtualClock().timekeeper) async throws {
        let plan = try await engine.hostPlan(desired)
        let step = try #require(plan.steps.first { $0.id == StepID("start", ResourceAddress(.container, container)) })
        let runner = HostStepRunner(engine: engine, project: "home", clock: clock)
        _ = try await runner.run(step, index: ResourceIndex())
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
        let stop = try await engine.hostPlan(desired).steps.first { $0.id == StepID("stop", ResourceAddress(.container, "home-web-1")) }
        #expect(stop?.cause == "another network has the name home_default")
        let report = try await engine.raise(desired)
        #expect(report.failed.isEmpty, "\(report.failed)")
        #expect(try await engine.networks(matching: .all.name("home_default")).map(\.id) == [first.id])
        #expect(try await engine.projectContainers().values.allSatisfy { $0.state == .running })
        #expect(try await engine.hostPlan(desired).isEmpty)
    }

    @Test("the one stays that containers are in which stay as they are", arguments: ["stranger", "home-front-1"])
    func kept(container: String) async throws {
        let (engine, twin) = try await raisedWithTwin(stranger: container == "stranger")
        await engine.move(container, to: twin)
        let before = try await engine.container(container)
        let report = try await engine.raise(container == "stranger" ? desired : withoutFront)
        #expect(report.failed.isEmpty && report.notStarted.isEmpty, "\(report)")
        #expect(try await engine.networks(matching: .all.name("home_default")).map(\.id) == [twin.id])
        #expect(try await engine.container(container).id == before.id)
        #expect(try await engine.containers(matching: .all).allSatisfy { $0.state == .running })
    }

    @Test("with such containers in both, nothing is touched, and the plan says why") func stuck() async throws {
        let (engine, twin) = try await raisedWithTwin(stranger: true)
        await engine.move("home-front-1", to: twin)
        let problems = try await engine.hostPlan(withoutFront).problems
        let id = String(twin.id.prefix(12))
        #expect(problems == [.twinInUse(name: "home_default", id: id, containers: ["home-front-1"])])
    }

    @Test("another project's is told where a container would join it, and not where all run") func foreign() async throws {
        let engine = await FakeEngine.host()
        try await engine.raise(desired)
        var other = request
        other.labels[ProjectLabel.project] = "other"
        let twin = await engine.addTwin(other, created: Self.moments[0])
        let first = try #require(try await engine.networks(matching: .all.name("home_default")).first { $0.id != twin.id })
        #expect(try await engine.hostPlan(desired).isEmpty)
        #expect(try await engine.hostPlan(desired).problems.isEmpty)
        let changed = try await engine.hostPlan(Projects.home(hash: "2"))
        let ids = [twin, first].map { String($0.id.prefix(12)) }
        #expect(changed.problems == [.networkAmbiguous(name: "home_default", ids: ids)])
    }

    /// What a run says that names all services but one.
    private var withoutFront: DesiredHostState {
        Projects.home {
            $0.services.removeAll { $0.name == "front" }
            $0.disabledServices = ["front"]
        }
    }

    /// A project that runs in the younger of two networks, with somebody else's container there or without.
    private func raisedWithTwin(stranger isThere: Bool) async throws -> (FakeEngine, twin: Network) {
        let engine = await FakeEngine.host()
        try await engine.raise(desired)
        if isThere {
            let stranger = ContainerCreateRequest(image: "busybox:1", hostConfig: HostConfig(networkMode: "home_default"))
            try await engine.startContainer(try await engine.createContainer(stranger, name: "stranger", platform: nil).id)
        }
        return (engine, await engine.addTwin(request, created: Self.moments[0]))
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

extension HostPolicy {
    /// Makes all, and starts nothing.
    fileprivate static var createOnly: HostPolicy {
        var policy = HostPolicy()
        policy.starts = false
        return policy
    }
}
