import ArgumentParser
import EngineClient
import EngineModel
import Terminal

/// `skep top`: the processes of a project.
struct TopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "top",
        abstract: "Lists the processes of a project's containers.",
        discussion: """
            Examples:
              skep top              this folder's project
              skep top home web     one service of the project "home"
            """)

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var targets: TargetOptions
    @Argument(help: "A project if it is not this folder's, and services of it.", completion: .targets) var words: [String] = []

    func run() async throws {
        let context = CommandContext.current
        try await context.withEngine(connection) { connection in
            let containers = try await targets.containers(words, connection.engine, context).containers
            for container in containers where container.state == .running {
                let table = try await connection.engine.processes(of: container.id, psArguments: "")
                context.say(container.name)
                let lines = ([table.titles] + table.processes).map { $0.joined(separator: "\t") }
                context.say(TabbedText().align(lines).withVisibleLineControls)
            }
        }
    }
}
