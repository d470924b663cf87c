import Deployment
import EngineClient
import EngineModel
import TestSupport
import Testing

@testable import Commands

@Suite("scale, logs, rm") struct DayTwoTests {
    private func stack() async throws -> FakeEngine {
        let engine = FakeEngine()
        let labels = [StackLabel.namespace: "home"]
        _ = try await engine.createNetwork(NetworkCreateRequest(name: "home_bus", driver: "overlay", labels: labels))
        for name in ["home_web", "home_cache"] {
            _ = try await engine.createService(StackFixture.spec(name) { $0.taskTemplate.networks = [.init(target: "home_bus")] })
        }
        await engine.settle()
        return engine
    }

    @Test("several services at once, by short or full names", arguments: [["home", "web=3", "cache=2"], ["home_web=3", "home_cache=2"]])
    func scale(words: [String]) async throws {
        let engine = try await stack()
        let result =
            words.count == 3
            ? await skep("scale", words[0], words[1], words[2], engine: engine) : await skep("scale", words[0], words[1], engine: engine)
        #expect(result.code == 0, "\(result)")
        #expect(result.out.hasPrefix("home_web scaled to 3\nhome_cache scaled to 2\n"))
        #expect(result.out.contains("✓ home_web    3/3  running"))
        #expect(try await engine.service("home_web").spec.mode == .replicated(replicas: 3))
    }

    @Test("a service that is not there fails, and the others are scaled") func scaleMissing() async throws {
        let engine = try await stack()
        let result = await skep("scale", "home", "nope=1", "web=2", engine: engine)
        #expect(result.code == 6)
        #expect(result.err.contains("error: home_nope: "))
        #expect(result.out.contains("home_web scaled to 2"))
    }

    @Test("a service that has the number already is not judged by an earlier roll-back") func scaleUnchanged() async throws {
        let engine = try await stack()
        var web = try await engine.service("home_web")
        await engine.setBehaviour(.fails(), image: "broken:1")
        web.spec.taskTemplate.containerSpec?.image = "broken:1"
        web.spec.updateConfig = ServiceUpdateConfig(parallelism: 1, failureAction: .rollback)
        _ = try await engine.updateService(id: web.id, version: web.version, spec: web.spec)
        await engine.settle()
        #expect(try await engine.service("home_web").updateStatus?.state == .rollbackCompleted)
        #expect(await skep("scale", "home", "web=1", engine: engine).code == 0)
    }

    @Test("restart renews the tasks of a stack, or of some of its services") func restart() async throws {
        let engine = try await stack()
        let before = try await engine.tasks(matching: .all).map(\.id)
        let result = await skep("restart", "home", "web", engine: engine)
        #expect(result.code == 0 && result.out.hasPrefix("Restarting service home_web\n"), "\(result)")
        #expect(try await engine.service("home_web").spec.taskTemplate.forceUpdate == 1)
        #expect(try await engine.service("home_cache").spec.taskTemplate.forceUpdate == 0)
        let running = try await engine.tasks(matching: .all).filter { $0.status.state == .running }.map(\.id)
        #expect(running.count == 2 && running.filter(before.contains).count == 1)
        #expect(await skep("restart", "home", "nope", engine: engine).err.hasPrefix("error: no such service: home_nope"))
    }

    @Test("rollback goes back to the last version, and says when there is none") func rollback() async throws {
        let engine = try await stack()
        let refused = await skep("rollback", "home", "web", engine: engine)
        #expect(refused.code == 1 && refused.err.contains("home_web: it was never updated"), "\(refused)")
        var web = try await engine.service("home_web")
        let image = web.spec.taskTemplate.containerSpec?.image
        web.spec.taskTemplate.containerSpec?.image = "other:2"
        _ = try await engine.updateService(id: web.id, version: web.version, spec: web.spec)
        await engine.settle()
        let result = await skep("rollback", "home_web", engine: engine)
        #expect(result.code == 0, "\(result)")
        #expect(try await engine.service("home_web").spec.taskTemplate.containerSpec?.image == image)
        // Of a whole stack, those go back that can.
        let whole = await skep("rollback", "home", engine: engine)
        #expect(whole.code == 0 && whole.out.contains("home_cache was never updated, and stays as it is"), "\(whole)")
        #expect(try await engine.service("home_web").spec.taskTemplate.containerSpec?.image == "other:2")
    }

    @Test("events of a stack tell the states of its tasks") func events() async throws {
        let engine = try await stack()
        let past = ["events", "--since", "1970-01-01T00:00:00Z", "--until", "0s"]
        let result = await skep(past + ["home"], engine: engine, now: 4_000_000_000)
        let lines = result.out.split(separator: "\n")
        #expect(result.code == 0 && lines.count == 2, "\(result)")
        #expect(lines.allSatisfy { $0.contains(" task running ") && $0.contains("node=node1") }, "\(result)")
        let web = await skep(past + ["--json", "home", "web"], engine: engine, now: 4_000_000_000)
        #expect(
            web.out.hasPrefix(#"{"action":"running","attributes":{"name":"home_web.1","node":"node1","service":"home_web"},"#), "\(web)")
        #expect(web.out.split(separator: "\n").count == 1)
    }

    @Test("events of a stack go on with new states of tasks and with what the engine tells", .timeLimit(.minutes(15)))
    func followedEvents() async throws {
        let engine = try await stack()
        let (seen, seeing) = AsyncStream<EngineEvent>.makeStream()
        let events = StackEvents(engine: engine, stack: "home", clock: .real, wallClock: { 0 })
        let following = Task { try await events.follow(since: nil, until: nil) { seeing.yield($0) } }
        var wanted: Set<String> = ["task running home_late.1", "service remove home_late"]
        var isCreated = false
        for await event in seen {
            if !isCreated {
                // The first states are those of the tasks that there are; from then on both streams are read.
                while await engine.counts[.events] == nil { try await Task.sleep(for: .milliseconds(5)) }
                _ = try await engine.createService(StackFixture.spec("home_late"))
                isCreated = true
            }
            let text = "\(event.type?.rawValue ?? "") \(event.action) \(event.actor?.attributes["name"] ?? "")"
            if wanted.remove(text) != nil, text.hasPrefix("task") { try await engine.removeService("home_late") }
            if wanted.isEmpty { break }
        }
        following.cancel()
        #expect(wanted.isEmpty)
    }

    @Test("wait ends when a stack runs, and with deploy's exit codes when it does not") func waiting() async throws {
        let engine = try await stack()
        let result = await skep("wait", "home", engine: engine)
        #expect(result.code == 0 && result.out.contains("✓ web    1/1  running"), "\(result)")
        #expect(await skep("wait", "home", "nope", engine: engine).err.hasPrefix("error: no such service: home_nope"))
        // A service that goes on for ever does not end.
        let never = await skep("wait", "--quiet", "--until", "completed", "--timeout", "5s", "home", "web", engine: engine)
        #expect(never.code == ExitStatus.timedOut.rawValue && never.out == "", "\(never)")
        #expect(await skep("wait", "--down-project", "home", engine: engine).code == ExitStatus.usage.rawValue)
        #expect(await engine.writes.allSatisfy { $0.operation == .createNetwork || $0.operation == .createService })
    }

    @Test("wait --until completed ends when a job has ended") func waitingForJobs() async throws {
        let engine = FakeEngine()
        await engine.setBehaviour(.completes, service: "home_migrate")
        _ = try await engine.createService(
            StackFixture.spec("home_migrate") { $0.taskTemplate.restartPolicy = TaskRestartPolicy(condition: .never) })
        let result = await skep("wait", "--until", "completed", "home", engine: engine)
        #expect(result.code == 0 && result.out.contains("completed"), "\(result)")
    }

    @Test("tasks of removed services are shown only on request") func removedTasks() async throws {
        let engine = try await stack()
        await engine.keepTasksOfRemovedServices()
        try await engine.removeService("home_web")
        #expect(await skep("ps", "--format", "{{.Name}}", "home", engine: engine).out == "home_cache.1\n")
        #expect(await skep("ps", "--all", "-q", "home", engine: engine).out.split(separator: "\n").count == 2)
        try await engine.removeService("home_cache")
        let gone = await skep("ps", "home", engine: engine)
        #expect(gone.code == 1 && gone.err == "error: nothing found in stack: home\n")
    }

    @Test("removal in docker's words and order, and nothing is left") func removal() async throws {
        let engine = try await stack()
        let result = await skep("stack", "rm", "home", engine: engine)
        #expect(result.code == 0, "\(result)")
        #expect(result.out == "Removing service home_cache\nRemoving service home_web\nRemoving network home_bus\n")
        #expect(try await engine.observe(stack: "home").isEmpty)
    }

    @Test("a network that stays in use is reported, and what was done too") func removalFails() async throws {
        let engine = try await stack()
        let refused = EngineError(.refused(status: 403), operation: "remove network home_bus", message: "network home_bus is in use")
        for call in 1...500 { await engine.fail(.removeNetwork, call: call, with: refused) }
        let result = await skep("rm", "home", engine: engine)
        #expect(result.code == 6)
        #expect(result.err.contains("error: cannot remove network home_bus: network home_bus is in use\n  2 of 3 steps are done."))
    }

    @Test("log lines have docker's prefix; errors go to standard error") func logs() async throws {
        let engine = try await stack()
        let service = try await engine.service("home_web")
        guard let task = try await engine.tasks(matching: .all).first(where: { $0.serviceID == service.id }) else {
            Issue.record("no task")
            return
        }
        let details = ["com.docker.swarm.task.id": task.id, "com.docker.swarm.node.id": "node-id-node1"]
        await engine.setOutput(
            [
                LogLine(source: .stdout, time: Timestamp(seconds: 1), details: details, text: "hello"),
                LogLine(source: .stderr, time: Timestamp(seconds: 2), details: details, text: "oh"),
            ], service: "home_web")
        let whole = await skep("logs", "home", engine: engine)
        #expect(whole.out == "home_web.1.\(task.id.prefix(12))@node1    | hello\n")
        #expect(whole.err == "home_web.1.\(task.id.prefix(12))@node1    | oh\n")
        let short = await skep("logs", "--no-task-ids", "-t", "home", "web", engine: engine)
        #expect(short.out == "1970-01-01T00:00:01Z home_web.1@node1    | hello\n")
        #expect(await skep("logs", "--raw", "home_web", engine: engine).out == "hello\n")
        let object = #"{"service":"home_web","slot":1,"task":"\#(task.id)","node":"node1","time":"1970-01-01T00:00:01Z","stream":"stdout","#
        let json = await skep("logs", "--json", "--until", "1970-01-01T00:00:01Z", "home", engine: engine)
        #expect(json.out == object + #""text":"hello"}"# + "\n" && json.err == "", "\(json)")
        #expect(await skep("logs", "nowhere", engine: engine).code == 1)
        #expect(await skep("logs", "home", "nope", engine: engine).err == "error: no such service: home_nope\n")
    }

    @Test("version answers without an engine, and asks it on request") func version() async {
        let engine = FakeEngine()
        #expect(await skep("version", engine: engine).out == "skep \(SkepVersion.current)\n")
        #expect(await skep("--version", engine: engine).out == "skep \(SkepVersion.current)\n")
        #expect(await skep("version", "--short", engine: engine).out == "\(SkepVersion.current)\n")
        #expect(await skep("version", "-f", "{{.Version}}", engine: engine).out == "\(SkepVersion.current)\n")
        #expect(await engine.counts[.version] == nil)
        #expect(await skep("version", "--engine", engine: engine).out.contains("engine "))
    }
}
