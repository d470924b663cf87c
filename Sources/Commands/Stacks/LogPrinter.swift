import Deployment
import EngineClient
import EngineModel
import Terminal

/// Prints log lines as docker does: `home_web.1.abcdefghijkl@node-1    | text`.
actor LogPrinter {
    /// How tasks are named.
    struct Naming: Sendable {
        var hasTaskIDs: Bool
        var truncates: Bool
        /// Names instead of ids.
        var resolves: Bool
    }

    private var output: LogOutput
    private let naming: Naming

    init(console: Console, style: LogOutput.Style, naming: Naming) {
        output = LogOutput(console: console, style: style, bar: "    | ")
        self.naming = naming
    }

    /// Makes room for the names of services that are known.
    func reserve(_ services: [Service]) {
        // Without slots and nodes these are shorter than the prefixes, but their differences are most of the difference.
        output.reserve(services.map(\.name))
    }

    func print(_ line: NamedLogLine) {
        if output.style.isJSON { return output.writeObject(line.line, facts(line)) }
        // What the engine says about the stream itself, such as that a node is not there.
        if line.line.source == .system {
            return output.console.err.write("\(line.service): \(line.line.text.withVisibleControls)\n")
        }
        output.write(line.line, after: output.time(line.line) + output.prefix(name(line), group: line.service))
    }

    private func facts(_ line: NamedLogLine) -> [(name: String, value: String)] {
        [
            ("service", JSONText.quoted(line.service)), ("slot", String(line.slot)), ("task", JSONText.quoted(line.taskID)),
            ("node", JSONText.quoted(line.node)),
        ]
    }

    private func name(_ line: NamedLogLine) -> String {
        let service = naming.resolves ? line.service : line.line.details["com.docker.swarm.service.id"] ?? line.service
        let node = naming.resolves ? line.node : line.line.nodeID ?? line.node
        var name = "\(service).\(line.slot)"
        if naming.hasTaskIDs { name += "." + (naming.truncates ? String(line.taskID.prefix(12)) : line.taskID) }
        return name + "@" + node
    }
}
