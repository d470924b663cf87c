import Deployment
import EngineClient
import EngineModel
import Synchronization
import Terminal
import TestSupport

@testable import Commands

/// Keeps what is written.
final class TextRecorder: TextSink {
    private let content = Mutex("")

    func write(_ text: String) { content.withLock { $0 += text } }

    var text: String { content.withLock { $0 } }
}

/// What a command said, and its exit code.
struct CommandResult {
    var code: Int32
    var out: String
    var err: String
}

/// Runs a command against an engine in memory, on a clock that does not wait.
func skep(
    _ arguments: String..., engine: FakeEngine, directory: String = "/", environment: [String: String] = [:], now: Double = 1_790_000_100
) async -> CommandResult {
    await skep(arguments, engine: engine, directory: directory, environment: environment, now: now)
}

/// Likewise, with the arguments as a list.
func skep(
    _ arguments: [String], engine: FakeEngine, directory: String = "/", environment: [String: String] = [:], now: Double = 1_790_000_100,
    apiVersion: String = "1.41", buildx: String? = nil
) async -> CommandResult {
    let out = TextRecorder()
    let err = TextRecorder()
    let time = Mutex(Duration.zero)
    let clock = Timekeeper(
        now: { time.withLock { $0 } },
        sleep: { duration in
            time.withLock { $0 += duration }
            await Task.yield()
        })
    let context = CommandContext(
        console: Console(out: out, err: err), environment: environment, workingDirectory: directory, clock: clock, wallClock: { now },
        connect: { _, _ in
            EngineConnection(
                engine: engine, credentials: { _ in nil }, apiVersion: { apiVersion }, environment: environment,
                buildx: { buildx.map { ClientPlugin(name: "buildx", path: $0) } }, close: {})
        },
        catchInterrupts: { StopSignal() })
    let code = await EntryPoint.run(arguments: arguments, in: context)
    return CommandResult(code: code, out: out.text, err: err.text)
}
