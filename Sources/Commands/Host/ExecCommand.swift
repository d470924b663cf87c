import ArgumentParser
import Deployment
import EngineClient
import EngineModel

/// `skep exec`: a further process in a container that runs.
struct ExecCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "exec",
        abstract: "Runs a command in a container of a project, or in a task of a stack on this node.",
        discussion: """
            The exit code is the command's.

            Examples:
              skep exec web sh                  a shell in the service "web" of this folder's project
              skep exec home web sh             the same for the project or stack "home"
              skep exec -T db dump > all.sql    without a terminal, so that the output stays as it is
            """)

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var targets: TargetOptions
    @Flag(name: .shortAndLong, help: "Lets it run and returns at once.") var detach = false
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("A variable, NAME=VALUE, or NAME to take it from here; may be repeated.", valueName: "variable"))
    var env: [String] = []
    @Option(help: ArgumentHelp("Which container of the service. (default: the first that runs)", valueName: "number")) var index: Int?
    @Flag(
        name: [.customShort("T"), .customLong("no-tty"), .customLong("no-TTY")], help: "No terminal. (default: one if there is one here)")
    var noTTY = false
    @Flag(name: [.customShort("t"), .customLong("tty")], help: .hidden) var tty = false
    @Flag(name: .shortAndLong, inversion: .prefixedNo, help: .hidden) var interactive = true
    @Option(name: .shortAndLong, help: ArgumentHelp("Who runs it: name or number, and group.", valueName: "user")) var user = ""
    @Option(name: .shortAndLong, help: ArgumentHelp("Where it runs.", valueName: "folder")) var workdir = ""
    @Flag(help: "All capabilities and devices.") var privileged = false
    @Argument(
        parsing: .captureForPassthrough, help: "A stack or project if it is not this folder's, the service, and the command.",
        completion: .targets)
    var words: [String]

    func validate() throws {
        guard words.filter({ $0 != "--" }).count >= 2 else { throw ValidationError("say which service is to run which command") }
    }

    func run() async throws {
        let context = CommandContext.current
        let code = try await context.withEngine(connection) { connection in
            let engine = connection.engine
            let (container, command) = try await ServiceContainer(targets: targets, index: index).find(
                words.first == "--" ? Array(words.dropFirst()) : words, engine, context)
            return try await exec(command, in: container, engine, context)
        }
        if code != 0 { throw ExitCode(code) }
    }

    private func exec(_ command: [String], in container: String, _ engine: any ContainerEngine, _ context: CommandContext) async throws
        -> Int32
    {
        let hasTerminal = context.hasTerminal && !noTTY && !detach
        let request = ExecCreateRequest(
            command: command, attachStdin: interactive && !detach, attachStdout: !detach, attachStderr: !detach, tty: hasTerminal,
            environment: env.compactMap { EnvironmentArgument.resolved($0, in: context.environment) }, user: user, workingFolder: workdir,
            privileged: privileged)
        let id = try await engine.createExec(request, in: container).id
        guard !detach else {
            try await engine.startDetachedExec(id: id, hasTerminal: false)
            return 0
        }
        let streams = try await engine.startExec(id: id, hasTerminal: hasTerminal, size: nil)
        let session = InteractiveSession(context: context, hasTerminal: hasTerminal, sendsInput: interactive) { size in
            try await engine.resizeExec(id: id, to: size)
        }
        try await session.run(streams)
        return Int32(truncatingIfNeeded: try await engine.exec(id: id).exitCode ?? 0)
    }
}

/// A variable of the command line: `NAME=VALUE`, or `NAME` for the one that is set here.
enum EnvironmentArgument {
    /// nil for one that is not set.
    static func resolved(_ text: String, in environment: [String: String]) -> String? {
        if text.contains("=") { return text }
        return environment[text].map { text + "=" + $0 }
    }
}
