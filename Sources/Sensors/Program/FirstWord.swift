import RabbitMQ
import Synchronization

/// What a broker answered first, for commands that try once and report.
final class FirstWord: Sendable {
    private struct State {
        var text: String?
        var isRefused = false
        var failures = 0
        var differences: [String] = []
    }

    let bell = Doorbell()
    private let state = Mutex(State())

    /// What went wrong, for people.
    var text: String { state.withLock { $0.text } ?? "no answer" }
    /// Whether trying again would not help.
    var isRefused: Bool { state.withLock { $0.isRefused } }
    /// Where queues and bindings are not as wanted.
    var differences: [String] { state.withLock { $0.differences } }

    func note(_ event: BrokerEvent) {
        state.withLock { state in
            switch event {
            case .disconnected(_, let error, _):
                state.text = state.text ?? "\(error)"
                state.failures += 1
                // Twice may be a broker that is just starting.
                if case .connectionClosed = error { state.isRefused = true }
                if state.failures > 3 { state.isRefused = true }
            case .refused(_, let queue, let reason):
                state.text = state.text ?? "reading of \(queue) was refused: \(reason.code) \(reason.text)"
                state.isRefused = true
            case .differs: state.differences.append(BrokerEventLog.words(event))
            default: break
            }
        }
        bell.ring()
    }
}
