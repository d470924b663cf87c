import Deployment
import EngineClient
import EngineModel
import Planning
import TestSupport
import Testing

@Suite("Applying a host's plan") struct HostApplyTests {
    @Test("the second run writes nothing") func fixpoint() async throws {
        let engine = await FakeEngine.host()
        #expect(try await engine.raise(Projects.home()).isSuccess)
        await engine.forgetCalls()
        #expect(try await engine.raise(Projects.home()).done.isEmpty)
        #expect(await engine.writes.isEmpty)
    }

    @Test("a service starts after what it depends on is healthy") func healthy() async throws {
        let engine = await FakeEngine.host()
        try await engine.raise(Projects.home())
        let started = await engine.writes.filter { $0.operation == .startContainer }.map(\.name)
        let database = try #require(started.firstIndex(of: "home-db-1"))
        let web = try #require(started.firstIndex(of: "home-web-1"))
        let front = try #require(started.firstIndex(of: "home-front-1"))
        #expect(database < web && web < front)
    }

    /// How a dependency comes out, and what is said of it.
    static let failures: [(ContainerBehaviour, ServiceDependency.Condition, Bool, String)] = [
        (.isUnhealthy, .healthy, true, "dependency failed to start: container home-a-1 is unhealthy"),
        (.exits(3), .healthy, true, "dependency failed to start: container home-a-1 exited (3)"),
        (.exits(1), .completedSuccessfully, true, "dependency failed to start: service \"a\" didn't complete successfully: exit 1"),
        (.staysStarting, .healthy, true, "waiting took too long"),
        (.isUnhealthy, .healthy, false, ""), (.exits(1), .completedSuccessfully, false, ""), (.exits(0), .completedSuccessfully, true, ""),
        (.runs, .healthy, true, ""), (.isUnhealthy, .started, true, ""),
    ]

    @Test("conditions of depends_on", arguments: failures)
    func conditions(behaviour: ContainerBehaviour, condition: ServiceDependency.Condition, required: Bool, message: String) async throws {
        let engine = await FakeEngine.host()
        await engine.setBehaviour(behaviour, container: "home-a-1")
        let desired = Projects.home {
            $0.services = [
                Projects.service("a", checksHealth: true),
                Projects.service("b", after: [ServiceDependency(service: "a", condition: condition, required: required)]),
            ]
        }
        let report = try await engine.raise(desired)
        #expect(report.failed.map(\.error.description) == (message.isEmpty ? [] : [message]))
        #expect(try await engine.projectContainers()["home-b-1"]?.state == (message.isEmpty ? .running : .created))
    }

    @Test("start-first: the new one is healthy before the old one ends") func startFirst() async throws {
        let engine = await FakeEngine.host()
        try await engine.raise(Projects.home())
        await engine.forgetCalls()
        let changed = Projects.home {
            $0.services[1] = Projects.service("front", hash: "2", checksHealth: true) {
                $0.update = ServiceUpdateConfig(parallelism: 1, order: .startFirst)
            }
        }
        #expect(try await engine.raise(changed).isSuccess)
        let calls = await engine.writes.map(\.operation)
        #expect(calls == [.createContainer, .startContainer, .stopContainer, .removeContainer, .renameContainer])
    }

    @Test("start-first gives way to a port that only one container can have") func fixedPort() async throws {
        let engine = await FakeEngine.host()
        let front: (String) -> DesiredHostState = { hash in
            Projects.home {
                $0.services = [
                    Projects.service("front", hash: hash) {
                        $0.update = ServiceUpdateConfig(parallelism: 1, order: .startFirst)
                        $0.template.hostConfig?.portBindings = ["80/tcp": [PortBinding(hostPort: "8080")]]
                    }
                ]
            }
        }
        try await engine.raise(front("1"))
        await engine.forgetCalls()
        #expect(try await engine.raise(front("2")).isSuccess)
        let calls = await engine.writes.map(\.operation)
        #expect(calls == [.createContainer, .stopContainer, .removeContainer, .renameContainer, .startContainer])
    }

    @Test("hooks run after the start and before the stop, and a hook that fails is a failure") func hooks() async throws {
        let engine = await FakeEngine.host()
        let desired: (String) -> DesiredHostState = { hash in
            Projects.home {
                $0.services = [
                    Projects.service("a", hash: hash) {
                        $0.postStart = [ContainerHook(command: ["after"])]
                        $0.preStop = [ContainerHook(command: ["before"])]
                    }
                ]
            }
        }
        #expect(try await engine.raise(desired("1")).isSuccess)
        #expect(try await engine.raise(desired("2")).isSuccess)
        let calls = await engine.writes.filter { [.createExec, .startContainer, .stopContainer].contains($0.operation) }.map(\.operation)
        #expect(calls == [.startContainer, .createExec, .createExec, .stopContainer, .startContainer, .createExec])
        await engine.setExec { _ in ([], 7) }
        let report = try await engine.raise(desired("3"))
        #expect(report.failed.first?.error.description.contains("failed with exit code 7") == true)
    }

    @Test("depends_on with restart restarts those that stay") func restart() async throws {
        let engine = await FakeEngine.host()
        let desired: (String) -> DesiredHostState = { hash in
            Projects.home {
                $0.services = [
                    Projects.service("a", hash: hash),
                    Projects.service("b", after: [ServiceDependency(service: "a", restart: true)]), Projects.service("c"),
                ]
            }
        }
        try await engine.raise(desired("1"))
        await engine.forgetCalls()
        #expect(try await engine.raise(desired("2")).isSuccess)
        #expect(await engine.writes.filter { $0.operation == .restartContainer }.map(\.name) == ["home-b-1"])
    }

    @Test("orphans are named, and go when asked; containers of run stay") func orphans() async throws {
        let engine = await FakeEngine.host()
        try await engine.raise(Projects.home())
        let oneOff = Projects.service("web") { $0.template.labels[ProjectLabel.oneOff] = "True" }
        _ = try await engine.createContainer(oneOff.template, name: "home-web-run-1", platform: nil)
        let less = Projects.home { $0.services.removeAll { $0.name == "front" } }
        let noted = try await engine.hostPlan(less)
        #expect(noted.isEmpty && noted.notes == [.orphans(["home-front-1"])])
        var policy = HostPolicy()
        policy.removesOrphans = true
        #expect(try await engine.raise(less, policy).isSuccess)
        let names = try await engine.projectContainers().keys
        #expect(!names.contains("home-front-1") && names.contains("home-web-run-1"))
    }

    @Test("a container that docker compose made stays if it is the same, else it is made anew with its anonymous volumes")
    func adoption() async throws {
        let engine = await FakeEngine.host()
        try await engine.raise(Projects.home())
        await engine.relabelContainers([ProjectLabel.configHash: String(repeating: "a", count: 64)])
        let before = try await engine.projectContainers()
        let changed = Projects.home {
            for index in $0.services.indices where $0.services[index].name == "db" {
                $0.services[index].template.env.append("LEVEL=debug")
                $0.services[index].template.hostConfig?.memory = 1 << 30
            }
        }
        let plan = try await engine.hostPlan(changed)
        #expect(plan.description.contains("~ container home-db-1  made by docker compose with another Env, Memory"), "\(plan)")
        #expect(try await engine.raise(changed).isSuccess)
        let after = try await engine.projectContainers()
        #expect(after["home-db-1"]?.id != before["home-db-1"]?.id)
        #expect(after["home-db-1"]?.mounts.first?.name == before["home-db-1"]?.mounts.first?.name)
        #expect(after["home-front-1"]?.id == before["home-front-1"]?.id)
        // It has a copied file, whose content nobody can compare.
        #expect(after["home-web-1"]?.id != before["home-web-1"]?.id)
    }

    @Test("down removes containers, those that others need last, then networks; volumes only when asked", arguments: [false, true])
    func down(withVolumes: Bool) async throws {
        let engine = await FakeEngine.host()
        let home = Projects.home()
        try await engine.raise(home)
        await engine.forgetCalls()
        let observed = try await engine.observe(project: "home")
        let plan = HostRemoval(observed: observed, desired: home, policy: RemovalPolicy(removesVolumes: withVolumes)).plan()
        let runner = HostStepRunner(engine: engine, project: "home", clock: VirtualClock().timekeeper)
        #expect(try await PlanExecutor(runner: runner).execute(plan, index: ResourceIndex()).isSuccess)
        let stopped = await engine.writes.filter { $0.operation == .stopContainer }.map(\.name)
        #expect(stopped.firstIndex(of: "home-front-1") ?? 9 < stopped.firstIndex(of: "home-web-1") ?? -1)
        #expect(stopped.firstIndex(of: "home-web-2") ?? 9 < stopped.firstIndex(of: "home-db-1") ?? -1)
        let left = try await engine.observe(project: "home")
        #expect(left.containers.isEmpty && left.networks.isEmpty)
        #expect(left.volumes.map(\.name) == (withVolumes ? [] : ["home_data"]))
    }

    @Test(
        "down leaves a network that another project made under the name in the files",
        arguments: [("home", true), (nil, true), ("other", false)])
    func downOfANamedNetwork(owner: String?, goes: Bool) async throws {
        let engine = await FakeEngine.host()
        let home = Projects.home()
        var request = home.networks[0].request
        request.labels[ProjectLabel.project] = owner
        let id = try await engine.createNetwork(request).id
        var observed = try await engine.observe(project: "home")
        observed.networks = try await engine.networks(matching: .all.name(home.networks[0].name))
        let plan = HostRemoval(observed: observed, desired: home, policy: RemovalPolicy()).plan()
        #expect(plan.steps.map(\.action) == (goes ? [.host(.removeNetwork(id: id))] : []))
        let address = ResourceAddress(.network, home.networks[0].name)
        #expect(plan.notes == (goes ? [] : [.belongsToAnother(address, project: "other")]))
    }

    @Test(
        "down -v leaves a volume that another project made under the name in the files",
        arguments: [("home", true), (nil, true), ("other", false)])
    func downOfANamedVolume(owner: String?, goes: Bool) async throws {
        let home = Projects.home()
        let volume = Volume(name: home.volumes[0].name, labels: owner.map { [ProjectLabel.project: $0] } ?? [:])
        let observed = ObservedHostState(project: "home", volumes: [volume])
        let plan = HostRemoval(observed: observed, desired: home, policy: RemovalPolicy(removesVolumes: true)).plan()
        #expect(plan.steps.map(\.action) == (goes ? [.host(.removeVolume)] : []))
        let address = ResourceAddress(.volume, home.volumes[0].name)
        #expect(plan.notes == (goes ? [] : [.belongsToAnother(address, project: "other")]))
    }
}
