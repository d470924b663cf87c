import ArgumentParser
import Deployment
import EngineClient
import EngineModel
import Terminal

/// `skep rollback`: services as they were before their last update.
struct RollbackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "rollback",
        abstract: "Takes services back to what they were before their last update, and waits for them.",
        discussion: """
            The engine keeps one earlier version of each service; going back twice is going forward again. The files stay as they are: the next
            deploy brings back what they say.

            Examples:
              skep rollback home_web               one service
              skep rollback home web cache         two services of the stack "home"
            """)

    @OptionGroup var connection: ConnectionOptions
    @Flag(name: .shortAndLong, inversion: .prefixedNo, help: "Does not wait for the tasks.") var detach = false
    @OptionGroup var waiting: WaitingOptions
    @OptionGroup var selection: ServiceSelection

    func run() async throws {
        let context = CommandContext.current
        try await context.withEngine(connection) { connection in
            let services = goingBack(try await selection.find(connection.engine))
            let rollout = ServiceRollout(
                engine: connection.engine, context: context, detaches: detach, policy: waiting.policy, timeout: waiting.limit,
                goesBack: true)
            try await rollout.run(
                services.map { service in
                    .init(service: service.name, message: "Rolling back service \(service.name)") {
                        try await $0.rollBack(service.id, clock: $1)
                    }
                })
        }
    }

    /// Of a whole stack those that can go back; the others are told of. Whoever names a service gets an error for it.
    private func goingBack(_ services: [Service]) -> [Service] {
        let able = services.filter { $0.previousSpec != nil }
        guard selection.services.isEmpty, !able.isEmpty else { return services }
        for service in services where service.previousSpec == nil {
            CommandContext.current.say("\(service.name) was never updated, and stays as it is")
        }
        return able
    }
}
