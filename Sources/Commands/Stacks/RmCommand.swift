import ArgumentParser

/// Everything that can be said to `rm`.
struct RmOptions: ParsableArguments {
    @OptionGroup var connection: ConnectionOptions
    @Flag(name: .shortAndLong, inversion: .prefixedNo, help: "Does not wait until the tasks have stopped.") var detach = false
    @Option(help: ArgumentHelp("How long to wait for tasks to stop, such as 90s or 5m; 0 for any time.", valueName: "duration"))
    var timeout = DurationArgument(defaultDuration: .seconds(300))
    @Flag(help: "Also removes the stacks' volumes on the engine's own node, with all that is in them.") var volumes = false
    @Flag(name: .shortAndLong, help: "Does not ask before volumes are removed.") var yes = false
    @Argument(help: "The stacks.", completion: .targets) var stacks: [String]

    func validate() throws {
        try stacks.forEach(StackName.validate)
        if volumes && detach { throw ValidationError("--volumes has to wait until nothing uses them: leave --detach out") }
    }
}

/// `skep rm`: removes stacks and projects.
struct RmCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "rm",
        abstract: "Removes stacks (services, then secrets, configs and networks), and projects on this host.",
        discussion: """
            Unlike docker, it waits until the stack is gone; --detach does not. Volumes are kept unless --volumes is given, which asks first.

            Examples:
              skep rm home
              skep rm home shop
              skep rm --timeout 30s home
              skep rm --volumes home
            """,
        aliases: ["remove"])

    @OptionGroup var options: RmOptions

    func run() async throws {
        let context = CommandContext.current
        var options = options
        let projects = try await context.withEngine(options.connection) { connection in
            var projects: [String] = []
            for name in options.stacks where try await connection.engine.target(named: name) == .project(name) { projects.append(name) }
            return projects
        }
        options.stacks.removeAll(where: projects.contains)
        for name in projects {
            let run = ProjectRemoval(project: name, removesVolumes: options.volumes, isAgreed: options.yes)
            try await run.run(options.connection, context)
        }
        if !options.stacks.isEmpty { try await RemovalRun(options: options, context: context).run() }
    }
}

/// `skep stack down`: docker's other name for `stack rm`.
struct StackDownCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "down", abstract: "The same as rm.", discussion: "Example:\n  skep stack down home", shouldDisplay: false)

    @OptionGroup var options: RmOptions

    func run() async throws { try await RemovalRun(options: options, context: .current).run() }
}
