import Messaging

/// The thread that owns the publishing connection. It is a second one because RabbitMQ stops reading from a connection that
/// publishes while it is short of memory, and acknowledgements must not wait for that.
final class Publisher {
    private let configuration: BrokerConfiguration
    private let outbox: Outbox
    private let wakeup: Wakeup
    private let observe: @Sendable (BrokerEvent) -> Void
    private var dialer: Dialer
    private var waiting: [Publication] = []
    private var unconfirmed = Unconfirmed()
    private var isBlocked = false
    /// A queue that was to take a message was not there.
    private var wantsTopology = false
    private let channel: UInt16 = 1
    /// Messages without an answer at most: what has to be sent again after a lost connection.
    private let window = 512

    init(_ configuration: BrokerConfiguration, outbox: Outbox, wakeup: Wakeup, observe: @escaping @Sendable (BrokerEvent) -> Void) {
        self.configuration = configuration
        self.outbox = outbox
        self.wakeup = wakeup
        self.observe = observe
        dialer = Dialer(configuration, role: .publishing)
    }

    /// Until it is stopped. It connects when there is something to publish, not before.
    func run() {
        while !outbox.isStopped {
            collect()
            guard !waiting.isEmpty else {
                wakeup.wait(atMost: .seconds(1))
                continue
            }
            do throws(BrokerError) {
                let connection = try dialer.connect()
                defer { lose() }
                try serve(connection)
            } catch {
                let wait = dialer.nextDelay()
                observe(.disconnected(.publishing, error, retryAfter: wait))
                pause(wait)
            }
        }
        collect()
        for publication in waiting { publication.report(.failure(.stopped)) }
        outbox.finish()
    }

    private func pause(_ time: Duration) {
        let end = MonotonicTime.now.advanced(by: time)
        while MonotonicTime.now < end && !outbox.isStopped {
            collect()
            wakeup.wait(atMost: min(MonotonicTime.now.duration(to: end), .milliseconds(250)))
        }
    }

    private func serve(_ connection: Connection) throws(BrokerError) {
        observe(.connected(.publishing, connection.address))
        isBlocked = false
        wantsTopology = false
        _ = try connection.declare(configuration.topology)
        try open(connection)
        dialer.succeeded()
        while !outbox.isStopped {
            collect()
            if wantsTopology { try declareAgain(connection) }
            try send(connection)
            let isBusy = try readEvents(connection)
            if !isBusy { wakeup.wait(orFor: connection.descriptor, atMost: .milliseconds(waiting.isEmpty ? 250 : 50)) }
        }
        connection.close()
    }

    private func open(_ connection: Connection) throws(BrokerError) {
        try connection.openChannel(channel)
        try connection.confirmPublishing(on: channel)
        unconfirmed.begin()
    }

    private func declareAgain(_ connection: Connection) throws(BrokerError) {
        wantsTopology = false
        _ = try connection.declare(configuration.topology)
    }

    /// Takes new messages, and drops those that are late or no longer wanted.
    private func collect() {
        waiting += outbox.take()
        let now = MonotonicTime.now
        waiting.removeAll { publication in
            if let isWanted = publication.isWanted { return !isWanted() }
            guard let deadline = publication.deadline, deadline <= now else { return false }
            publication.report(.failure(.timedOut))
            return true
        }
        for publication in unconfirmed.takeLate(at: now) { publication.report(.failure(.timedOut)) }
    }

    private func send(_ connection: Connection) throws(BrokerError) {
        guard !isBlocked, !waiting.isEmpty else { return }
        let now = MonotonicTime.now
        var held: [Publication] = []
        let due = waiting
        waiting = []
        for (index, publication) in due.enumerated() {
            guard unconfirmed.count < window, publication.notBefore <= now else {
                held.append(publication)
                continue
            }
            // Noted first: a connection that breaks in the middle of it leaves nothing forgotten.
            unconfirmed.add(publication)
            do {
                try connection.publish(publication.message, on: channel)
            } catch {
                waiting = held + due[(index + 1)...]
                throw error
            }
        }
        waiting = held
    }

    private func readEvents(_ connection: Connection) throws(BrokerError) -> Bool {
        for _ in 0..<128 {
            guard let event = try connection.nextEvent() else { return false }
            switch event {
            case .confirmed(let number, let multiple, let isTaken):
                for (publication, wasReturned) in unconfirmed.take(upTo: number, multiple: multiple) {
                    conclude(publication, wasReturned ? .unroutable : isTaken ? nil : .refused)
                }
            case .returned(let exchange, let routingKey): unconfirmed.returned(exchange: exchange, routingKey: routingKey)
            case .channelClosed:
                // An exchange that does not exist closes the channel under all that was sent with it.
                for publication in unconfirmed.takeAll() { conclude(publication, .connectionLost) }
                try open(connection)
            case .blocked(let reason):
                isBlocked = true
                observe(.blocked(reason: reason))
            case .unblocked:
                isBlocked = false
                observe(.unblocked)
            case .delivered, .oversized, .cancelled: throw .protocolViolation
            }
        }
        return true
    }

    private func lose() {
        for publication in unconfirmed.takeAll() { conclude(publication, .connectionLost) }
    }

    private func conclude(_ publication: Publication, _ error: PublishError?) {
        guard let error else { return publication.report(.success(())) }
        publication.report(.failure(error))
        guard publication.isWanted != nil else { return }
        if error == .unroutable { wantsTopology = true }
        var again = publication
        again.failures = min(publication.failures + 1, 8)
        again.notBefore = MonotonicTime.now.advanced(by: error == .connectionLost ? .zero : .milliseconds(50 << again.failures))
        waiting.append(again)
    }
}
