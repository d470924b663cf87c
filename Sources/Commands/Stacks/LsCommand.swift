import ArgumentParser
import EngineClient
import EngineModel
import Terminal

/// `skep ls`: the stacks of the swarm, or the projects of one host.
struct LsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "ls",
        abstract: "Lists the stacks of the swarm, or the projects of one host.",
        discussion: """
            On a manager of a swarm these are its stacks, otherwise the projects of the engine. With --format json stacks are one object a
            line, as docker's, and projects one list, as docker compose's, with the further fields WorkingDir and Services.

            Examples:
              skep ls
              skep ls --projects -a           projects of this engine, those that do not run too
              skep ls --format json --filter name=shop
              skep ls --format '{{.Name}}: {{.Services}}'
            """,
        aliases: ["list"])

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: ListingOptions
    @Flag(help: "The projects of this engine, also on a manager of a swarm.") var projects = false
    @Flag(name: .shortAndLong, help: "Also projects of which nothing runs.") var all = false
    @Flag(name: .shortAndLong, help: "Only names.") var quiet = false
    @Option(help: ArgumentHelp("Only those whose name has this in it; may be repeated for one or the other.", valueName: "name=text"))
    var filter: [FilterArgument] = []

    func validate() throws {
        guard let unknown = filter.first(where: { $0.key != "name" }) else { return }
        throw ValidationError("stacks and projects have no filter \"\(unknown.key)\": name is known")
    }

    func run() async throws {
        let context = CommandContext.current
        try await context.withEngine(connection) { connection in
            if let services = try await stacks(connection.engine) {
                try write(StackListing.listing, StackListing.rows(services), context)
            } else {
                let containers = try await connection.engine.containers(matching: .anyProject, includingStopped: all)
                try write(ProjectSummaryListing.listing, ProjectSummaryListing.rows(containers), context, isOneList: true)
            }
        }
    }

    /// The services of all stacks; nil where projects are asked for, or the engine is no manager of a swarm.
    private func stacks(_ engine: any ContainerEngine) async throws -> [Service]? {
        if projects { return nil }
        do {
            return try await engine.services(matching: .anyStack)
        } catch let error as EngineError where error.isNotManager {
            return nil
        }
    }

    private func write(_ listing: Listing, _ rows: [TemplateRow], _ context: CommandContext, isOneList: Bool = false) throws {
        let rows = rows.filter { row in filter.isEmpty || filter.contains { row["Name"]?.contains($0.value) ?? false } }
        if quiet { return rows.compactMap { $0["Name"] }.forEach(context.say) }
        let isJSON = isOneList && output.format == "json"
        context.console.out.write(
            isJSON ? "[" + rows.map(\.json).joined(separator: ",") + "]\n" : try listing.rendered(rows, format: output.format))
    }
}

extension Listing {
    /// The text of the rows; a format that is not understood is a usage error.
    func rendered(_ rows: [TemplateRow], format: String?, quiet: Bool = false) throws -> String {
        do {
            return try render(rows, format: format, quiet: quiet)
        } catch {
            throw ValidationError("--format: \(error.description)")
        }
    }
}
