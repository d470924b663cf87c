import ArgumentParser
import FoundationEssentials

/// A command as the parser knows it: what its help, its manual page and the reference in docs/commands.md are made of.
struct CommandDescription: Decodable, Hashable, Sendable {
    private var superCommands: [String]?
    private var commandName: String
    private var shouldDisplay: Bool?
    private var subcommands: [CommandDescription]?
    private var arguments: [ArgumentDescription]?

    /// One sentence.
    let abstract: String?
    /// Paragraphs, separated by empty lines; see `paragraphs`.
    let discussion: String?
    /// Other names of it.
    let aliases: [String]?

    /// As it is typed: `skep stack deploy`.
    var fullName: String { ((superCommands ?? []) + [commandName]).joined(separator: " ") }
    /// The last word of the full name.
    var name: String { commandName }
    /// The commands below it that help shows, without `help` itself.
    var commands: [CommandDescription] { (subcommands ?? []).filter { $0.shouldDisplay != false && $0.name != "help" } }
    /// What it takes, in the order of its help, without what every command takes (`--help`, `--version`).
    var ownArguments: [ArgumentDescription] {
        (arguments ?? []).filter { $0.isShown && !["help", "version"].contains($0.preferredName?.name ?? "") }
    }

    /// The whole tree of commands.
    ///
    /// - Throws: `DecodingError` if the parser describes itself otherwise than in the version that this was written for.
    static func all() throws -> CommandDescription {
        struct Tool: Decodable { var command: CommandDescription }
        return try JSONDecoder().decode(Tool.self, from: Data(SkepCommand._dumpHelp().utf8)).command
    }
}

/// An option, a flag or a positional argument.
struct ArgumentDescription: Decodable, Hashable, Sendable {
    /// How an argument is given.
    enum Kind: String, Decodable { case positional, option, flag }

    /// A name with the number of its dashes.
    struct Name: Decodable, Hashable, Sendable {
        let kind: String
        let name: String

        /// With its dashes.
        var text: String { (kind == "long" ? "--" : "-") + name }
    }

    let kind: Kind
    let shouldDisplay: Bool
    let isOptional: Bool
    let isRepeating: Bool
    let names: [Name]?
    let preferredName: Name?
    let valueName: String?
    let defaultValue: String?
    let allValues: [String]?
    let abstract: String?

    var isShown: Bool { shouldDisplay }
    /// `<file>`; empty for a flag.
    var placeholder: String { kind == .flag ? "" : "<\(valueName ?? "value")>" }
    /// The names, short ones first: `-f, -c, --file`; empty for a positional argument.
    var nameList: [String] {
        let all = names ?? []
        return (all.filter { $0.kind != "long" } + all.filter { $0.kind == "long" }).map(\.text)
    }

    /// What it means, with the values that it takes and what is taken when it is absent.
    var meaning: String {
        var notes: [String] = []
        if let allValues { notes.append("values: " + allValues.joined(separator: ", ")) }
        if let defaultValue, kind != .flag { notes.append("default: \(defaultValue)") }
        return ([abstract ?? ""] + (notes.isEmpty ? [] : ["(\(notes.joined(separator: "; ")))"])).joined(separator: " ")
    }

    /// As it stands in a synopsis: `[<words>...]`.
    var synopsis: String {
        let body = placeholder + (isRepeating ? "..." : "")
        return isOptional ? "[\(body)]" : body
    }
}

extension CommandDescription {
    /// A part of a command's discussion.
    enum Paragraph: Hashable, Sendable {
        /// Running text.
        case text(String)
        /// A heading such as `Examples` with lines that are shown as they are.
        case lines(heading: String, [String])
    }

    /// The discussion: a first line that ends in a colon, with indented lines below it, is a list of examples.
    var paragraphs: [Paragraph] {
        (discussion ?? "").split(separator: "\n\n").map { part in
            let lines = part.split(separator: "\n").map(String.init)
            if let head = lines.first, head.hasSuffix(":"), lines.count > 1, lines.dropFirst().allSatisfy({ $0.hasPrefix("  ") }) {
                return .lines(heading: String(head.dropLast()), lines.dropFirst().map { String($0.dropFirst(2)) })
            }
            return .text(lines.joined(separator: " "))
        }
    }

    /// How it is called: options in brief, positional arguments by name.
    var synopsis: String {
        if !commands.isEmpty { return "\(fullName) <command>" }
        let positional = ownArguments.filter { $0.kind == .positional }.map(\.synopsis)
        return ([fullName] + (ownArguments.contains { $0.kind != .positional } ? ["[options]"] : []) + positional).joined(separator: " ")
    }
}
