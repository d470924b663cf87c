import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import Commands

/// docs/commands.md is made of the commands' own help. SKEP_UPDATE_GOLDENS=1 writes it anew.
@Suite("The reference of commands") struct CommandReferenceTests {
    @Test func documentIsUpToDate() throws {
        let file = PackageFolder.root.appendingPathComponent("docs/commands.md")
        let text = try document()
        if ProcessInfo.processInfo.environment["SKEP_UPDATE_GOLDENS"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text, "SKEP_UPDATE_GOLDENS=1 writes it anew")
    }

    @Test("every command and argument says what it is, and shows an example")
    func everythingIsExplained() throws {
        let root = try CommandDescription.all()
        for command in root.commands + root.commands.flatMap(\.commands) {
            #expect(command.abstract?.hasSuffix(".") == true, "\(command.fullName)")
            #expect(command.discussion?.contains("  \(root.name) ") == true, "\(command.fullName) has no example")
            for argument in command.ownArguments where argument.nameList != ["--no-detach"] {
                #expect(argument.abstract?.isEmpty == false, "\(command.fullName) \(argument.nameList)")
            }
        }
    }

    private func document() throws -> String {
        let root = try CommandDescription.all()
        let head = """
            # Commands

            What every command takes, made by a test from the commands' own `--help` (`SKEP_UPDATE_GOLDENS=1 swift test --filter
            CommandReferenceTests`). All of them take `--help` and `--version`. docker's global options `-H`, `--host` and `--context` may
            stand before the command as well.

            \(text(of: root.paragraphs))
            """
        let groups = SkepCommand.configuration.groupedSubcommands.map { group in
            let names = group.subcommands.map { $0._commandName }
            let commands = names.compactMap { name in root.commands.first { $0.name == name } }
            return (["## \(group.name.replacing("-", with: " ")) commands"] + commands.map(section)).joined(separator: "\n\n")
        }
        return ([head] + groups).joined(separator: "\n\n") + "\n"
    }

    private func section(_ command: CommandDescription) -> String {
        var parts = ["### \(command.fullName)", command.abstract ?? ""]
        parts.append("```\n\(command.synopsis)\n```")
        if let aliases = command.aliases { parts.append("Also: " + aliases.map { "`\($0)`" }.joined(separator: ", ")) }
        parts.append(text(of: command.paragraphs))
        parts.append(command.commands.isEmpty ? table(command.ownArguments) : list(command.commands))
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private func text(of paragraphs: [CommandDescription.Paragraph]) -> String {
        paragraphs.map { paragraph in
            switch paragraph {
            case .text(let text): escaped(text)
            case .lines(let heading, let lines): "\(heading):\n\n```\n\(lines.joined(separator: "\n"))\n```"
            }
        }.joined(separator: "\n\n")
    }

    private func table(_ arguments: [ArgumentDescription]) -> String {
        guard !arguments.isEmpty else { return "" }
        let rows = (arguments.filter { $0.kind == .positional } + arguments.filter { $0.kind != .positional }).map { argument in
            let names = argument.nameList.map { "`\($0)`" }.joined(separator: ", ")
            let value = argument.placeholder.isEmpty ? "" : "`\(argument.placeholder)`"
            let head = [names, value].filter { !$0.isEmpty }.joined(separator: " ")
            return "| \(head.replacing("|", with: "\\|")) | \(escaped(argument.meaning).replacing("|", with: "\\|")) |"
        }
        return (["| argument | meaning |", "|---|---|"] + rows).joined(separator: "\n")
    }

    /// The commands below `stack` are those that stand elsewhere by the same name.
    private func list(_ commands: [CommandDescription]) -> String {
        commands.map { "- `\($0.fullName)` is [skep \($0.name)](#skep-\($0.name))" }.joined(separator: "\n")
    }

    private func escaped(_ text: String) -> String {
        text.replacing("<", with: "\\<").replacing("*", with: "\\*")
    }
}
