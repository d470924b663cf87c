import EngineClient
import EngineModel
import Terminal
import TestSupport
import Testing

@testable import Commands

/// Services as the listing tests need them.
enum StackFixture {
    static func spec(_ name: String, stack: String = "home", _ change: (inout ServiceSpec) -> Void = { _ in }) -> ServiceSpec {
        var spec = ServiceSpec(
            name: name, labels: [StackLabel.namespace: stack],
            taskTemplate: TaskSpec(containerSpec: ContainerSpec(image: "nginx:1@sha256:" + String(repeating: "ab", count: 32))),
            mode: .replicated(replicas: 1))
        change(&spec)
        return spec
    }
}

@Suite("Listings") struct ListingTests {
    @Test("stacks and services in natural order, with docker's columns") func lists() async throws {
        let engine = FakeEngine()
        for name in ["home_web10", "home_web9"] { _ = try await engine.createService(StackFixture.spec(name)) }
        _ = try await engine.createService(StackFixture.spec("shop_db", stack: "shop"))
        await engine.settle()
        let stacks = await skep("ls", engine: engine)
        #expect(stacks.out == "NAME      SERVICES\nhome      2\nshop      1\n")
        #expect(await skep("ls", "--filter", "name=hop", engine: engine).out == "NAME      SERVICES\nshop      1\n")
        let services = await skep("stack", "services", "home", "--format", "{{.Name}} {{.Mode}} {{.Replicas}} {{.Image}}", engine: engine)
        #expect(services.out == "home_web9 replicated 1/1 nginx:1\nhome_web10 replicated 1/1 nginx:1\n")
        let table = await skep("services", "shop", engine: engine)
        #expect(table.out.hasPrefix("ID"))
        #expect(
            table.out.split(separator: "\n")[0].split(separator: " ").map(String.init) == [
                "ID", "NAME", "MODE", "REPLICAS", "IMAGE", "PORTS",
            ])
    }

    @Test("nothing found: docker's words and codes") func nothing() async {
        let engine = FakeEngine()
        let services = await skep("services", "home", engine: engine)
        #expect(services.code == 0 && services.err == "Nothing found in stack: home\n" && services.out.isEmpty)
        let tasks = await skep("ps", "home", engine: engine)
        #expect(tasks.code == 1 && tasks.err == "error: nothing found in stack: home\n")
        let removal = await skep("rm", "home", engine: engine)
        #expect(removal.code == 0 && removal.err == "Nothing found in stack: home\n")
    }

    @Test("tasks: the newest of a slot first, earlier ones below it; long errors are cut") func tasks() throws {
        func task(_ id: String, _ state: TaskState, created: Int64, err: String = "") -> SwarmTask {
            SwarmTask(
                id: id, version: ObjectVersion(1), createdAt: Timestamp(seconds: created),
                spec: StackFixture.spec("x").taskTemplate, serviceID: "s", slot: 1, nodeID: "n",
                status: TaskStatus(timestamp: Timestamp(seconds: 1000), state: state, err: err), desiredState: .running)
        }
        let listing = TaskListing(services: ["s": "home_web"], nodes: ["n": "pi-1"], truncates: true, now: 1180, indentsHistory: true)
        let rows = listing.rows([
            task("aaaaaaaaaaaaaaaa", .failed, created: 1, err: "starting container failed: no such thing"), task("b", .running, created: 2),
        ])
        #expect(rows.map { $0["Name"] } == ["home_web.1", " \\_ home_web.1"])
        #expect(rows.map { $0["ID"] } == ["b", "aaaaaaaaaaaa"])
        #expect(rows.map { $0["CurrentState"] } == ["Running 3 minutes ago", "Failed 3 minutes ago"])
        #expect(rows[1]["Error"] == "\"starting container failed: no…\"")
        #expect(rows[0]["Node"] == "pi-1" && rows[0]["Image"] == "nginx:1" && rows[0]["DesiredState"] == "Running")
    }

    @Test(
        "published ports as docker groups them",
        arguments: [
            ([(80, 80)], "*:80->80/tcp"),
            ([(81, 81), (80, 80)], "*:80-81->80-81/tcp"),
            ([(80, 80), (81, 80)], "*:80-81->80/tcp"),
            ([(80, 80), (81, 81), (82, 80)], "*:80-81->80-81/tcp, *:82->80/tcp"),
            ([(80, 80), (90, 80)], "*:80->80/tcp, *:90->80/tcp"),
            ([(80, 90), (81, 80)], "*:80->90/tcp, *:81->80/tcp"),
            ([], ""),
        ] as [([(UInt32, UInt32)], String)])
    func ports(ports: [(UInt32, UInt32)], expected: String) {
        #expect(PublishedPorts.text(ports.map { PortConfig(targetPort: $0.1, publishedPort: $0.0) }) == expected)
    }

    @Test("ports of single nodes are not listed, protocols are kept apart") func otherPorts() {
        let ports = [
            PortConfig(protocol: .udp, targetPort: 53, publishedPort: 53, publishMode: .ingress),
            PortConfig(protocol: .tcp, targetPort: 53, publishedPort: 53, publishMode: .ingress),
            PortConfig(protocol: .tcp, targetPort: 22, publishedPort: 22, publishMode: .host),
        ]
        #expect(PublishedPorts.text(ports) == "*:53->53/tcp, *:53->53/udp")
    }

    @Test("an engine that is no manager: docker's sentence") func notManager() async {
        let engine = FakeEngine()
        await engine.leaveSwarm()
        let result = await skep("rm", "home", engine: engine)
        #expect(result.code == 1)
        #expect(result.err.contains("this node is not a swarm manager"))
    }
}
