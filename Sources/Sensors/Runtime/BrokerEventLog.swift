import Messaging
import RabbitMQ
import Synchronization

/// What the broker's side moved without the worker seeing it.
final class UnreadCounts: Sendable {
    private let counts = Mutex<(suspected: UInt64, setAside: UInt64)>((0, 0))

    func addSuspect() { counts.withLock { $0.suspected &+= 1 } }
    func addSetAside() { counts.withLock { $0.setAside &+= 1 } }

    func added(to figures: WorkFigures) -> WorkFigures {
        let (suspected, setAside) = counts.withLock { $0 }
        var ledger = figures.ledger
        ledger.suspected = suspected
        ledger.setAsideUnread = setAside
        return WorkFigures(ledger: ledger, sinks: figures.sinks, isParked: figures.isParked)
    }
}

/// Says and counts what happens at the broker. Called on the broker's threads.
struct BrokerEventLog: Sendable {
    let log: WorkerLog
    let counts: UnreadCounts
    let deadQueue: String

    func note(_ event: BrokerEvent) {
        switch event {
        case .connected(let role, let address): log.say(.info, "connected (\(role.rawValue)) to \(address)")
        case .disconnected(let role, let error, let wait):
            log.note(.warning, about: "broker (\(role.rawValue))", "\(error); next attempt in \(wait.words)")
        case .attached(.main, let queue): log.say(.info, "reading \(queue)")
        case .attached(.suspect, _): break
        case .moved(_, let queue, let code): moved(to: queue, code)
        case .oversized: counts.addSetAside()
        default: log.note(.warning, about: "broker", Self.words(event))
        }
    }

    private func moved(to queue: String, _ code: RejectReason.Code?) {
        guard queue == deadQueue else { return counts.addSuspect() }
        log.note(.warning, about: "dead letter", "\(code?.rawValue ?? "?"), see: dlq list \(queue)")
        if code == .redeliveryLimit { counts.addSetAside() }
    }

    static func words(_ event: BrokerEvent) -> String {
        switch event {
        case .differs(.queue(let name, let reason)): "queue \(name) is used as it is, not as wanted: \(reason.text)"
        case .differs(.binding(let binding, let reason)): "nothing will come from \(binding.exchange) with \(binding.key): \(reason.text)"
        case .cancelled(_, let queue): "reading of \(queue) was ended by the broker (was it deleted?)"
        case .refused(_, let queue, let reason): "reading of \(queue) was refused: \(reason.code) \(reason.text)"
        case .deaf(let queue): "nothing comes from \(queue) though it has messages; connecting anew"
        case .blocked(let reason): "takes no messages for now: \(reason)"
        case .unblocked: "takes messages again"
        case .notMoved(_, let queue, let error): "a message could not be moved to \(queue) yet: \(error)"
        default: "\(event)"
        }
    }
}
