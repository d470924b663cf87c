import ArgumentParser
import Deployment
import EngineClient
import EngineModel
import Terminal

/// `skep build`: the images of services that have a build section.
struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "build",
        abstract: "Builds the images of services with the engine's own builder.",
        discussion: """
            Files that .dockerignore names are not sent. What only BuildKit can do (secrets, ssh, several platforms) is refused.

            Examples:
              skep build
              skep build --no-cache --build-arg VERSION=2 web
            """)

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var project: ProjectFileOptions
    @Option(help: ArgumentHelp("A build argument, NAME=VALUE, or NAME to take it from here; may be repeated.", valueName: "argument"))
    var buildArg: [String] = []
    @Flag(help: "Uses no layers from before.") var noCache = false
    @Flag(help: "Fetches base images even if they are here.") var pull = false
    @Flag(help: "Sends the images to their registries afterwards.") var push = false
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
                connection: connection, context: context, progress: progress, wishes: wishes, showsOutput: !quiet)
            for service in toBuild {
                let id = try await building.build(service)
                if quiet { context.say(id) }
            }
            if push { for service in toBuild { try await send(service, connection, progress) } }
        }
    }

    private var wishes: ServiceBuild.Wishes {
        var wishes = ServiceBuild.Wishes()
        (wishes.noCache, wishes.pulls) = (noCache, pull)
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
