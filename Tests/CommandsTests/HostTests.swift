import EngineClient
import EngineModel
import TestSupport
import Testing

@testable import Commands

@Suite("projects of one host") struct HostTests {
    private func project() async throws -> FakeEngine {
        let engine = FakeEngine()
        try await engine.addProjectContainer("home", "web", number: 1)
        try await engine.addProjectContainer("home", "web", number: 2)
        await engine.setExec { request in
            let text = (request.command + request.environment + [request.user, request.workingFolder]).joined(separator: " ")
            return ([OutputChunk(source: .stdout, bytes: Array(text.utf8)), OutputChunk(source: .stderr, bytes: [33])], 7)
        }
        return engine
    }

    @Test("exec gives output, errors and the exit code of the command") func exec() async throws {
        let result = await skep(
            "exec", "-e", "A=1", "-e", "HOME", "-u", "me", "-w", "/tmp", "home", "web", "ls", "-la", "--", "x", engine: try await project(),
            environment: ["HOME": "/root"])
        #expect(result.code == 7, "\(result)")
        #expect(result.out == "ls -la -- x A=1 HOME=/root me /tmp")
        #expect(result.err == "!")
    }

    @Test(
        "exec names what is not there",
        arguments: [["home", "db", "ls"], ["-p", "home", "db", "ls"], ["--index", "3", "home", "web", "ls"]])
    func execMissing(words: [String]) async throws {
        let result = await skep(["exec"] + words, engine: try await project())
        #expect(result.code == 1 && result.err.hasPrefix("error: "), "\(result)")
    }

    @Test("exec finds the task of a stack on this node, and says where others run") func execStack() async throws {
        let engine = FakeEngine()
        _ = try await engine.createService(StackFixture.spec("home_web"))
        await engine.settle()
        let result = await skep("exec", "home", "web", "ls", engine: engine)
        // The fake swarm's tasks have no containers that one could reach.
        #expect(result.code == 1 && result.err.contains("No such container: container-of-"), "\(result)")
    }

    @Test("the output of a project has the names of its containers") func logs() async throws {
        let engine = try await project()
        await engine.setOutput(
            [
                LogLine(source: .stdout, time: Timestamp(seconds: 1), text: "hello"),
                LogLine(source: .stderr, time: Timestamp(seconds: 2), text: "oh"),
            ], container: "home-web-1")
        let whole = await skep("logs", "home", engine: engine)
        #expect(whole.out == "web-1  | hello\n" && whole.err == "web-1  | oh\n", "\(whole)")
        #expect(await skep("logs", "-t", "--no-log-prefix", "-p", "home", "web", engine: engine).out == "1970-01-01T00:00:01Z hello\n")
        #expect(await skep("logs", "--index", "2", "home", engine: engine).out == "")
        #expect(await skep("logs", "home", "db", engine: engine).err == "error: no such service: db\n")
        #expect(await skep("logs", "home", engine: FakeEngine()).code == 1)
    }

    @Test("on an engine without a swarm a project is found all the same") func withoutSwarm() async throws {
        let engine = try await project()
        await engine.leaveSwarm()
        #expect(await skep("logs", "home", engine: engine).code == 0)
    }
}
