import ArgumentParser
import EngineClient
import EngineModel

/// `skep pull`: the images of services.
struct PullCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "pull",
        abstract: "Pulls the images of services.",
        discussion: """
            Images that are built are left out unless they have no build section.

            Examples:
              skep pull
              skep pull --policy missing web
            """)

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var project: ProjectFileOptions
    @Option(
        help: ArgumentHelp(
            "always, or missing: only what is not here. (default: always; what the files never pull is left out)", valueName: "policy"))
    var policy: PullChoice?
    @Flag(help: "Pulls also what the services depend on.") var includeDeps = false
    @Flag(help: "Leaves out images that can be built.") var ignoreBuildable = false
    @Flag(help: "Goes on when an image cannot be pulled.") var ignorePullFailures = false
    @Flag(name: .shortAndLong, help: "Only warnings and errors.") var quiet = false
    @Argument(help: "Services; none for all.", completion: .services) var services: [String] = []

    func validate() throws {
        if policy == .never { throw ValidationError("--policy takes always or missing") }
    }

    func run() async throws {
        let context = CommandContext.current
        let loading = HostLoading(options: project, context: context, isQuiet: quiet)
        let loaded = try loading.load()
        try await context.withEngine(connection) { connection in
            let all = try await loading.translate(loaded, for: connection)
            let desired = try all.selecting(services, withoutDependencies: !includeDeps)
            let progress = HostProgress(context: context, isQuiet: quiet)
            let preparation = ImagePreparation(
                connection: connection, progress: progress, pull: policy ?? .always, now: context.wallClock())
            // A service without an image of its own can only be built.
            let wanted = desired.services.filter { $0.build == nil || !ignoreBuildable && $0.image != "\($0.project)-\($0.name)" }
                .filter { policy != nil || ($0.pullPolicy != .never && $0.pullPolicy != .build) }
            guard ignorePullFailures else { return try await preparation.prepare(wanted) }
            for service in wanted {
                do {
                    try await preparation.prepare([service])
                } catch let failure as CommandFailure {
                    failure.message.map(context.warn)
                }
            }
        }
    }
}
