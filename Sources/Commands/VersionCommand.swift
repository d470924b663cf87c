import ArgumentParser
import EngineClient
import EngineModel
import Terminal

/// What this build is.
enum SkepVersion {
    static let current = "0.1.0"
}

/// `skep version`: what this is; the engine is asked only on request, so that the answer comes at once.
struct VersionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "version",
        abstract: "Shows the version, and the engine's on request.",
        discussion: """
            Examples:
              skep version
              skep version --engine
              skep version --short
            """)

    @OptionGroup var connection: ConnectionOptions
    @Flag(help: "Also asks the engine.") var engine = false
    @Flag(help: "The number alone.") var short = false
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("\"json\", or a template with .Version, .EngineVersion and .APIVersion.", valueName: "format"))
    var format: String?

    func run() async throws {
        let context = CommandContext.current
        if short { return context.say(SkepVersion.current) }
        var engineVersion = ""
        var apiVersion = ""
        if engine {
            let found = try await context.withEngine(connection) { try await $0.engine.version() }
            engineVersion = found.version
            apiVersion = found.apiVersion
        }
        if let format {
            let row: TemplateRow = ["Version": SkepVersion.current, "EngineVersion": engineVersion, "APIVersion": apiVersion]
            return context.console.out.write(try Listing([]).rendered([row], format: format))
        }
        context.say("skep \(SkepVersion.current)")
        if engine { context.say("engine \(engineVersion), API \(apiVersion)") }
    }
}
