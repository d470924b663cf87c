import EngineModel
import Planning
import Terminal

/// `skep ps`: the tasks of a stack, with docker's columns.
struct TaskListing {
    static let listing = Listing([
        .init("ID", "ID"), .init("Name", "NAME"), .init("Image", "IMAGE"), .init("Node", "NODE"), .init("DesiredState", "DESIRED STATE"),
        .init("CurrentState", "CURRENT STATE"), .init("Error", "ERROR"), .init("Ports", "PORTS"),
    ])

    /// Names of services by id; empty to show ids.
    var services: [String: String]
    /// Host names of nodes by id; empty to show ids.
    var nodes: [String: String]
    var truncates: Bool
    /// Seconds since 1970.
    var now: Double
    /// Whether earlier tasks of a slot are marked as such.
    var indentsHistory: Bool

    /// One row a task: by name in natural order, the newest of a slot first, the earlier ones below it.
    func rows(_ tasks: [SwarmTask]) -> [TemplateRow] {
        let named = tasks.map { (name: name(of: $0), task: $0) }.sorted { a, b in
            if a.name != b.name { return NaturalOrder.precedes(a.name, b.name) }
            return (b.task.createdAt ?? Timestamp(seconds: 0)) < (a.task.createdAt ?? Timestamp(seconds: 0))
        }
        var previous: String?
        return named.map { name, task in
            let isHistory = name == previous
            previous = name
            return row(task, name: isHistory && indentsHistory ? " \\_ " + name : name)
        }
    }

    private func name(of task: SwarmTask) -> String {
        (services[task.serviceID] ?? task.serviceID) + "." + (task.slot > 0 ? String(task.slot) : task.nodeID)
    }

    private func row(_ task: SwarmTask, name: String) -> TemplateRow {
        let image = task.spec?.containerSpec?.image ?? ""
        return [
            "ID": truncates ? String(task.id.prefix(12)) : task.id, "Name": name,
            "Image": truncates ? ImageText.withoutDigest(image) : image,
            "Node": nodes[task.nodeID] ?? task.nodeID, "DesiredState": Self.capitalised(task.desiredState.rawValue),
            "CurrentState": currentState(task), "Error": error(task), "Ports": ports(task),
        ]
    }

    private func currentState(_ task: SwarmTask) -> String {
        let since = task.status.timestamp.map { Double($0.seconds) + Double($0.nanoseconds) / 1e9 } ?? now
        let age = Duration.seconds(max(now - since, 0)).humanText.lowercased()
        return "\(Self.capitalised(task.status.state.rawValue)) \(age) ago"
    }

    private func error(_ task: SwarmTask) -> String {
        let text = truncates ? task.status.err.truncated(toColumns: 30) : task.status.err
        return text.isEmpty ? "" : "\"\(text.withVisibleControls)\""
    }

    private func ports(_ task: SwarmTask) -> String {
        (task.status.portStatus?.ports ?? []).map { "*:\($0.publishedPort)->\($0.targetPort)/\($0.protocol?.rawValue ?? "tcp")" }
            .joined(separator: ",")
    }

    private static func capitalised(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst().lowercased() }
}
