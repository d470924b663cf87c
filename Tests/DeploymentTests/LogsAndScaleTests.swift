import Deployment
import EngineClient
import EngineModel
import Planning
import TestSupport
import Testing

@Suite("Logs and scale") struct LogsAndScaleTests {
    private func line(_ text: String, at seconds: Int64, task: String) -> LogLine {
        LogLine(
            source: .stdout, time: Timestamp(seconds: seconds),
            details: ["com.docker.swarm.task.id": task, "com.docker.swarm.node.id": "node-id-node1"], text: text)
    }

    @Test("the lines of several services are merged by their times, with names for ids") func merged() async throws {
        let engine = FakeEngine()
        _ = try await engine.deploy(Stacks.home())
        let tasks = try await engine.tasks(matching: .all)
        let services = try await engine.services(matching: .stack("home"))
        func task(_ service: String, _ slot: Int) -> String {
            let id = services.first { $0.name == service }?.id
            return tasks.first { $0.serviceID == id && $0.slot == slot }?.id ?? ""
        }
        await engine.setOutput(
            [line("a1", at: 1, task: task("home_broker", 1)), line("a4", at: 4, task: task("home_broker", 2))], service: "home_broker")
        await engine.setOutput(
            [line("b2", at: 2, task: task("home_light", 1)), line("b3", at: 3, task: task("home_light", 1))], service: "home_light")
        let lines = Recorder<NamedLogLine>()
        try await StackLogs(engine: engine).read(services, options: LogOptions()) { lines.take($0) }
        #expect(lines.all.map(\.line.text) == ["a1", "b2", "b3", "a4"])
        #expect(
            lines.all.map { "\($0.service).\($0.slot)@\($0.node)" } == [
                "home_broker.1@node1", "home_light.1@node1", "home_light.1@node1", "home_broker.2@node1",
            ])
    }

    /// A stack whose broker has two tasks that wrote two lines each; the engine sends those of the second task first.
    private func twoTasks() async throws -> (engine: FakeEngine, broker: Service) {
        let engine = FakeEngine()
        _ = try await engine.deploy(Stacks.home())
        let broker = try await engine.service("home_broker")
        let tasks = try await engine.tasks(matching: .all.service(broker.id)).sorted { $0.slot < $1.slot }.map(\.id)
        await engine.setOutput(
            [
                line("b2", at: 2, task: tasks[1]), line("b4", at: 4, task: tasks[1]), line("a1", at: 1, task: tasks[0]),
                line("a3", at: 3, task: tasks[0]),
            ], service: "home_broker")
        return (engine, broker)
    }

    @Test("the lines of several tasks of one service are merged by their times too", arguments: [(500, "a1 b2 a3 b4"), (1, "b2 b4 a1 a3")])
    func mergedTasks(limit: Int, expected: String) async throws {
        let (engine, broker) = try await twoTasks()
        let lines = Recorder<String>()
        try await StackLogs(engine: engine, taskLimit: limit).read([broker], options: LogOptions()) { lines.take($0.line.text) }
        #expect(lines.all.joined(separator: " ") == expected)
    }

    @Test("lines after the end that was asked for are left out") func until() async throws {
        let (engine, broker) = try await twoTasks()
        let lines = Recorder<String>()
        try await StackLogs(engine: engine).read([broker], options: LogOptions(until: Timestamp(seconds: 2))) { lines.take($0.line.text) }
        #expect(lines.all == ["a1", "b2"])
    }

    @Test("a task whose output cannot be read costs only its own lines, and is told") func lostTask() async throws {
        let (engine, broker) = try await twoTasks()
        await engine.fail(.logs, with: EngineError(.interrupted, operation: "read the output of task a", message: "node lost"))
        let lines = Recorder<LogLine>()
        try await StackLogs(engine: engine).read([broker], options: LogOptions()) { lines.take($0.line) }
        #expect(lines.all.first?.source == .system)
        #expect(lines.all.first?.text.contains("node lost") == true)
        #expect(lines.all.dropFirst().count == 2)
    }

    @Test("a followed stream is opened again when the engine comes back") func reopened() async throws {
        let (engine, broker) = try await twoTasks()
        for call in 1...3 {
            await engine.fail(.logs, call: call, with: EngineError(.unreachable, operation: "read logs", message: "connection refused"))
        }
        let lines = Recorder<LogLine>()
        let logs = StackLogs(engine: engine, clock: VirtualClock().timekeeper)
        try await logs.read([broker], options: LogOptions(follows: true)) { lines.take($0.line) }
        #expect(lines.all.map(\.source) == [.system, .stdout, .stdout, .stdout, .stdout])
    }

    @Test("followed lines arrive one at a time, none lost") func followed() async throws {
        let engine = FakeEngine()
        _ = try await engine.deploy(Stacks.home())
        let services = try await engine.services(matching: .stack("home"))
        for service in services {
            await engine.setOutput((0..<200).map { line("\(service.name) \($0)", at: 1, task: "t") }, service: service.name)
        }
        let lines = Recorder<String>()
        try await StackLogs(engine: engine).read(services, options: LogOptions(follows: true)) { line in
            await Task.yield()
            lines.take(line.line.text)
        }
        #expect(lines.all.count == 600)
        let broker = lines.all.filter { $0.hasPrefix("home_broker") }
        #expect(broker == (0..<200).map { "home_broker \($0)" })
    }

    @Test("scaling sends the spec back with another number, and nothing for the same number") func scale() async throws {
        let engine = FakeEngine()
        _ = try await engine.deploy(Stacks.home())
        await engine.forgetCalls()
        #expect(try await engine.scale("home_light", to: 5).wasSent)
        #expect(try await engine.service("home_light").spec.mode == .replicated(replicas: 5))
        #expect(try await engine.scale("home_light", to: 5).wasSent == false)
        #expect(await engine.writes.count == 1)
    }

    @Test("only what has a number can be scaled") func global() async throws {
        let engine = FakeEngine()
        _ = try await engine.deploy(Stacks.home { $0.services[0].spec.mode = .global })
        await #expect(throws: ScaleError.notReplicated) { try await engine.scale("home_broker", to: 2) }
    }

    @Test("a failure is explained with node, exit code and last lines") func explanation() async throws {
        let engine = FakeEngine()
        await engine.setBehaviour(.fails(exitCode: 3), service: "home_light")
        _ = try await engine.deploy(Stacks.home())
        await engine.settle()
        guard let task = try await engine.tasks(matching: .all).first(where: { $0.status.state == .failed }) else {
            Issue.record("no task failed")
            return
        }
        await engine.setOutput([line("no database", at: 1, task: task.id)], service: "home_light")
        let explanation = await engine.explain(.tasksFail(count: 3, last: TaskFailure(task, service: "home_light")), of: "home_light")
        #expect(explanation.node == "node1")
        #expect(explanation.failure.task?.exitCode == 3)
        #expect(explanation.lastLines.map(\.text) == ["no database"])
    }

    @Test("why a service cannot be scaled or go back, word for word") func refusals() {
        #expect("\(ScaleError.notReplicated)" == "scale can only be used with replicated or replicated-job mode")
        #expect("\(RollbackError.nothingBefore)" == "it was never updated, so there is nothing to go back to")
    }
}
