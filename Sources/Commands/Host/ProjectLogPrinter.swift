import Deployment
import EngineClient
import EngineModel
import Terminal

/// Prints what a project's containers write, as docker compose does: `web-1  | text`.
actor ProjectLogPrinter {
    private var output: LogOutput

    init(console: Console, style: LogOutput.Style) { output = LogOutput(console: console, style: style, bar: "  | ") }

    /// Makes room for the names of containers that are known.
    func reserve(_ containers: [ProjectContainer]) { output.reserve(containers.map(\.shortName)) }

    /// Prints a line, or what else there is to say.
    func print(_ moment: ProjectMoment) {
        switch moment {
        case .line(let line, let container) where output.style.isJSON:
            output.writeObject(
                line, [("service", JSONText.quoted(container.service)), ("container", JSONText.quoted(container.shortName))])
        case .line(let line, let container):
            output.write(line, after: output.prefix(container.shortName, group: container.service) + output.time(line))
        case .exited(let container, let code):
            (output.style.isJSON ? output.console.err : output.console.out).write("\(container.shortName) exited with code \(code)\n")
        case .unreadable(let container, let error):
            output.console.err.write("\(container.shortName): \(error.message.withVisibleLineControls)\n")
        }
    }
}
