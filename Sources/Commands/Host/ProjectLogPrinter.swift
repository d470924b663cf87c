import Deployment
import EngineClient
import EngineModel
import Terminal

/// Prints what a project's containers write, as docker compose does: `web-1  | text`.
actor ProjectLogPrinter {
    /// What stands before each line, and how.
    struct Style: Sendable {
        /// Whether the container's name stands before each line.
        var hasPrefix = true
        var hasTimes = false
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
        prefixes = LogPrefixes(traits: traits, bar: "  | ")
    }

    /// Makes room for the names of containers that are known.
    func reserve(_ containers: [ProjectContainer]) { prefixes.reserve(containers.map(\.shortName)) }

    /// Prints a line, or what else there is to say.
    func print(_ moment: ProjectMoment) {
        switch moment {
        case .line(let line, let container):
            var text = style.hasPrefix ? prefixes.prefix(container.shortName, group: container.service) : ""
            if style.hasTimes, let time = line.time { text += time.description + " " }
            text += console.outTraits.isLive ? line.text.withOnlyColours : line.text
            (line.source == .stderr ? console.err : console.out).write(text + "\n")
        case .exited(let container, let code):
            console.out.write("\(container.shortName) exited with code \(code)\n")
        case .unreadable(let container, let error):
            console.err.write("\(container.shortName): \(error.message.withVisibleLineControls)\n")
        }
    }
}
