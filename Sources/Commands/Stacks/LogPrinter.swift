import Deployment
import EngineClient
import EngineModel
import Terminal

/// Prints log lines as docker does: `home_web.1.abcdefghijkl@node-1    | text`.
actor LogPrinter {
    struct Style: Sendable {
        var isRaw: Bool
        var hasTimes: Bool
        var hasTaskIDs: Bool
        var truncates: Bool
        var resolves: Bool
        var hasColour = true
    }

    private let console: Console
    private let style: Style
    private var prefixes: LogPrefixes

    init(console: Console, style: Style) {
        self.console = console
        self.style = style
        var traits = console.outTraits
        traits.hasColour = traits.hasColour && style.hasColour
        prefixes = LogPrefixes(traits: traits)
    }

    /// Makes room for the names of services that are known.
    func reserve(_ services: [Service]) {
        // Without slots and nodes these are shorter than the prefixes, but their differences are most of the difference.
        prefixes.reserve(services.map(\.name))
    }

    func print(_ line: NamedLogLine) {
        // What the engine says about the stream itself, such as that a node is not there.
        if line.line.source == .system {
            return console.err.write("\(line.service): \(line.line.text.withVisibleControls)\n")
        }
        let sink = line.line.source == .stderr ? console.err : console.out
        var text = ""
        if style.hasTimes, let time = line.line.time { text += time.description + " " }
        if !style.isRaw { text += prefixes.prefix(name(line), group: line.service) }
        let content = console.outTraits.isLive && !style.isRaw ? line.line.text.withOnlyColours : line.line.text
        sink.write(text + content + "\n")
    }

    private func name(_ line: NamedLogLine) -> String {
        let service = style.resolves ? line.service : line.line.details["com.docker.swarm.service.id"] ?? line.service
        let node = style.resolves ? line.node : line.line.nodeID ?? line.node
        var name = "\(service).\(line.slot)"
        if style.hasTaskIDs { name += "." + (style.truncates ? String(line.taskID.prefix(12)) : line.taskID) }
        return name + "@" + node
    }
}
