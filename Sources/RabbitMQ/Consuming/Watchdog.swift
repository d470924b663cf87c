import Messaging

/// Notices a consumer that looks attached and hears nothing: once a minute of silence it compares with what the queue says.
struct Watchdog {
    private let isSingleActiveConsumer: Bool
    private let interval: Duration = .seconds(60)
    private var nextCheck = MonotonicTime.now.advanced(by: .seconds(60))
    private var suspicions = 0

    init(isSingleActiveConsumer: Bool) { self.isSingleActiveConsumer = isSingleActiveConsumer }

    mutating func heard(at now: MonotonicTime) {
        nextCheck = now.advanced(by: interval)
        suspicions = 0
    }

    func isDue(at now: MonotonicTime) -> Bool { now >= nextCheck }

    /// A queue without consumers, or twice with messages while none arrives. A standby of a single active consumer rightly hears
    /// nothing.
    mutating func isDeaf(_ depth: QueueDepth?, at now: MonotonicTime) -> Bool {
        nextCheck = now.advanced(by: interval)
        guard let depth, depth.consumers > 0 else { return true }
        suspicions = depth.ready > 0 && !isSingleActiveConsumer ? suspicions + 1 : 0
        return suspicions >= 2
    }
}
