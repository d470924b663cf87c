import ArgumentParser
import Deployment
import EngineClient
import EngineModel
import Terminal

/// `skep ps`: the tasks of a stack, or the containers of a project.
struct PsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "ps",
        abstract: "Lists the tasks of a stack, earlier ones below the newest of each slot, or the containers of a project.",
        discussion: """
            Examples:
              skep ps home
              skep ps -a shop                 all containers of a project on this host
              skep ps --no-trunc --filter desired-state=running home
              skep ps --format '{{.Name}} {{.CurrentState}} {{.Error}}' home
            """)

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: ListingOptions
    @Flag(name: .shortAndLong, help: "Only ids.") var quiet = false
    @Flag(help: "Whole ids, images with digests, whole errors.") var noTrunc = false
    @Flag(help: "Ids instead of names.") var noResolve = false
    @Flag(name: .shortAndLong, help: "Also containers of a project that do not run, and tasks of services that were removed.") var all =
        false
    @Option(name: .shortAndLong, help: ArgumentHelp("Only those with this id, name, node or desired-state.", valueName: "key=value"))
    var filter: [FilterArgument] = []
    @Option(help: ArgumentHelp("Only containers in this state, such as running or exited; may be repeated.", valueName: "state"))
    var status: [String] = []
    @Flag(help: "Only the names of a project's services that have such containers.") var services = false
    @OptionGroup var targets: TargetOptions
    @Argument(help: "The stack or project, then services of a project. (default: the project of this folder)", completion: .targets)
    var words: [String] = []

    func run() async throws {
        let context = CommandContext.current
        try await context.withEngine(connection) { connection in
            let found = try await targets.find(words, connection.engine, context)
            switch found?.target {
            case .project(let name): try await listContainers(of: name, found?.words ?? [], connection.engine, context)
            case .stack(let name): try await listTasks(of: name, connection.engine, context)
            case nil:
                guard let name = words.first else { throw CommandFailure(.usage, "which stack or project? This folder has none") }
                try await listTasks(of: name, connection.engine, context)
            }
        }
    }

    /// The containers of a project that run, or all; docker compose's `ps`.
    private func listContainers(
        of project: String, _ services: [String], _ engine: any ContainerEngine, _ context: CommandContext
    ) async throws {
        var containers = try await engine.containers(ofProject: project).selecting(services)
        for condition in filter {
            guard condition.key == "status" else {
                throw ValidationError("containers have no filter \"\(condition.key)\": status is known")
            }
            containers.removeAll { $0.state?.rawValue != condition.value }
        }
        if !status.isEmpty { containers.removeAll { !status.contains($0.state?.rawValue ?? "") } }
        if !all && filter.isEmpty && status.isEmpty { containers.removeAll { !$0.isLive } }
        if self.services { return Set(containers.compactMap(\.service)).sorted().forEach(context.say) }
        // Ids alone are for other programs: whole, as docker compose's.
        let listing = ProjectListing(truncates: !noTrunc && !quiet, now: context.wallClock())
        context.console.out.write(
            try ProjectListing.listing.rendered(listing.rows(containers), format: output.format, quiet: quiet))
    }

    private func listTasks(of stack: String, _ engine: any ContainerEngine, _ context: CommandContext) async throws {
        guard status.isEmpty && !services else {
            throw CommandFailure(.usage, "--status and --services are for projects, and \(stack) is none")
        }
        try StackName.validate(stack)
        let filters = try filter.reduce(ObjectFilters.stack(stack)) { try $1.narrowTasks($0) }
        async let found = engine.tasks(matching: filters)
        let names = try await names(of: stack, engine)
        // For some seconds after a removal the engine has tasks whose service is gone.
        let tasks = try await found.filter { all || names.services[$0.serviceID] != nil }
        guard !tasks.isEmpty else { throw CommandFailure(.failed, "nothing found in stack: \(stack)") }
        let isTable = output.format.map { $0.isEmpty || $0.hasPrefix("table") } ?? !quiet
        let listing = TaskListing(
            services: noResolve ? [:] : names.services, nodes: noResolve ? [:] : names.nodes, truncates: !noTrunc,
            now: context.wallClock(), indentsHistory: isTable)
        context.console.out.write(try TaskListing.listing.rendered(listing.rows(tasks), format: output.format, quiet: quiet))
    }

    private func names(of stack: String, _ engine: any Engine) async throws -> (services: [String: String], nodes: [String: String]) {
        async let services = engine.services(matching: ObjectFilters.stack(stack))
        async let nodes = engine.nodes(matching: .all)
        return try await (
            Dictionary(services.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }),
            Dictionary(nodes.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        )
    }
}
