import Foundation

/// One call of posix_spawn: Foundation's `Process` keeps descriptors and crashes when there are many.
struct Spawning {
    /// Where the three streams go.
    private enum Streams {
        /// Output and errors to files; no input.
        case files(output: String, errors: String)
        /// All to a terminal, which becomes the one of a new session.
        case terminal(String)
    }

    private let streams: Streams
    private let workingFolder: String?

    /// Output and errors go to files; there is no input.
    init(output: String, errors: String, workingFolder: String?) {
        streams = .files(output: output, errors: errors)
        self.workingFolder = workingFolder
    }

    /// All streams are a terminal.
    init(terminal: String, workingFolder: String?) {
        streams = .terminal(terminal)
        self.workingFolder = workingFolder
    }

    /// Starts the program whose path is the first word.
    ///
    /// - Returns: its process id; the caller waits for it.
    /// - Throws: `POSIXError` when it cannot be started.
    func run(_ words: [String], environment: [String]) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        switch streams {
        case .files(let output, let errors):
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        case .terminal(let path):
            posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
            posix_spawn_file_actions_adddup2(&actions, 0, 1)
            posix_spawn_file_actions_adddup2(&actions, 0, 2)
        }
        // A connection of another test that a child inherits stays open as long as the child lives: its other end waits in vain.
        for descriptor in 3...Self.highestDescriptor() + 64 { posix_spawn_file_actions_addclose(&actions, descriptor) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        resetSignals(&attributes)

        // env becomes the program, so the id stays. Swift does not see glibc's own call for this (addchdir_np).
        let words = workingFolder.map { ["/usr/bin/env", "-C", $0] + words } ?? words
        var identifier: pid_t = 0
        let result = withCStrings(words) { arguments in
            withCStrings(environment) { variables in
                posix_spawn(&identifier, words[0], &actions, &attributes, arguments, variables)
            }
        }
        guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: result) ?? .EINVAL) }
        return identifier
    }

    /// The highest descriptor that this process has open now; others may open more at any time.
    private static func highestDescriptor() -> Int32 {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }.max() ?? 3
    }

    /// A test runner blocks or ignores signals, and a child would inherit that: Ctrl-C has to reach it.
    private func resetSignals(_ attributes: inout posix_spawnattr_t) {
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        var flags = Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF)
        if case .terminal = streams { flags |= Self.newSession }
        posix_spawnattr_setflags(&attributes, flags)
    }

    /// POSIX_SPAWN_SETSID, which glibc hides unless GNU extensions are asked for. The leader of a session gets the terminal that it opens
    /// first as its own.
    private static let newSession: Int16 = 0x80

    private func withCStrings<Result>(_ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result) -> Result {
        let copies = strings.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return body(copies + [nil])
    }
}
