import EngineModel
import Terminal

/// `skep ps` of a project: docker compose's columns.
struct ProjectListing {
    static let listing = Listing(
        [
            .init("Name", "NAME"), .init("Image", "IMAGE"), .init("Command", "COMMAND"), .init("Service", "SERVICE"),
            .init("CreatedAt", "CREATED"), .init("Status", "STATUS"), .init("Ports", "PORTS"),
        ],
        further: [
            .init("ID", "CONTAINER ID"), .init("Project", "PROJECT"), .init("State", "STATE"), .init("ExitCode", "EXIT CODE"),
            .init("Health", "HEALTH"),
        ])

    let truncates: Bool
    /// Seconds since 1970.
    let now: Double

    /// One row a container.
    func rows(_ containers: [ContainerSummary]) -> [TemplateRow] {
        containers.sorted { NaturalOrder.precedes($0.name, $1.name) }.map(row)
    }

    private func row(_ container: ContainerSummary) -> TemplateRow {
        let command = container.command.withVisibleControls
        // An engine can say any time: no more than 30,000 years fit in what follows.
        let age = Duration.seconds(min(max(0, now - Double(container.created)), 1e12)).humanText
        return [
            "ID": truncates ? String(container.id.prefix(12)) : container.id,
            "Name": container.name,
            "Image": container.image,
            "Command": "\"" + (truncates && command.count > 20 ? String(command.prefix(19)) + "…" : command) + "\"",
            "Service": container.service ?? "",
            "CreatedAt": age + " ago",
            "Status": container.status,
            "Ports": Self.ports(container.ports),
            "Project": container.labels[ProjectLabel.project] ?? "",
            "State": container.state?.rawValue ?? "",
            "Health": Self.health(container.status),
            "ExitCode": Self.exitCode(container.status),
        ]
    }

    /// `0.0.0.0:8080->80/tcp, 443/tcp`.
    static func ports(_ ports: [ContainerPort]) -> String {
        ports.sorted { ($0.privatePort, $0.type, $0.ip) < ($1.privatePort, $1.type, $1.ip) }.map { port in
            let target = "\(port.privatePort)/\(port.type)"
            guard port.publicPort > 0 else { return target }
            let host = port.ip.contains(":") ? "[\(port.ip)]" : port.ip
            return "\(host):\(port.publicPort)->\(target)"
        }.joined(separator: ", ")
    }

    /// The engine tells the health in the words of the state only: `Up 3 minutes (healthy)`.
    private static func health(_ status: String) -> String {
        if status.hasSuffix("(healthy)") { return "healthy" }
        if status.hasSuffix("(unhealthy)") { return "unhealthy" }
        return status.hasSuffix("(health: starting)") ? "starting" : ""
    }

    /// Likewise: `Exited (3) 2 minutes ago`.
    private static func exitCode(_ status: String) -> String {
        guard status.hasPrefix("Exited (") else { return "0" }
        return String(status.dropFirst("Exited (".count).prefix { $0 != ")" })
    }
}
