import ManualMarkup

/// What a worker program takes, all of it: for its manual page and for a document, both made of the tables that are read.
struct ProgramReference {
    /// Settings with the commands that share them.
    struct Group {
        let settings: [Setting]
        var commands: [String]
    }

    let name: String
    let commands: [ProgramCommand]

    /// Each table once, in the order of the first command that has it.
    var groups: [Group] {
        commands.reduce(into: []) { groups, command in
            guard !command.settings.isEmpty else { return }
            if let known = groups.firstIndex(where: { $0.settings == command.settings }) {
                groups[known].commands.append(command.name)
            } else {
                groups.append(Group(settings: command.settings, commands: [command.name]))
            }
        }
    }

    private static let about = "workers that store what sensors send to RabbitMQ"
    private static let sources = """
        Each setting is an environment variable too: --amqp-url is AMQP_URL; and AMQP_URL_FILE names a file that holds the value (a secret). \
        A flag counts before the variable and the file; these two together are refused.
        """
    private static let endings = [
        ("0", "Done: drained, a limit was reached, all is well."),
        ("1", "Something was not as it should be."),
        ("64", "Called wrongly, or with settings that cannot be."),
        ("69", "The broker or a sink is not there."),
        ("70", "A mistake of the program or the system."),
    ]

    /// A page for man(1).
    var manualPage: String {
        var page = Roff(title: name.uppercased(), source: name)
        page.section("NAME")
        page.line(Roff.escaped(name) + " \\- " + Roff.escaped(Self.about))
        page.section("SYNOPSIS")
        page.marked("\(Roff.bold(name)) \(Roff.italic("command")) [\(Roff.italic("settings"))]")
        page.section("COMMANDS")
        for command in commands { page.definition(Self.term(command.name, command.words), Self.sentence(command.about)) }
        page.section("SETTINGS")
        page.paragraph(Self.sources)
        for group in groups {
            page.section("SETTINGS OF " + group.commands.joined(separator: ", ").uppercased())
            for setting in group.settings { page.definition(Self.term(setting.flag, setting.placeholder ?? ""), setting.meaning) }
        }
        page.section("EXIT STATUS")
        for (status, meaning) in Self.endings { page.definition(Roff.bold(status), meaning) }
        page.section("SEE ALSO")
        page.marked(Roff.bold("skep") + "(1)")
        return page.text
    }

    /// The same as Markdown.
    var markdown: String {
        var parts = ["# Commands of \(name)", "```\n\(name) COMMAND [settings]\n```"]
        parts.append(Self.table("command", commands.map { (Self.code($0.name, $0.words), Self.sentence($0.about)) }))
        parts.append(Self.sources)
        for group in groups {
            parts.append("## Settings of " + group.commands.map { "`\($0)`" }.joined(separator: ", "))
            parts.append(Self.table("setting", group.settings.map { (Self.code($0.flag, $0.placeholder ?? ""), $0.meaning) }))
        }
        parts.append("## Exit status")
        parts.append(Self.table("status", Self.endings))
        return parts.joined(separator: "\n\n") + "\n"
    }

    private static func term(_ name: String, _ words: String) -> String {
        Roff.bold(name) + (words.isEmpty ? "" : " " + Roff.italic(words))
    }

    private static func code(_ name: String, _ words: String) -> String { "`\(name)\(words.isEmpty ? "" : " " + words)`" }

    /// A phrase of the help as a sentence.
    private static func sentence(_ phrase: String) -> String { phrase.prefix(1).uppercased() + phrase.dropFirst() + "." }

    private static func table(_ head: String, _ rows: [(String, String)]) -> String {
        let lines = rows.map { "| \(cell($0.0)) | \(cell($0.1)) |" }
        return (["| \(head) | meaning |", "|---|---|"] + lines).joined(separator: "\n")
    }

    /// In code, markup is text already; elsewhere an asterisk or an angle bracket would begin some.
    private static func cell(_ text: String) -> String {
        let plain = text.replacing("|", with: "\\|")
        return text.hasPrefix("`") ? plain : plain.replacing("<", with: "\\<").replacing("*", with: "\\*")
    }
}

extension Setting {
    /// What it means, and what counts when nobody says anything.
    fileprivate var meaning: String {
        let text = help.prefix(1).uppercased() + help.dropFirst()
        return fallback.map { "\(text) [\($0)]" } ?? text
    }
}
