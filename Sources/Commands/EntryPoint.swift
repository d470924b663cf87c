import ArgumentParser
import EngineClient
import Terminal

/// Runs the command that the process was started with.
package enum EntryPoint {
    /// Parses, runs, reports, and gives the exit code.
    ///
    /// On the main thread, so that a command that waits for nothing starts no other.
    ///
    /// - Parameter commandLine: the process's arguments, with its name, which tells whether docker runs this as its plugin.
    @MainActor package static func run(_ commandLine: [String]) async -> Int32 {
        let arguments = Array(commandLine.dropFirst())
        guard DockerPlugin.isMeant(by: commandLine.first ?? "") else { return await run(arguments: arguments, in: .process) }
        return await runAsPlugin(arguments, in: .process)
    }

    @MainActor static func runAsPlugin(_ arguments: [String], in context: CommandContext) async -> Int32 {
        do {
            if let metadata = try DockerPlugin.metadata(arguments) {
                context.say(metadata)
                return 0
            }
            let invocation = try DockerPlugin.invocation(arguments, environment: context.environment)
            var context = context
            context.environment = invocation.environment
            return await run(arguments: invocation.arguments, in: context)
        } catch {
            return report(error, in: context)
        }
    }

    @MainActor static func run(arguments: [String], in context: CommandContext) async -> Int32 {
        await CommandContext.$current.withValue(context) {
            do {
                var command = try command(ArgumentRewriting.rewrite(arguments))
                if var asynchronous = command as? any AsyncParsableCommand {
                    try await asynchronous.run()
                } else {
                    try command.run()
                }
                return 0
            } catch {
                return report(error, in: context)
            }
        }
    }

    /// The command that the arguments name, with its options.
    ///
    /// The parser first describes a command and all that are below it to itself, which for the whole tree takes half of the time of a short
    /// run. So only the named command is parsed; help and mistakes go the long way, where the parser knows every command's full name.
    private static func command(_ arguments: [String]) throws -> any ParsableCommand {
        var type: any ParsableCommand.Type = SkepCommand.self
        var rest = arguments[...]
        while let word = rest.first, let next = type.configuration.subcommands.first(where: { $0.answers(to: word) }) {
            type = next
            rest = rest.dropFirst()
        }
        if type.configuration.subcommands.isEmpty, let command = try? type.parse(Array(rest)) { return command }
        return try SkepCommand.parseAsRoot(arguments)
    }

    private static func report(_ error: any Error, in context: CommandContext) -> Int32 {
        switch error {
        case let failure as CommandFailure:
            if let message = failure.message { printError(message, help: failure.help, in: context) }
            return failure.status.rawValue
        case let error as EngineError:
            printError(error.description, help: error.help, in: context)
            return (error.reason == .timedOut ? ExitStatus.timedOut : .failed).rawValue
        case is CancellationError:
            return ExitStatus.interrupted.rawValue
        default:
            return reportParserError(error, in: context)
        }
    }

    /// Help, usage errors and everything else that the parser knows how to say.
    private static func reportParserError(_ error: any Error, in context: CommandContext) -> Int32 {
        let code = SkepCommand.exitCode(for: error)
        let text = SkepCommand.fullMessage(for: error)
        if !text.isEmpty { (code.isSuccess ? context.console.out : context.console.err).write(text + "\n") }
        return code.rawValue
    }

    static func printError(_ message: String, help: [String], in context: CommandContext) {
        let traits = context.console.errTraits
        context.warn("error:".styled(.red, on: traits) + " " + message.withVisibleLineControls)
        for line in help { context.warn("  help:".styled(.cyan, on: traits) + " " + line) }
    }
}

extension ParsableCommand {
    /// Whether the command has this name or alias.
    fileprivate static func answers(to word: String) -> Bool {
        _commandName == word || configuration.aliases.contains(word)
    }
}

extension String {
    /// Control characters made visible, line ends kept.
    var withVisibleLineControls: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { String($0).withVisibleControls }.joined(separator: "\n")
    }
}
