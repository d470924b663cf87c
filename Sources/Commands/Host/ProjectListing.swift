import EngineModel
import Terminal

/// `skep ps` of a project: docker compose's columns.
struct ProjectListing {
    static let listing = Listing(
        [
            .init("Name", "NAME"), .init("Image", "IMAGE"), .init("Command", "COMMAND"), .init("Service", "SERVICE"),
            .init("RunningFor", "CREATED"), .init("Status", "STATUS"), .init("Ports", "PORTS"),
        ],
        further: [
            .init("ID", "CONTAINER ID"), .init("Project", "PROJECT"), .init("State", "STATE"), .init("ExitCode", "EXIT CODE"),
            .init("Health", "HEALTH"), .init("CreatedAt", "CREATED AT"), .init("Names", "NAMES"), .init("Labels", "LABELS"),
            .init("Publishers", "PUBLISHERS"), .init("Networks", "NETWORKS"), .init("Mounts", "MOUNTS"),
            .init("LocalVolumes", "LOCAL VOLUMES"), .init("Size", "SIZE"),
        ])

    let truncates: Bool
    /// Seconds since 1970.
    let now: Double

    /// One row a container.
    func rows(_ containers: [ContainerSummary]) -> [TemplateRow] {
        containers.sorted { NaturalOrder.precedes($0.name, $1.name) }.map(row)
    }

    private func row(_ container: ContainerSummary) -> TemplateRow {
        let publishers = Publisher.list(container.ports)
        let row = texts(of: container, publishers)
        return row.withJSON(["ExitCode": Self.exitCode(container.status), "Publishers": Publisher.json(publishers)])
    }

    /// All fields that docker compose 2.26 knows.
    private func texts(of container: ContainerSummary, _ publishers: [Publisher]) -> TemplateRow {
        let command = container.command.withVisibleControls
        // An engine can say any time: no more than 30,000 years fit in what follows.
        let age = Duration.seconds(min(max(0, now - Double(container.created)), 1e12)).humanText
        return [
            "ID": truncates ? String(container.id.prefix(12)) : container.id,
            "Name": container.name,
            "Image": container.image,
            "Command": "\"" + (truncates && command.count > 20 ? String(command.prefix(19)) + "…" : command) + "\"",
            "Service": container.service ?? "",
            "CreatedAt": Self.time(container.created),
            "RunningFor": age + " ago",
            "Status": container.status,
            "Ports": Self.ports(container.ports),
            "Project": container.labels[ProjectLabel.project] ?? "",
            "State": container.state?.rawValue ?? "",
            "Health": Self.health(container.status),
            "ExitCode": Self.exitCode(container.status),
            "Names": container.name,
            "Labels": container.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ","),
            "Publishers": "[" + publishers.map(\.text).joined(separator: " ") + "]",
            "Networks": (container.networkSettings?.networks ?? [:]).keys.sorted().joined(separator: ","),
            "Mounts": container.mounts.map { $0.name.isEmpty ? $0.source : $0.name }.map(shortened).joined(separator: ","),
            "LocalVolumes": "\(container.mounts.count { $0.driver == "local" })",
            "Size": HumanSize.decimal(container.sizeRw ?? 0),
        ]
    }

    /// Names of volumes may have 64 characters; docker shows 15.
    private func shortened(_ mount: String) -> String {
        truncates && mount.count > 15 ? String(mount.prefix(14)) + "…" : mount
    }

    /// `2026-11-21 15:36:01 +0000 UTC`.
    private static func time(_ seconds: Int64) -> String {
        let text = Timestamp(seconds: seconds).description
        return text.replacing("T", with: " ").replacing("Z", with: " +0000 UTC")
    }

    /// By the port in the container.
    fileprivate static func inOrder(_ ports: [ContainerPort]) -> [ContainerPort] {
        ports.sorted { ($0.privatePort, $0.type, $0.ip) < ($1.privatePort, $1.type, $1.ip) }
    }

    /// `0.0.0.0:8080->80/tcp, 443/tcp`.
    static func ports(_ ports: [ContainerPort]) -> String {
        inOrder(ports).map { port in
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

/// A port of a container, as docker compose's JSON tells it.
private struct Publisher {
    let port: ContainerPort

    /// By the port in the container.
    static func list(_ ports: [ContainerPort]) -> [Publisher] {
        ProjectListing.inOrder(ports).map(Publisher.init)
    }

    /// `null` where there is none, as docker compose says it.
    static func json(_ publishers: [Publisher]) -> String {
        publishers.isEmpty ? "null" : "[" + publishers.map(\.json).joined(separator: ",") + "]"
    }

    private var json: String {
        #"{"URL":\#(JSONText.quoted(port.ip)),"TargetPort":\#(port.privatePort),"PublishedPort":\#(port.publicPort),"#
            + #""Protocol":\#(JSONText.quoted(port.type))}"#
    }

    /// As Go prints the values of a structure.
    var text: String { "{\(port.ip) \(port.privatePort) \(port.publicPort) \(port.type)}" }
}
