import EngineClient
import EngineModel

extension ConformanceBench {
    /// The tasks of a service that were made from its current spec.
    func currentTasks(_ short: String) async throws -> [SwarmTask] {
        try await engine.tasks(matching: ObjectFilters.all.service(name(short)).isUpToDate(true))
    }

    /// Waits until this many tasks of the service run, and answers them.
    func running(_ short: String, _ count: Int) async throws -> [SwarmTask] {
        try await eventually("\(count) tasks of \(short) run") {
            let tasks = try await currentTasks(short).filter { $0.desiredState == .running }
            return tasks.count == count && tasks.allSatisfy { $0.status.state == .running } ? tasks : nil
        }
    }

    /// Waits until a task of the service is in this state, and answers it.
    func task(_ short: String, in state: TaskState) async throws -> SwarmTask {
        try await eventually("a task of \(short) is \(state)") {
            try await engine.tasks(matching: ObjectFilters.all.service(name(short))).first { $0.status.state == state }
        }
    }
}

extension ConformanceCheck {
    /// Tasks and their output.
    static let taskChecks: [ConformanceCheck] = [
        ConformanceCheck("tasks come up, and a scaled service keeps the others") { bench in
            let engine = bench.engine
            _ = try await engine.createService(bench.spec("web", replicas: 2))
            let before = try await bench.running("web", 2)
            try bench.expect(Set(before.map(\.slot)) == [1, 2], "slots \(before.map(\.slot))")
            try bench.expect(before.allSatisfy { !$0.nodeID.isEmpty && $0.status.containerStatus?.containerID.isEmpty == false }, "no node")
            let counts = try await engine.services(matching: .stack(bench.stack), withStatus: true).first?.serviceStatus
            try bench.expect(counts == ServiceStatus(runningTasks: 2, desiredTasks: 2), "\(String(describing: counts))")
            let service = try await engine.service(bench.name("web"))
            var raw = service.rawSpec
            raw[["Mode", "Replicated", "Replicas"]] = JSONValue(3)
            _ = try await engine.updateService(id: service.id, version: service.version, spec: raw, options: .init())
            let after = try await bench.running("web", 3)
            try bench.expect(Set(before.map(\.id)).isSubset(of: after.map(\.id)), "tasks were replaced")
        },
        ConformanceCheck("a change of what runs replaces tasks, and the update completes") { bench in
            let engine = bench.engine
            var spec = bench.spec("web")
            spec.updateConfig = ServiceUpdateConfig(parallelism: 0, monitor: 100_000_000)
            _ = try await engine.createService(spec)
            let before = try await bench.running("web", 1)
            let service = try await engine.service(bench.name("web"))
            spec.taskTemplate.containerSpec?.env = ["NEW=1"]
            _ = try await engine.updateService(id: service.id, version: service.version, spec: spec)
            let after = try await bench.running("web", 1)
            try bench.expect(after.map(\.id) != before.map(\.id), "the task was kept")
            _ = try await bench.eventually("the update completes") {
                _ = try await bench.currentTasks("web")
                return try await engine.service(service.id).updateStatus?.state == .completed ? true : nil
            }
            let old = try await engine.tasks(matching: ObjectFilters.all.service(service.id).desiredState(.shutdown))
            try bench.expect(old.map(\.id) == before.map(\.id), "the old task is not among those shut down")
        },
        ConformanceCheck("a task that fails tells its exit code") { bench in
            await bench.rehearse(bench.name("bad"), .fails(exitCode: 3, error: "task: non-zero exit (3)"), [])
            _ = try await bench.engine.createService(bench.spec("bad", ["sh", "-c", "exit 3"]))
            let task = try await bench.task("bad", in: .failed)
            try bench.expect(task.status.containerStatus?.exitCode == 3, "\(task.status)")
            try bench.expect(task.status.err == "task: non-zero exit (3)", task.status.err)
        },
        ConformanceCheck("a task that no node can run stays pending and says why") { bench in
            await bench.rehearse(bench.name("lost"), .staysPending(), [])
            var spec = bench.spec("lost")
            spec.taskTemplate.placement = Placement(constraints: ["node.labels.nowhere==yes"])
            _ = try await bench.engine.createService(spec)
            let task = try await bench.eventually("the scheduler says why") { () -> SwarmTask? in
                let task = try await bench.task("lost", in: .pending)
                return task.status.err.isEmpty ? nil : task
            }
            try bench.expect(task.status.err.hasPrefix("no suitable node"), task.status.err)
            try bench.expect(task.nodeID.isEmpty, "it has a node")
        },
        ConformanceCheck("a task whose image is missing is rejected") { bench in
            await bench.rehearse(bench.name("missing"), .isRejected(), [])
            var spec = bench.spec("missing")
            spec.taskTemplate.containerSpec?.image = "127.0.0.1:1/nobody/has:this"
            _ = try await bench.engine.createService(spec)
            let task = try await bench.task("missing", in: .rejected)
            try bench.expect(!task.status.err.isEmpty, "no reason")
        },
        ConformanceCheck("a job completes, and runs again when it is updated") { bench in
            let engine = bench.engine
            await bench.rehearse(bench.name("job"), .completes, [])
            var spec = bench.spec("job", ["true"])
            spec.mode = .replicatedJob(maxConcurrent: 1, totalCompletions: 1)
            _ = try await engine.createService(spec)
            let first = try await bench.task("job", in: .complete)
            try bench.expect(first.jobIteration != nil, "no iteration")
            let service = try await engine.service(bench.name("job"))
            _ = try await engine.updateService(id: service.id, version: service.version, spec: service.rawSpec, options: .init())
            _ = try await bench.eventually("the job runs again") {
                try await engine.tasks(matching: ObjectFilters.all.service(service.id)).first {
                    $0.id != first.id && $0.status.state == .complete && $0.jobIteration != first.jobIteration
                }
            }
        },
        ConformanceCheck("a global service has one task on every node") { bench in
            var spec = bench.spec("agent")
            spec.mode = .global
            _ = try await bench.engine.createService(spec)
            let nodes = try await bench.engine.nodes(matching: .all)
            let tasks = try await bench.running("agent", nodes.count)
            try bench.expect(
                Set(tasks.map(\.nodeID)) == Set(nodes.map(\.id)) && tasks.allSatisfy { $0.slot == 0 }, "\(tasks.map(\.nodeID))")
        },
        ConformanceCheck("output of a container with a terminal is read line by line") { bench in
            await bench.rehearse(bench.name("tty"), .completes, ["one", "two words"])
            var spec = bench.spec("tty", ["sh", "-c", "echo one; echo two words; sleep 1"])
            spec.taskTemplate.containerSpec?.tty = true
            _ = try await bench.engine.createService(spec)
            let task = try await bench.task("tty", in: .complete)
            let lines = try await bench.eventually("all lines are there") { () -> [LogLine]? in
                var lines: [LogLine] = []
                for try await line in try await bench.engine.taskLogs(id: task.id, options: LogOptions()) { lines.append(line) }
                return lines.count >= 2 ? lines : nil
            }
            try bench.expect(lines.map(\.text) == ["one", "two words"], "\(lines.map(\.text))")
        },
        ConformanceCheck("following output gives lines as they come, and can be left") { bench in
            await bench.rehearse(bench.name("talk"), .runs, ["line 1", "line 2", "line 3"])
            let script = "i=0; while true; do i=$((i+1)); echo line $i; sleep 1; done"
            _ = try await bench.engine.createService(bench.spec("talk", ["sh", "-c", script]))
            _ = try await bench.running("talk", 1)
            for _ in 0..<12 {
                var texts: [String] = []
                for try await line in try await bench.engine.serviceLogs(bench.name("talk"), options: LogOptions(follows: true)) {
                    texts.append(line.text)
                    if texts.count == 2 { break }
                }
                try bench.expect(texts == ["line 1", "line 2"], "\(texts)")
            }
            try bench.expect(try await bench.engine.service(bench.name("talk")).name == bench.name("talk"), "no answer afterwards")
        },
        ConformanceCheck("output is read line by line") { bench in
            await bench.rehearse(bench.name("talk"), .completes, ["one", "two words", ""])
            _ = try await bench.engine.createService(bench.spec("talk", ["sh", "-c", "echo one; echo two words; echo; sleep 1"]))
            _ = try await bench.task("talk", in: .complete)
            let lines = try await bench.eventually("all lines are there") { () -> [LogLine]? in
                var lines: [LogLine] = []
                for try await line in try await bench.engine.serviceLogs(bench.name("talk"), options: LogOptions()) { lines.append(line) }
                return lines.count >= 3 ? lines : nil
            }
            try bench.expect(lines.map(\.text) == ["one", "two words", ""], "\(lines.map(\.text))")
            try bench.expect(lines.allSatisfy { $0.source == .stdout && $0.time != nil && $0.taskID != nil }, "\(lines)")
        },
    ]
}
