import ArgumentParser
import Deployment
import EngineClient
import EngineModel
import Planning
import Terminal

/// Which containers of a project a command is about.
struct ProjectSelection: ParsableArguments {
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var targets: TargetOptions
    @Argument(help: "The project, if it is not that of this folder; then its services. (default: all)", completion: .targets) var words:
        [String] = []

    /// Finds the containers, those that do not run included.
    ///
    /// - Throws: `CommandFailure` if there is no such project or service, or it is a stack.
    func find(_ engine: any ContainerEngine, _ context: CommandContext) async throws -> (project: String, containers: [ContainerSummary]) {
        try await targets.containers(words, engine, context)
    }

    /// Finds the containers and carries out a plan for them.
    func apply(_ context: CommandContext, _ plan: (HostPower) -> Plan) async throws {
        try await context.withEngine(connection) { connection in
            let found = try await find(connection.engine, context)
            let plan = plan(HostPower(project: found.project, containers: found.containers))
            guard !plan.isEmpty else { return }
            let progress = HostProgress(context: context, isQuiet: false)
            let run = HostRun(engine: connection.engine, context: context, progress: progress, stop: context.catchInterrupts())
            try await run.apply(plan)
        }
    }
}

/// How long a container may take to stop.
struct StopTimeoutOption: ParsableArguments {
    @Option(name: .shortAndLong, help: ArgumentHelp("Seconds until a container is killed. (default: its own)", valueName: "seconds"))
    var timeout: Int?
}

/// `skep start`: starts containers that exist.
struct StartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "start", abstract: "Starts containers of a project that exist, those that others depend on first.",
        discussion: "Examples:\n  skep start\n  skep start shop web")

    @OptionGroup var selection: ProjectSelection

    func run() async throws { try await selection.apply(.current) { $0.startPlan() } }
}

/// `skep stop`: stops containers and keeps them.
struct StopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "stop", abstract: "Stops containers of a project, those that others depend on last, and keeps them.",
        discussion: "Examples:\n  skep stop\n  skep stop -t 1 shop web")

    @OptionGroup var selection: ProjectSelection
    @OptionGroup var stopping: StopTimeoutOption

    func run() async throws { try await selection.apply(.current) { $0.stopPlan(timeout: stopping.timeout) } }
}

/// `skep kill`: ends containers at once, or sends them a signal.
struct KillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "kill", abstract: "Kills the running containers of a project, or sends them another signal.",
        discussion: "Examples:\n  skep kill\n  skep kill -s HUP shop web")

    @OptionGroup var selection: ProjectSelection
    @Option(name: .shortAndLong, help: ArgumentHelp("The signal, by name or number.", valueName: "signal")) var signal = "SIGKILL"

    func run() async throws {
        try await selection.each(of: [.running, .paused, .restarting], "Killed", .current) {
            try await $0.killContainer($1, signal: signal)
        }
    }
}
