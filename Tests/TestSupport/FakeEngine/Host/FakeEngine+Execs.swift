package import EngineClient
package import EngineModel

extension FakeEngine {
    package func createExec(_ request: ExecCreateRequest, in idOrName: String) async throws -> ExecCreated {
        try await begin(.createExec, nameOf(idOrName), body: try JSONValue(encoding: request))
        let container = host.containers[try place(idOrName, .createExec)]
        guard container.status == .running else { throw refusal(409, .createExec, "Container \(container.id) is not running") }
        let id = nextID("exec")
        host.execs[id] = FakeExec(request: request, containerID: container.id)
        return ExecCreated(id: id)
    }

    package func startExec(id: String, hasTerminal: Bool, size: TerminalSize?) async throws -> any ProcessStreams {
        ScriptedStreams(try await startExec(id: id))
    }

    package func startDetachedExec(id: String, hasTerminal: Bool) async throws { _ = try await startExec(id: id) }

    private func startExec(id: String) async throws -> [OutputChunk] {
        try await begin(.startExec, id)
        guard let exec = host.execs[id] else { throw refusal(404, .startExec, "No such exec instance: \(id)") }
        guard !exec.hasStarted else { throw refusal(409, .startExec, "Exec \(id) has already run") }
        let result = host.rehearsals(exec.request)
        host.execs[id]?.hasStarted = true
        host.execs[id]?.exitCode = result.exitCode
        return result.output
    }

    package func resizeExec(id: String, to size: TerminalSize) async throws {
        try await begin(.resize, id)
        guard host.execs[id] != nil else { throw refusal(404, .resize, "No such exec instance: \(id)") }
    }

    package func exec(id: String) async throws -> ExecInspect {
        try await begin(.inspectExec, id)
        guard let exec = host.execs[id] else { throw refusal(404, .inspectExec, "No such exec instance: \(id)") }
        return ExecInspect(id: id, running: false, exitCode: exec.exitCode, containerID: exec.containerID)
    }

    /// Gives what the container writes, and ends.
    package func attach(to idOrName: String, options: AttachOptions) async throws -> any ProcessStreams {
        try await begin(.attach, nameOf(idOrName))
        let lines = host.output(of: host.containers[try place(idOrName, .attach)])
        return ScriptedStreams(lines.map { OutputChunk(source: $0.source, bytes: Array(($0.text + "\n").utf8)) })
    }
}

/// Streams that give what a test has said, and take whatever they are sent.
private actor ScriptedStreams: ProcessStreams {
    private var rest: ArraySlice<OutputChunk>

    init(_ chunks: [OutputChunk]) { rest = chunks[...] }

    func next() -> OutputChunk? { rest.popFirst() }

    func write(_ bytes: [UInt8]) {}

    func closeInput() {}

    nonisolated func close() {}
}
