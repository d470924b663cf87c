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
    /// Only one of several workers reads at a time (`x-single-active-consumer`).
    package var isSingleActiveConsumer: Bool
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
        isSingleActiveConsumer = false
        isDeclared = true
    }

    /// The queues in the order of their declaration: where messages end up comes first.
    package var queues: [QueueDeclaration] {
        var main = kind.arguments
        // The broker's own dead-lettering is the last resort (a quorum queue's delivery limit, a body too long to read).
        main["x-dead-letter-exchange"] = ""
        main["x-dead-letter-routing-key"] = .string(deadQueue)
        if isSingleActiveConsumer { main["x-single-active-consumer"] = true }
        var suspects = kind.arguments
        suspects["x-dead-letter-exchange"] = ""
        suspects["x-dead-letter-routing-key"] = .string(deadQueue)
        // Looking at dead letters puts them back each time, and since RabbitMQ 4.0 the twentieth time would be the last.
        var dead = kind.arguments
        if kind == .quorum { dead["x-delivery-limit"] = 1_000_000 }
        return [
            QueueDeclaration(name: deadQueue, arguments: dead), QueueDeclaration(name: suspectQueue, arguments: suspects),
            QueueDeclaration(name: queue, arguments: main),
        ]
    }
}

/// A durable queue and the arguments that it is declared with.
package struct QueueDeclaration: Hashable, Sendable {
    package let name: String
    package let arguments: MessageHeaders
}

extension Topology.QueueKind {
    fileprivate var arguments: MessageHeaders { ["x-queue-type": .string(rawValue)] }
}
