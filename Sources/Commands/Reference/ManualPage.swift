import ManualMarkup

/// The manual page of a command, made from its help.
struct ManualPage: Hashable, Sendable {
    /// `skep-deploy`; its file is `skep-deploy.1`.
    var name: String
    /// Markup for man(1).
    var text: String

    /// One page of the program, one of each command, and one of `skep stack`, whose commands have pages already.
    static func all() throws -> [ManualPage] {
        let root = try CommandDescription.all()
        return [ManualPage(root, siblings: root.commands)] + root.commands.map { ManualPage($0, siblings: root.commands) }
    }

    private init(_ command: CommandDescription, siblings: [CommandDescription]) {
        name = command.fullName.replacing(" ", with: "-")
        var page = Roff(title: name.uppercased(), source: "Skep \(SkepVersion.current)")
        page.section("NAME")
        page.line(Roff.escaped(name) + " \\- " + Roff.escaped(Self.phrase(command.abstract ?? "")))
        page.section("SYNOPSIS")
        page.marked(Self.synopsis(command))
        page.section("DESCRIPTION")
        page.paragraph(command.abstract ?? "")
        Self.addDiscussion(command, to: &page)
        Self.addCommands(command, to: &page)
        Self.addArguments(command, to: &page)
        if command.fullName == "skep" { Self.addSurroundings(to: &page) }
        page.section("SEE ALSO")
        let others = command.fullName == "skep" ? siblings.map { "skep-\($0.name)" } : ["skep"]
        page.marked((others.map { Roff.bold($0) + "(1)" } + [Roff.bold("docker") + "(1)"]).joined(separator: ",\n"))
        text = page.text
    }

    /// A sentence as the part of one: without its capital and its full stop.
    private static func phrase(_ sentence: String) -> String {
        sentence.prefix(1).lowercased() + sentence.dropFirst().trimmingFinalStop
    }

    private static func synopsis(_ command: CommandDescription) -> String {
        var parts = [Roff.bold(command.fullName)]
        if !command.commands.isEmpty { parts.append(Roff.italic("command")) }
        if command.ownArguments.contains(where: { $0.kind != .positional }) { parts.append("[" + Roff.italic("options") + "]") }
        parts += command.ownArguments.filter { $0.kind == .positional }.map { Roff.escaped($0.synopsis) }
        return parts.joined(separator: " ")
    }

    private static func addDiscussion(_ command: CommandDescription, to page: inout Roff) {
        for paragraph in command.paragraphs {
            switch paragraph {
            case .text(let text):
                page.paragraph(text)
            case .lines(let heading, let lines):
                page.section(heading.uppercased())
                page.example(lines)
            }
        }
    }

    private static func addCommands(_ command: CommandDescription, to page: inout Roff) {
        guard !command.commands.isEmpty else { return }
        page.section("COMMANDS")
        for child in command.commands {
            page.definition(Roff.bold("skep-\(child.name)") + "(1)", child.abstract ?? "")
        }
    }

    private static func addArguments(_ command: CommandDescription, to page: inout Roff) {
        let positional = command.ownArguments.filter { $0.kind == .positional }
        let named = command.ownArguments.filter { $0.kind != .positional }
        if !positional.isEmpty { page.section("ARGUMENTS") }
        for argument in positional { page.definition(Roff.italic(argument.valueName ?? "value"), argument.meaning) }
        page.section("OPTIONS")
        for argument in named {
            let value = argument.kind == .option ? " " + Roff.italic(argument.valueName ?? "value") : ""
            page.definition(argument.nameList.map(Roff.bold).joined(separator: ", ") + value, argument.meaning)
        }
        page.definition(Roff.bold("--version"), "Shows the version.")
        page.definition([Roff.bold("-h"), Roff.bold("--help")].joined(separator: ", "), "Shows help.")
    }

    /// What is read besides the command line.
    private static func addSurroundings(to page: inout Roff) {
        page.section("ENVIRONMENT")
        for (names, meaning) in variables {
            page.definition(names.map(Roff.bold).joined(separator: ", "), meaning)
        }
        page.section("FILES")
        page.definition(
            Roff.italic("compose.yaml"), "The project of a folder; also compose.yml, docker-compose.yaml and docker-compose.yml.")
        page.definition(Roff.italic(".env"), "Variables for interpolation, beside the compose file.")
        page.definition(Roff.italic("~/.docker/config.json"), "The docker client's contexts, credentials and proxies, which are used too.")
    }

    private static let variables: [([String], String)] = [
        (["DOCKER_HOST", "DOCKER_CONTEXT"], "The engine, as for docker."),
        (["DOCKER_CONFIG"], "Where the docker client's configuration is, instead of ~/.docker."),
        (["COMPOSE_FILE", "COMPOSE_PATH_SEPARATOR"], "The compose files, if none are named; separated by a colon unless told otherwise."),
        (["COMPOSE_PROJECT_NAME"], "The project's name."),
        (["COMPOSE_PROFILES"], "Profiles, separated by commas."),
        (["COMPOSE_ENV_FILES", "COMPOSE_DISABLE_ENV_FILE"], "Other files than .env, or none."),
        (["NO_COLOR"], "No colours, whatever its value."),
    ]
}

extension Substring {
    /// Without the full stop at its end.
    fileprivate var trimmingFinalStop: Substring { hasSuffix(".") ? dropLast() : self }
}
