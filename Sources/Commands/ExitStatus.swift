import ArgumentParser

/// The exit codes of every command; listed in `skep --help`.
enum ExitStatus: Int32, Sendable, CaseIterable {
    case failed = 1
    case changesPending = 2
    case timedOut = 3
    case rolledBack = 4
    case paused = 5
    /// Some steps were done and others not, after a failure or Ctrl-C: the same command goes on from there.
    case partlyApplied = 6
    /// Unknown flags, bad input files.
    case usage = 64
    /// Ctrl-C before anything was changed, or twice.
    case interrupted = 130

    /// The same code as ArgumentParser throws it.
    var code: ExitCode { ExitCode(rawValue) }
}

/// Why a command failed, in words that are printed after `error:`.
struct CommandFailure: Error {
    var status: ExitStatus
    /// nil if everything has been said already.
    var message: String?
    /// What to do about it.
    var help: [String]

    init(_ status: ExitStatus = .failed, _ message: String?, help: [String] = []) {
        self.status = status
        self.message = message
        self.help = help
    }
}
