import ArgumentParser
import EngineClient
import Terminal

/// `skep services`: the services of a stack.
struct ServicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "services",
        abstract: "Lists the services of a stack.",
        discussion: """
            Examples:
              skep services home
              skep services -q home
              skep services --filter name=home_web --format '{{.Name}} {{.Replicas}}' home
            """)

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: ListingOptions
    @Flag(name: .shortAndLong, help: "Only ids.") var quiet = false
    @Option(name: .shortAndLong, help: ArgumentHelp("Only those with this id, name or label.", valueName: "key=value"))
    var filter: [FilterArgument] = []
    @Argument(help: "The stack.", completion: .stacks) var stack: String

    func validate() throws { try StackName.validate(stack) }

    func run() async throws {
        let context = CommandContext.current
        let filters = try filter.reduce(ObjectFilters.stack(stack)) { try $1.narrowServices($0) }
        try await context.withEngine(connection) { connection in
            let services = try await connection.engine.services(matching: filters, withStatus: !quiet)
            guard !services.isEmpty else { return context.warn("Nothing found in stack: \(stack)") }
            let rows = ServiceListing.rows(services)
            context.console.out.write(try ServiceListing.listing.rendered(rows, format: output.format, quiet: quiet))
        }
    }
}
