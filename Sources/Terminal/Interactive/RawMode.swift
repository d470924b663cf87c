import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A terminal that hands every key on as it is: no echo, no lines, no signals by keys.
///
/// The terminal is as before again on every way out: ``leave()``, the end of the process by `exit`, and the signals that end it. (Nobody can
/// do anything about `SIGKILL`; `stty sane` can.)
package final class RawMode: Sendable {
    /// What signal handlers need; written before they are installed and never again.
    nonisolated(unsafe) private static var saved = termios()
    private static let descriptor = Atomic<Int32>(-1)

    private init() {}

    deinit { leave() }

    /// Takes the terminal; nil if the descriptor is none, or one is taken already.
    package static func enter(_ descriptor: Int32) -> RawMode? {
        guard Self.descriptor.load(ordering: .acquiring) < 0, isatty(descriptor) == 1, tcgetattr(descriptor, &saved) == 0 else {
            return nil
        }
        var raw = saved
        cfmakeraw(&raw)
        Self.descriptor.store(descriptor, ordering: .releasing)
        guard tcsetattr(descriptor, TCSADRAIN, &raw) == 0 else {
            Self.descriptor.store(-1, ordering: .releasing)
            return nil
        }
        atexit { RawMode.restore() }
        for number in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] { signal(number, endBySignal) }
        return RawMode()
    }

    /// Gives the terminal back as it was; nothing happens the second time.
    package func leave() {
        guard Self.descriptor.load(ordering: .acquiring) >= 0 else { return }
        Self.restore()
        for number in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] { signal(number, SIG_DFL) }
    }

    /// Does only what is allowed in a signal handler.
    private static func restore() {
        let descriptor = descriptor.exchange(-1, ordering: .acquiringAndReleasing)
        if descriptor >= 0 { tcsetattr(descriptor, TCSANOW, &saved) }
    }

    private static let endBySignal: @convention(c) (Int32) -> Void = { number in
        RawMode.restore()
        signal(number, SIG_DFL)
        raise(number)
    }
}
