/// `--help`, made from the tables that are read.
enum HelpText {
    /// The help of a whole program.
    static func program(_ program: WorkerProgram) -> String {
        let width = program.commands.map(\.name.count).max() ?? 0
        let lines = program.commands.map { "  \(padded($0.name, width))  \($0.about)" }
        let version = program.version.isEmpty ? "" : "\n\(program.name) --version says which this is."
        return
            "Usage: \(program.name) COMMAND [settings]\n\n\(lines.joined(separator: "\n"))\n\n\(program.name) COMMAND --help lists a command's settings.\(version)"
    }

    /// The help of one command.
    static func command(_ command: ProgramCommand, of program: String) -> String {
        let words = command.words.isEmpty ? "" : " \(command.words)"
        var text = "Usage: \(program) \(command.name)\(words)\(command.settings.isEmpty ? "" : " [settings]")\n\n\(command.about)\n"
        guard !command.settings.isEmpty else { return text }
        let flags = command.settings.map { $0.flag + ($0.placeholder.map { " \($0)" } ?? "") }
        let width = min(flags.map(\.count).max() ?? 0, 34)
        text += "\n"
        for (setting, flag) in zip(command.settings, flags) {
            let fallback = setting.fallback.map { " [\($0)]" } ?? ""
            let gap = flag.count > width ? "\n  " + padded("", width) : ""
            text += "  \(padded(flag, width))\(gap)  \(setting.help)\(fallback)\n"
        }
        return text
            + "\nEach is an environment variable too: \(command.settings[0].flag) is \(command.settings[0].variable); and\n"
            + "\(command.settings[0].fileVariable) names a file that holds the value (a secret). A flag counts before\n"
            + "both; these two together are refused.\n"
    }

    private static func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
}
