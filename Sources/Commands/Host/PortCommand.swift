import ArgumentParser
import EngineClient
import EngineModel

/// `skep port`: where a port of a container is published.
struct PortCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "port",
        abstract: "Prints the address and port of the host that lead to a port of a service.",
        discussion: """
            Examples:
              skep port web 80                        this folder's project
              skep port --index 2 home web 53/udp     the second container, in the project "home"
            """)

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var targets: TargetOptions
    @Option(help: ArgumentHelp("tcp or udp.", valueName: "protocol")) var `protocol` = "tcp"
    @Option(help: ArgumentHelp("Which container of the service. (default: the first that runs)", valueName: "number")) var index: Int?
    @Argument(help: "A project if it is not this folder's, the service, and the port in the container.", completion: .targets) var words:
        [String]

    func validate() throws {
        guard (2...3).contains(words.count) else { throw ValidationError("say which port of which service: SERVICE PORT") }
    }

    func run() async throws {
        let context = CommandContext.current
        try await context.withEngine(connection) { connection in
            let (id, rest) = try await ServiceContainer(targets: targets, index: index).find(words, connection.engine, context)
            guard let port = rest.first else { throw ValidationError("say which port of which service: SERVICE PORT") }
            let key = port.contains("/") ? port : "\(port)/\(`protocol`)"
            let container = try await connection.engine.container(id)
            // One line, as docker compose: it is read by scripts. The engine names the address for IPv4 first.
            guard let binding = container.networkSettings?.ports[key]??.first else {
                throw CommandFailure(.failed, "no port \(key) for container \(container.name.drop { $0 == "/" })")
            }
            let address = binding.hostIP.contains(":") ? "[\(binding.hostIP)]" : binding.hostIP
            context.say("\(address):\(binding.hostPort)")
        }
    }
}
