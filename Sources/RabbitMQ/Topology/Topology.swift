package import Messaging

/// The queues that a worker wants and how messages reach them.
package struct Topology: Hashable, Sendable {
    /// What the worker reads.
    package var queue: String
    package var kind: QueueKind
    /// What brings messages into the queue.
    package var bindings: [Binding]
    /// Where messages go that can never be handled; read by people.
    package var deadQueue: String
    /// Where messages go that were delivered before; read one at a time.
    package var suspectQueue: String
    /// Where a worker that remembers keeps its state: one message, the newest. Then only one of several workers reads at a time, and
    /// messages that come again stay where they were in the queue, however often (`x-single-active-consumer`,
    /// `x-delivery-limit`); there is no queue of suspects.
    package var stateQueue: String?
    /// Nothing is declared; what is missing is an error.
    package var isDeclared: Bool

    /// How the broker keeps a queue.
    package enum QueueKind: String, Hashable, Sendable, CaseIterable {
        /// Replicated and always on disk; the right one for sensors, whose messages are mostly not persistent.
        case quorum
        case classic
    }

    /// Messages of that exchange whose routing key matches.
    package struct Binding: Hashable, Sendable {
        package let exchange: String
        package let key: String

        package init(exchange: String, key: String) {
            self.exchange = exchange
            self.key = key
        }
    }

    /// A queue with `<queue>.dead` and `<queue>.suspect` beside it.
    package init(queue: String, kind: QueueKind = .quorum, bindings: [Binding] = []) {
        self.queue = queue
        self.kind = kind
        self.bindings = bindings
        deadQueue = queue + ".dead"
        suspectQueue = queue + ".suspect"
        isDeclared = true
    }

    /// The queues in the order of their declaration: where messages end up comes first.
    package var queues: [QueueDeclaration] {
        var main = kind.arguments
        // The broker's own dead-lettering is the last resort (a quorum queue's delivery limit, a body too long to read).
        main["x-dead-letter-exchange"] = ""
        main["x-dead-letter-routing-key"] = .string(deadQueue)
        if stateQueue != nil {
            main["x-single-active-consumer"] = true
            main.comeBackAlways(kind)
        }
        var suspects = kind.arguments
        suspects["x-dead-letter-exchange"] = ""
        suspects["x-dead-letter-routing-key"] = .string(deadQueue)
        // Looking at dead letters puts them back each time, and since RabbitMQ 4.0 the twentieth time would be the last.
        var dead = kind.arguments
        dead.comeBackAlways(kind)
        let aside = stateDeclaration ?? QueueDeclaration(name: suspectQueue, arguments: suspects)
        return [QueueDeclaration(name: deadQueue, arguments: dead), aside, QueueDeclaration(name: queue, arguments: main)]
    }

    private var stateDeclaration: QueueDeclaration? {
        guard let stateQueue else { return nil }
        var arguments = kind.arguments
        arguments["x-max-length"] = 1
        arguments["x-overflow"] = "drop-head"
        arguments.comeBackAlways(kind)
        return QueueDeclaration(name: stateQueue, arguments: arguments)
    }
}

/// A durable queue and the arguments that it is declared with.
package struct QueueDeclaration: Hashable, Sendable {
    package let name: String
    package let arguments: MessageHeaders
}

extension MessageHeaders {
    /// A quorum queue counts how often a message comes back, and since RabbitMQ 4.0 drops it after twenty times.
    fileprivate mutating func comeBackAlways(_ kind: Topology.QueueKind) {
        if kind == .quorum { self["x-delivery-limit"] = 1_000_000 }
    }
}

extension Topology.QueueKind {
    fileprivate var arguments: MessageHeaders { ["x-queue-type": .string(rawValue)] }
}
