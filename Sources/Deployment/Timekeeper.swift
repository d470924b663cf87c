/// The time, injected so that tests do not wait.
package struct Timekeeper: Sendable {
    /// The time since any fixed moment; never goes back.
    package var now: @Sendable () -> Duration
    /// Waits; throws `CancellationError`.
    package var sleep: @Sendable (Duration) async throws -> Void

    package init(now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void) {
        self.now = now
        self.sleep = sleep
    }

    /// The real time.
    package static var real: Timekeeper {
        let start = ContinuousClock.now
        return Timekeeper(now: { ContinuousClock.now - start }, sleep: { try await ContinuousClock().sleep(for: $0) })
    }
}
