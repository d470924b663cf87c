import Synchronization

/// The user's wish to stop (Ctrl-C): what runs is finished, nothing new is begun.
package final class StopSignal: Sendable {
    private let raised = Atomic<Bool>(false)

    package init() {}

    /// Whether to begin nothing new.
    package var isRaised: Bool { raised.load(ordering: .acquiring) }

    /// Asks to stop; safe from any thread, but not from a signal handler's context.
    package func raise() { raised.store(true, ordering: .releasing) }
}
