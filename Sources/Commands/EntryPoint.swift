import ArgumentParser
import EngineClient
import Terminal

/// Runs the command that the process was started with.
package enum EntryPoint {
    /// Parses, runs, reports, and gives the exit code.
    ///
    /// On the main thread, so that a command that waits for nothing starts no other.
    @MainActor package static func run(arguments: [String]) async -> Int32 {
        await run(arguments: arguments, in: .process)
    }

    @MainActor static func run(arguments: [String], in context: CommandContext) async -> Int32 {
        await CommandContext.$current.withValue(context) {
            do {
                var command = try SkepCommand.parseAsRoot(ArgumentRewriting.rewrite(arguments))
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

    private static func report(_ error: any Error, in context: CommandContext) -> Int32 {
        switch error {
        case let failure as CommandFailure:
            if let message = failure.message { printError(message, help: failure.help, in: context) }
            return failure.status.rawValue
        case let error as EngineError:
            printError(error.description, help: error.help, in: context)
            return ExitStatus.failed.rawValue
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

extension String {
    /// Control characters made visible, line ends kept.
    var withVisibleLineControls: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { String($0).withVisibleControls }.joined(separator: "\n")
    }
}
