import ComposeLoading
import Deployment
import EngineClient
import FoundationEssentials
import Terminal

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a command takes from the world around it; tests put in their own.
struct CommandContext: Sendable {
    var console: Console
    var environment: [String: String]
    /// Absolute.
    var workingDirectory: String
    var clock: Timekeeper
    /// Seconds since 1970, to say how long ago something was.
    var wallClock: @Sendable () -> Double
    /// Connects to the engine that the options and the environment name. Throws `EngineError`.
    var connect: @Sendable (ConnectionOptions, CommandContext) async throws -> EngineConnection
    /// How long the engine may take for any one answer; nil for what is usual.
    var enginePatience: Duration?
    /// Where what is typed comes from; negative for nowhere.
    var input: Int32 = -1
    /// Whether a person sits at both ends: input and output are a terminal.
    var hasTerminal = false
    /// Turns Ctrl-C into a wish to stop from here on.
    var catchInterrupts: @Sendable () -> StopSignal
    /// Leaves Ctrl-C to the system again, which ends the process.
    var letInterruptsGo: @Sendable () -> Void = {}

    /// The context of the command that runs.
    @TaskLocal static var current = CommandContext.process

    /// The process's own context.
    static var process: CommandContext {
        let environment = ProcessInfo.processInfo.environment
        return CommandContext(
            console: .standard(environment: environment, onClosed: Interrupts.outputClosed), environment: environment,
            workingDirectory: FileManager.default.currentDirectoryPath, clock: .real,
            wallClock: { Date().timeIntervalSince1970 },
            connect: { try await EngineConnection.open($0, $1) },
            input: STDIN_FILENO, hasTerminal: isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1,
            catchInterrupts: Interrupts.catchFromNowOn, letInterruptsGo: Interrupts.letGo)
    }

    /// A path of the command line, seen from the working directory.
    func absolute(_ path: String) -> String { CommandLineForms.path(path, in: workingDirectory) }

    /// Writes a line to standard output.
    func say(_ line: String) { console.out.write(line + "\n") }

    /// Writes a line to standard error.
    func warn(_ line: String) { console.err.write(line + "\n") }
}
