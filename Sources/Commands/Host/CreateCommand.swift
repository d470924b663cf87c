import ArgumentParser
import Planning

/// `skep create`: makes a project's containers without starting them.
struct CreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "create",
        abstract: "Makes the containers of a project on this host, and does not start them.",
        discussion: """
            Examples:
              skep create                      the project of this folder
              skep create -f compose.yaml web  the service web and what it depends on
            """)

    @OptionGroup var options: HostCreationOptions
    @Argument(help: "Only these services, with those that they need. (default: all)", completion: .services) var services: [String] = []

    func run() async throws {
        let context = CommandContext.current
        var policy = options.policy(context.environment)
        policy.starts = false
        try await HostUp(options: options, services: services, policy: policy, context: context).run { _ in }
    }
}
