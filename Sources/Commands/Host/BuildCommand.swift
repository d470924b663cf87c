import ArgumentParser
import Deployment
import EngineClient
import EngineModel
import Terminal

/// `skep build`: the images of services that have a build section.
struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "build",
        abstract: "Builds the images of services.",
        discussion: """
            Docker's plugin buildx builds them where it is installed, otherwise the engine's own builder, which knows no secrets, ssh,
            additional_contexts, cache_to and no several platforms. DOCKER_BUILDKIT=0 always takes the engine's own one, DOCKER_BUILDKIT=1
            never does. Files that .dockerignore names are not sent.

            Examples:
              skep build
              skep build --no-cache --build-arg VERSION=2 web
              skep build --builder pi --push
            """)

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var project: ProjectFileOptions
    @Option(help: ArgumentHelp("A build argument, NAME=VALUE, or NAME to take it from here; may be repeated.", valueName: "argument"))
    var buildArg: [String] = []
    @Flag(help: "Uses no layers from before.") var noCache = false
    @Flag(help: "Fetches base images even if they are here.") var pull = false
    @Flag(help: "Sends the images to their registries afterwards.") var push = false
    @Option(help: ArgumentHelp("An SSH agent or key for the builds, default or ID=PATH; may be repeated.", valueName: "key"))
    var ssh: [String] = []
    @Option(help: ArgumentHelp("One of buildx's builders. Wins over BUILDX_BUILDER.", valueName: "name")) var builder: String?
    @Option(
        help: ArgumentHelp(
            "How buildx shows what it does: auto, tty, plain or quiet. (default: BUILDKIT_PROGRESS, or auto)", valueName: "kind"))
    var progress: BuildxCommand.Display?
    @Flag(help: "Builds also what the services depend on.") var withDependencies = false
    @Flag(name: .shortAndLong, help: "Only ids, warnings and errors.") var quiet = false
    @Argument(help: "Services; none for all.", completion: .services) var services: [String] = []

    func run() async throws {
        let context = CommandContext.current
        let loading = HostLoading(options: project, context: context, isQuiet: quiet)
        let loaded = try loading.load()
        try await context.withEngine(connection) { connection in
            let all = try await loading.translate(loaded, for: connection)
            let desired = try all.selecting(services, withoutDependencies: !withDependencies)
            let toBuild = desired.services.filter { $0.build != nil }
            if toBuild.isEmpty { return context.warn("No services to build") }
            let progress = HostProgress(context: context, isQuiet: quiet)
            let building = ImageBuilding(
                connection: connection, context: context, progress: progress, settings: settings, project: all.services)
            let ids = try await building.build(toBuild)
            if quiet { ids.forEach(context.say) }
            // The builder itself sends an image of several platforms.
            for service in toBuild where push && wishes.platforms(of: service).count < 2 { try await send(service, connection, progress) }
        }
    }

    private var settings: BuildSettings {
        var settings = BuildSettings()
        settings.wishes = wishes
        settings.instance = builder
        settings.display = progress
        settings.showsOutput = !quiet
        return settings
    }

    private var wishes: BuildWishes {
        var wishes = BuildWishes()
        (wishes.noCache, wishes.pulls, wishes.pushes, wishes.ssh) = (noCache, pull, push, ssh)
        for text in buildArg {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            wishes.arguments[parts[0]] = .some(parts.count > 1 ? parts[1] : nil)
        }
        return wishes
    }

    private func send(_ service: DesiredHostService, _ connection: EngineConnection, _ progress: HostProgress) async throws {
        let image = try ImageReference(service.image)
        progress.show(.working, "Image \(service.image)", "Pushing")
        let messages = try await connection.engine.pushImage(image, registryAuth: try await connection.credentials(image))
        for try await _ in messages {}
        progress.show(.done, "Image \(service.image)", "Pushed")
    }
}
