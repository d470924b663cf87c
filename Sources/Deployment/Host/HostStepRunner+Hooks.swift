import EngineClient
import EngineModel
import Planning

extension HostStepRunner {
    /// Runs a command in a container. An exit code other than 0 is a failure.
    func run(_ hook: ContainerHook, in container: String, _ kind: String) async throws {
        let request = ExecCreateRequest(
            command: hook.command, environment: hook.env, user: hook.user, workingFolder: hook.workingDir, privileged: hook.privileged)
        let id = try await engine.createExec(request, in: container).id
        let streams = try await engine.startExec(id: id, hasTerminal: false, size: nil)
        defer { streams.close() }
        var lines: [LogLine.Source: LineCollector] = [:]
        while let chunk = try await streams.next() {
            for line in lines[chunk.source, default: LineCollector()].take(chunk.bytes) { onHookLine(container, line) }
        }
        for source in lines.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
            if let line = lines[source]?.finish() { onHookLine(container, line) }
        }
        let code = try await engine.exec(id: id).exitCode ?? 0
        guard code == 0 else { throw StepError.hookFailed(container: container, hook: kind, exitCode: code) }
    }

    /// A container that does not run any more has nothing to prepare for its stop.
    func runBeforeStop(_ hook: ContainerHook, in container: String) async throws {
        try await ignoring({ $0.isNotFound || $0.isConflict }) { try await run(hook, in: container, "pre_stop") }
    }
}
