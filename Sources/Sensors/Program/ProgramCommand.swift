/// A subcommand of a worker program.
public struct ProgramCommand: Sendable {
    /// What is typed; may be two words, such as `dlq list`.
    public let name: String
    /// The words after it in the help: `QUEUE`.
    public let words: String
    /// One line for the help.
    public let about: String
    /// What can be set.
    public let settings: [Setting]
    let run: @Sendable (Settings) async throws -> ExitStatus

    /// A command; it throws a ``UsageError`` for mistakes of the caller.
    public init(
        _ name: String, words: String = "", about: String, settings: [Setting] = [],
        run: @escaping @Sendable (Settings) async throws -> ExitStatus
    ) {
        self.name = name
        self.words = words
        self.about = about
        self.settings = settings
        self.run = run
    }
}

/// How a program ends (sysexits.h, where it has a number).
public enum ExitStatus: Int32, Sendable {
    /// Done: drained, a limit was reached, all is well.
    case success = 0
    /// Something was not as it should be.
    case failure = 1
    /// Called wrongly.
    case usage = 64
    /// The broker or a sink is not there.
    case unavailable = 69
    /// A mistake of the program or the system.
    case software = 70
}
