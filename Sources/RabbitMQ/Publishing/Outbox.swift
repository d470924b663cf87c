import Messaging
import Synchronization

/// A message on its way to the broker.
struct Publication: Sendable {
    let message: OutgoingMessage
    /// For a message that is published until it is confirmed: whether it still has to be. `nil` for one that is tried once.
    let isWanted: (@Sendable () -> Bool)?
    /// A message that is tried once fails at that time.
    let deadline: MonotonicTime?
    let report: @Sendable (Result<Void, PublishError>) -> Void
    var notBefore = MonotonicTime(sinceStart: .zero)
    var failures = 0

    /// Published until it is confirmed, or no longer wanted. Every failure is reported.
    init(
        message: OutgoingMessage, isWanted: @escaping @Sendable () -> Bool, report: @escaping @Sendable (Result<Void, PublishError>) -> Void
    ) {
        self.message = message
        self.isWanted = isWanted
        self.report = report
        deadline = nil
    }

    /// Tried once; reported exactly once.
    init(message: OutgoingMessage, deadline: MonotonicTime, report: @escaping @Sendable (Result<Void, PublishError>) -> Void) {
        self.message = message
        self.deadline = deadline
        self.report = report
        isWanted = nil
    }
}

/// Messages for the publisher's thread.
final class Outbox: Sendable {
    private struct State {
        var publications: [Publication] = []
        var isStopped = false
        var isFinished = false
        var enders: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let wakeup: Wakeup

    init(wakeup: Wakeup) { self.wakeup = wakeup }

    func submit(_ publication: Publication) {
        let (isFirst, isStopped) = state.withLock { state in
            defer { if !state.isStopped { state.publications.append(publication) } }
            return (state.publications.isEmpty, state.isStopped)
        }
        if isStopped { return publication.report(.failure(.stopped)) }
        if isFirst { wakeup.signal() }
    }

    func stop() {
        state.withLock { $0.isStopped = true }
        wakeup.signal()
    }

    func finished() async {
        await withCheckedContinuation { continuation in
            let isFinished = state.withLock { state in
                if !state.isFinished { state.enders.append(continuation) }
                return state.isFinished
            }
            if isFinished { continuation.resume() }
        }
    }

    // MARK: The thread's side

    var isStopped: Bool { state.withLock { $0.isStopped } }

    func take() -> [Publication] {
        state.withLock { state in
            defer { state.publications.removeAll(keepingCapacity: true) }
            return state.publications
        }
    }

    func finish() {
        let enders = state.withLock { state in
            state.isFinished = true
            defer { state.enders = [] }
            return state.enders
        }
        for ender in enders { ender.resume() }
    }
}
