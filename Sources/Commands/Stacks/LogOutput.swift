import EngineClient
import EngineModel
import Terminal

/// Where log lines go, and what stands before each: what stacks and projects have in common.
struct LogOutput {
    /// What stands before each line, and how.
    struct Style: Sendable {
        /// Whether the name stands before each line.
        var hasPrefix = true
        var hasTimes = false
        var hasColour = true
        /// One JSON object a line, all on standard output.
        var isJSON = false
        /// Whether what programs wrote to standard error goes to standard output too.
        var joinsStreams = false
    }

    let console: Console
    let style: Style
    private var prefixes: LogPrefixes

    /// - Parameter bar: what stands between a name and its line.
    init(console: Console, style: Style, bar: String) {
        self.console = console
        self.style = style
        var traits = console.outTraits
        traits.hasColour = traits.hasColour && style.hasColour
        prefixes = LogPrefixes(traits: traits, bar: bar)
    }

    /// Makes room for names that are known.
    mutating func reserve(_ names: [String]) { prefixes.reserve(names) }

    /// The name with its bar; nothing if there are to be no prefixes.
    mutating func prefix(_ name: String, group: String) -> String { style.hasPrefix ? prefixes.prefix(name, group: group) : "" }

    /// The time with a space; nothing if there are to be no times.
    func time(_ line: LogLine) -> String {
        guard style.hasTimes, let time = line.time else { return "" }
        return time.description + " "
    }

    /// Writes a line to where its program wrote it, unless the style joins the streams. On a terminal only its colours are left of its
    /// control characters.
    func write(_ line: LogLine, after prefix: String) {
        let text = console.outTraits.isLive ? line.text.withOnlyColours : line.text
        (line.source == .stderr && !style.joinsStreams ? console.err : console.out).write(prefix + text + "\n")
    }

    /// Writes a line as an object.
    ///
    /// - Parameter facts: what else is known, as JSON text by name.
    func writeObject(_ line: LogLine, _ facts: [(name: String, value: String)]) {
        let stream =
            switch line.source {
            case .stderr: "stderr"
            case .system: "engine"
            case .stdin, .stdout: "stdout"
            }
        let own = [
            ("time", JSONText.quoted(line.time?.description ?? "")), ("stream", JSONText.quoted(stream)),
            ("text", JSONText.quoted(line.text)),
        ]
        let members = (facts + own).map { "\(JSONText.quoted($0.0)):\($0.1)" }
        console.out.write("{\(members.joined(separator: ","))}\n")
    }
}
