import Deployment
import EngineClient
import EngineModel
import Synchronization
import TestSupport
import Testing

/// Keeps what a reader of logs was given, as text.
private final class Moments: Sendable {
    private let list = Mutex<[String]>([])

    var all: [String] { list.withLock { $0 } }

    func add(_ moment: ProjectMoment) {
        let text =
            switch moment {
            case .line(let line, let container): "\(container.shortName) \(line.text)"
            case .exited(let container, let code): "\(container.shortName) exited \(code)"
            case .unreadable(let container, let error): "\(container.shortName) unreadable \(error.message)"
            }
        list.withLock { $0.append(text) }
    }
}

@Suite struct ProjectLogsTests {
    private static func lines(_ count: Int, from second: Int64 = 1) -> [LogLine] {
        (0..<count).map { LogLine(source: .stdout, time: Timestamp(seconds: second + Int64($0)), text: "line \($0)") }
    }

    @Test func twentyContainersLoseNothing() async throws {
        let engine = FakeEngine()
        let moments = Moments()
        await engine.setOutput(Self.lines(300), container: "talk")
        await engine.setBehaviour(ContainerBehaviour.exits(3), container: "talk")
        let logs = ProjectLogs(engine: engine, project: "home") { moments.add($0) }
        try await logs.follow(LogOptions(), past: .nothing) {
            // All of them start once nothing is missed any more.
            for number in 1...20 { _ = try? await engine.addProjectContainer("home", "talk", number: number) }
            await logs.endWhenAllStopped()
        }
        #expect(moments.all.count == 20 * 301)
        for number in 1...20 {
            let own = moments.all.filter { $0.hasPrefix("talk-\(number) ") }.map { $0.dropFirst("talk-\(number) ".count) }
            #expect(own == (0..<300).map { "line \($0)" } + ["exited 3"])
        }
    }

    @Test func followingGoesOnWhereAContainerStartsAgain() async throws {
        let engine = FakeEngine()
        let moments = Moments()
        await engine.setOutput(Self.lines(2), container: "talk")
        let id = try await engine.addProjectContainer("home", "talk")
        let logs = ProjectLogs(engine: engine, project: "home") { moments.add($0) }
        let following = Task { try await logs.follow(LogOptions(), past: .asSaid) }
        #expect(await eventually { moments.all.count == 2 })
        await engine.setOutput(Self.lines(4), container: "talk")
        await engine.endContainer(id, exitCode: 1)
        #expect(await eventually { moments.all.last == "talk-1 exited 1" })
        try await engine.startContainer(id)
        #expect(await eventually { moments.all.count == 5 })
        await engine.endContainer(id, exitCode: 0)
        await logs.endWhenAllStopped()
        try await following.value
        #expect(moments.all == ["talk-1 line 0", "talk-1 line 1", "talk-1 exited 1", "talk-1 line 2", "talk-1 line 3", "talk-1 exited 0"])
    }

    @Test func withoutFollowingLinesAreMergedByTime() async throws {
        let engine = FakeEngine()
        let moments = Moments()
        for (service, second) in [("a", Int64(1)), ("b", 2)] {
            try await engine.addProjectContainer("home", service)
            await engine.setOutput(Self.lines(1, from: second) + Self.lines(1, from: second + 10), container: service)
        }
        try await engine.addProjectContainer("other", "a")
        try await ProjectLogs(engine: engine, project: "home") { moments.add($0) }.read(LogOptions())
        #expect(moments.all == ["a-1 line 0", "b-1 line 0", "a-1 line 0", "b-1 line 0"])
    }

    @Test func outputThatCannotBeReadIsSaid() async throws {
        let engine = FakeEngine()
        let moments = Moments()
        try await engine.addProjectContainer("home", "quiet")
        await engine.fail(.logs, with: EngineError(.refused(status: 500), operation: "read", message: "no reading"))
        try await ProjectLogs(engine: engine, project: "home") { moments.add($0) }.read(LogOptions())
        #expect(moments.all == ["quiet-1 unreadable no reading"])
    }

    @Test func anEngineThatEndsItsEventsIsAnError() async throws {
        let engine = FakeEngine()
        try await engine.addProjectContainer("home", "talk")
        let following = Task {
            try await ProjectLogs(engine: engine, project: "home") { _ in }.follow(LogOptions(), past: .nothing) {
                await engine.endEventStreams()
            }
        }
        let error = await #expect(throws: EngineError.self) { try await following.value }
        #expect(error?.reason == .interrupted)
    }

    @Test func cancellationEndsIt() async throws {
        let engine = FakeEngine()
        try await engine.addProjectContainer("home", "talk")
        let following = Task { try await ProjectLogs(engine: engine, project: "home") { _ in }.follow(LogOptions(), past: .asSaid) }
        following.cancel()
        await #expect(throws: CancellationError.self) { try await following.value }
    }
}
