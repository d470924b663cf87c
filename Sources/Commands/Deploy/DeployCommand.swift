import ArgumentParser
import Planning

/// `skep deploy`: brings a stack to what its file says.
struct DeployCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "deploy",
        abstract: "Deploys a compose file as a stack, and waits until it runs.",
        discussion: """
            Creates and updates what differs from the file, and nothing else. Run it again after a failure or Ctrl-C: it goes on from there.
            A secret or config whose content changed becomes a new one, NAME-DIGEST, to which its services move; the one before stays, so that
            docker service rollback works, and older ones are removed.

            Examples:
              skep deploy compose.yaml home             the file as the stack "home"
              skep deploy -f base.yaml -f pi.yaml home  two files, the second merged over the first
              skep deploy --dry-run compose.yaml        what would be done
              skep deploy --plan home.plan              what skep plan --out home.plan showed, or nothing
              skep stack deploy --compat -c stack.yml s as docker stack deploy does it
            """)

    @OptionGroup var options: DeployOptions
    @Option(
        help: ArgumentHelp("Applies a plan of skep plan --out, if it is still the same; else does nothing.", valueName: "file"),
        completion: .file())
    var plan: String?

    func validate() throws {
        if plan != nil { try options.checkAgainstSavedPlan() }
    }

    func run() async throws {
        let context = CommandContext.current
        guard let plan else { return try await DeployRun(options: options, context: context).run() }
        let saved = try PlanFile(path: plan, context: context).read()
        var elsewhere = context
        elsewhere.workingDirectory = saved.request.workingDirectory
        try await DeployRun(options: options.asking(saved.request), context: elsewhere, saved: (saved, plan)).run()
    }
}

/// `skep stack up`: docker's other name for `stack deploy`.
struct StackUpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "up", abstract: "The same as deploy.", discussion: "Example:\n  skep stack up -c compose.yaml home",
        shouldDisplay: false)

    @OptionGroup var options: DeployOptions

    func run() async throws { try await DeployRun(options: options, context: .current).run() }
}
