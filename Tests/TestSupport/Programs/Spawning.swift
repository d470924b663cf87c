import Foundation

/// One call of posix_spawn: Foundation's `Process` keeps descriptors and crashes when there are many.
struct Spawning {
    /// Files that take the two streams.
    let output: String
    let errors: String
    let workingFolder: String?

    /// Starts the program whose path is the first word.
    ///
    /// - Returns: its process id; the caller waits for it.
    /// - Throws: `POSIXError` when it cannot be started.
    func run(_ words: [String], environment: [String]) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)

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

    /// A test runner blocks or ignores signals, and a child would inherit that: Ctrl-C has to reach it.
    private func resetSignals(_ attributes: inout posix_spawnattr_t) {
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    }

    private func withCStrings<Result>(_ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result) -> Result {
        let copies = strings.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return body(copies + [nil])
    }
}
