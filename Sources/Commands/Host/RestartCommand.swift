import ArgumentParser
import Deployment
import EngineClient
import EngineModel
import Planning
import Terminal

/// `skep restart`: new tasks of the same spec, or containers stopped and started.
struct RestartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "restart",
        abstract: "Replaces the tasks of a stack by new ones, or restarts the containers of a project.",
        discussion: """
            A stack's services are renewed as their update_config says, and waited for; jobs run again. A project's containers are stopped and
            started, those that others depend on first. Changes in the files have no effect: that is what deploy and up do.

            Examples:
              skep restart home                    every service of the stack "home"
              skep restart home web cache          two of them
              skep restart                         the project of this folder
              skep restart -t 1 shop web           one service of a project
            """)

    @OptionGroup var selection: ProjectSelection
    @OptionGroup var stopping: StopTimeoutOption
    @Flag(name: .shortAndLong, help: "Does not wait for the tasks of a stack.") var detach = false

    func run() async throws {
        let context = CommandContext.current
        let isStack = try await context.withEngine(selection.connection) { connection in
            let found = try await selection.targets.find(selection.words, connection.engine, context)
            guard let found, case .stack(let stack) = found.target else { return false }
            try await restart(stack, found.words, connection.engine, context)
            return true
        }
        if !isStack { try await selection.apply(context) { $0.restartPlan(timeout: stopping.timeout) } }
    }

    private func restart(_ stack: String, _ names: [String], _ engine: any Engine, _ context: CommandContext) async throws {
        let services = try ServiceSelection.choose(names, from: try await engine.services(matching: .stack(stack)), stack)
        let rollout = ServiceRollout(engine: engine, context: context, detaches: detach)
        try await rollout.run(
            services.map { service in
                .init(service: service.name, message: "Restarting service \(service.name)") { try await $0.restart(service.id, clock: $1) }
            })
    }
}
