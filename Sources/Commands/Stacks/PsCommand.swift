import ArgumentParser
import EngineClient
import EngineModel
import Terminal

/// `skep ps`: the tasks of a stack.
struct PsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ps",
        abstract: "Lists the tasks of a stack, with the earlier tasks of each slot below the newest.",
        discussion: """
            Examples:
              skep ps home
              skep ps --no-trunc --filter desired-state=running home
              skep ps --format '{{.Name}} {{.CurrentState}} {{.Error}}' home
            """)

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: ListingOptions
    @Flag(name: .shortAndLong, help: "Only ids.") var quiet = false
    @Flag(help: "Whole ids, images with digests, whole errors.") var noTrunc = false
    @Flag(help: "Ids instead of names.") var noResolve = false
    @Flag(name: .shortAndLong, help: "Also tasks of services that have been removed and whose containers still stop.") var all = false
    @Option(name: .shortAndLong, help: ArgumentHelp("Only those with this id, name, node or desired-state.", valueName: "key=value"))
    var filter: [FilterArgument] = []
    @Argument(help: "The stack.") var stack: String

    func validate() throws { try StackName.validate(stack) }

    func run() async throws {
        let context = CommandContext.current
        let filters = try filter.reduce(ObjectFilters.stack(stack)) { try $1.narrowTasks($0) }
        try await context.withEngine(connection) { connection in
            async let found = connection.engine.tasks(matching: filters)
            let names = try await names(connection.engine)
            // For some seconds after a removal the engine has tasks whose service is gone.
            let tasks = try await found.filter { all || names.services[$0.serviceID] != nil }
            guard !tasks.isEmpty else { throw CommandFailure(.failed, "nothing found in stack: \(stack)") }
            let isTable = output.format.map { $0.isEmpty || $0.hasPrefix("table") } ?? !quiet
            let listing = TaskListing(
                services: noResolve ? [:] : names.services, nodes: noResolve ? [:] : names.nodes, truncates: !noTrunc,
                now: context.wallClock(), indentsHistory: isTable)
            let text = try TaskListing.listing.rendered(listing.rows(tasks), format: output.format, quiet: quiet)
            context.console.out.write(text)
        }
    }

    private func names(_ engine: any Engine) async throws -> (services: [String: String], nodes: [String: String]) {
        async let services = engine.services(matching: ObjectFilters.stack(stack))
        async let nodes = engine.nodes(matching: .all)
        return try await (
            Dictionary(services.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }),
            Dictionary(nodes.map { ($0.id, $0.description?.hostname ?? $0.id) }, uniquingKeysWith: { first, _ in first })
        )
    }
}
