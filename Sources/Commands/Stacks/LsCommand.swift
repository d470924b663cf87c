import ArgumentParser
import EngineClient
import Terminal

/// `skep ls`: the stacks of the swarm.
struct LsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: "Lists the stacks of the swarm.",
        discussion: """
            Examples:
              skep ls
              skep ls --format json
              skep ls --format '{{.Name}}: {{.Services}}'
            """,
        aliases: ["list"])

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: ListingOptions

    func run() async throws {
        let context = CommandContext.current
        try await context.withEngine(connection) { connection in
            let services = try await connection.engine.services(matching: .anyStack)
            context.console.out.write(try StackListing.listing.rendered(StackListing.rows(services), format: output.format))
        }
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
