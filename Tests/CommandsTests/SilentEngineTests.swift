import Deployment
import HTTPTransport
import Terminal
import TestSupport
import Testing

@testable import Commands

/// An engine that takes requests and never answers them.
@Suite("An engine that is silent", .timeLimit(.minutes(15))) struct SilentEngineTests {
    /// Runs a command against a server of this machine, in real time.
    private func skep(_ arguments: [String], on server: ScriptedServer, _ directory: String) async throws -> CommandResult {
        guard case .tcp(let host, let port) = server.endpoint else { throw EndpointError() }
        let (out, err) = (TextRecorder(), TextRecorder())
        let context = CommandContext(
            console: Console(out: out, err: err), environment: [:], workingDirectory: directory, clock: .real, wallClock: { 0 },
            connect: { try await EngineConnection.open($0, $1) }, catchInterrupts: { StopSignal() })
        let code = await EntryPoint.run(arguments: arguments + ["--host", "tcp://\(host):\(port)"], in: context)
        return CommandResult(code: code, out: out.text, err: err.text)
    }

    private struct EndpointError: Error {}

    @Test("--timeout ends a deploy and a plan, whichever answer does not come", arguments: ["deploy", "plan"], [0, 1])
    func timeout(command: String, answers: Int) async throws {
        let folder = try ComposeFolder(["compose.yaml": "services: {web: {image: nginx}}\n"])
        let script: ScriptedServer.Script = { conversation in
            while let text = try await conversation.request() {
                guard answers > 0, text.hasPrefix("GET /_ping") else { continue }
                try await conversation.send("HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Length: 2\r\n\r\nOK")
            }
        }
        try await ScriptedServer.run(script) { server in
            let result = try await skep([command, "--timeout", "1s", "compose.yaml", "home"], on: server, folder.path)
            #expect(result.code == ExitStatus.timedOut.rawValue, "\(result)")
            // These words are those of the limit; without it, the patience with one answer ends first, as "no response in time".
            #expect(result.err.contains("not finished in time"), "\(result)")
        }
    }
}
