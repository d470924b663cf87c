import ArgumentParser
import Planning

/// `skep up`: runs a project on this host.
struct UpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "up",
        abstract: "Runs a compose file on this host: makes, renews and starts its containers.",
        discussion: """
            Only what differs from the files is made anew. Run it again after a failure or Ctrl-C: it goes on from there. Containers, networks
            and volumes are those of docker compose, which sees the project too.

            Examples:
              skep up -d                       the project of this folder, in the background
              skep up -d --wait                returns when all containers run and are healthy
              skep up --dry-run -f app.yaml    what would be done
            """)

    @OptionGroup var options: HostCreationOptions
    @OptionGroup var up: UpOptions
    @Argument(help: "Only these services, with those that they need. (default: all)", completion: .services) var services: [String] = []

    func validate() throws {
        if up.recreateNetworks && options.noRecreate {
            throw ValidationError("--recreate-networks and --no-recreate are incompatible: a container is bound to its networks")
        }
    }

    func run() async throws { try await UpRun(options: options, up: up, services: services, context: .current).run() }
}
