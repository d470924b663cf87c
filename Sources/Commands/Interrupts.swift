import Deployment
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Ctrl-C: the first asks to stop after what is under way, the second ends the process at once.
enum Interrupts {
    /// Touched before the handler is installed, so that the handler never runs its initialiser.
    private static let stop = StopSignal()
    private static let count = Atomic<Int>(0)
    private static let isCatching = Atomic<Bool>(false)

    /// From now on an interrupt raises the signal that is returned. Until this is called, an interrupt ends the process, which is right as
    /// long as nothing has been changed.
    static let catchFromNowOn: @Sendable () -> StopSignal = {
        _ = count.load(ordering: .relaxed)
        let stop = Self.stop
        isCatching.store(true, ordering: .releasing)
        for number in [SIGINT, SIGTERM] { signal(number, handler) }
        return stop
    }

    /// From now on an interrupt ends the process again.
    static let letGo: @Sendable () -> Void = {
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
        isCatching.store(false, ordering: .releasing)
    }

    /// The reader of the results went away (`skep logs -f | head`): ends the process as any program ends then, without a word; but what
    /// changes something goes on to its end.
    static let outputClosed: @Sendable () -> Void = {
        guard !isCatching.load(ordering: .acquiring) else { return }
        signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
    }

    /// Does only what is allowed in a signal handler: atomics, `write`, `_exit`.
    private static let handler: @convention(c) (Int32) -> Void = { _ in
        let before = Interrupts.count.add(1, ordering: .acquiringAndReleasing).oldValue
        if before > 0 { _exit(ExitStatus.interrupted.rawValue) }
        Interrupts.stop.raise()
        let note: StaticString = "\nStopping after what is under way... (again to stop at once)\n"
        _ = write(STDERR_FILENO, note.utf8Start, note.utf8CodeUnitCount)
    }
}
