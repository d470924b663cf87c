import ArgumentParser
import EngineClient
import EngineModel
import Terminal

/// `skep pause`: freezes the processes of containers.
struct PauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "pause", abstract: "Freezes the running containers of a project: they keep their memory and get no processor.",
        discussion: "Examples:\n  skep pause\n  skep pause shop web")

    @OptionGroup var selection: ProjectSelection

    func run() async throws {
        try await selection.each(of: [.running], "Paused", .current) { try await $0.pauseContainer($1) }
    }
}

/// `skep unpause`: lets frozen containers go on.
struct UnpauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "unpause", abstract: "Lets the frozen containers of a project go on.",
        discussion: "Examples:\n  skep unpause\n  skep unpause shop web")

    @OptionGroup var selection: ProjectSelection

    func run() async throws {
        try await selection.each(of: [.paused], "Unpaused", .current) { try await $0.unpauseContainer($1) }
    }
}

extension ProjectSelection {
    /// Does something to each of the containers that are in one of these states, and tells that it is done.
    func each(
        of states: Set<ContainerPhase>, _ done: String, _ context: CommandContext, _ act: (any ContainerEngine, String) async throws -> Void
    ) async throws {
        try await context.withEngine(connection) { connection in
            let progress = HostProgress(context: context, isQuiet: false)
            for container in try await find(connection.engine, context).containers where container.state.map(states.contains) ?? false {
                try await act(connection.engine, container.id)
                progress.show(.done, "Container \(container.name)", done)
            }
        }
    }
}
