import Glibc
import Messaging

/// A state to be kept by the broker, as it is once all deliveries that it contains have had their effect.
struct Checkpoint: Sendable {
    /// The epoch of the deliveries that it contains: with their channel gone, somebody else may have gone on from an older state.
    let epoch: ConnectionEpoch
    let state: [UInt8]
    let report: @Sendable (Bool) -> Void
}

/// The reader's channel to the queue that holds a worker's state.
///
/// It is on the connection that consumes: when that is gone, nothing more can be kept, so a worker that lost its messages to
/// another one cannot overwrite what the other one keeps.
struct StateKeeper {
    private let queue: String
    private let channel: UInt16 = 3
    private var isOpen = false
    private var sent: [Checkpoint] = []
    private var lastNumber: UInt64 = 0
    /// How long a state is looked for that is not there: it may still be in the hands of a connection that breaks just now.
    private let patience: Duration = .seconds(1)

    init(queue: String) { self.queue = queue }

    /// What is kept; it stays there. Nil when there is nothing.
    mutating func load(_ connection: Connection) throws(BrokerError) -> [UInt8]? {
        try open(connection)
        let end = MonotonicTime.now.advanced(by: patience)
        repeat {
            if let (tag, state) = try connection.get(queue, on: channel) {
                try connection.tell(.requeue(tag, multiple: false), on: channel)
                return state
            }
            usleep(50_000)
        } while MonotonicTime.now < end
        return nil
    }

    private mutating func open(_ connection: Connection) throws(BrokerError) {
        guard !isOpen else { return }
        try connection.openChannel(channel)
        try connection.confirmPublishing(on: channel)
        isOpen = true
        lastNumber = 0
    }

    mutating func publish(_ checkpoints: [Checkpoint], _ connection: Connection) throws(BrokerError) {
        for checkpoint in checkpoints {
            try open(connection)
            // Noted first: a connection that breaks in the middle of it leaves nothing forgotten.
            sent.append(checkpoint)
            lastNumber += 1
            let properties = MessageProperties(contentType: "application/json", isPersistent: true)
            try connection.publish(
                OutgoingMessage(routingKey: queue, properties: properties, body: checkpoint.state[...]), on: channel)
        }
    }

    /// Takes the broker's answer. A state that it refuses, or that no queue takes, ends the connection: the next one begins with
    /// what is kept.
    mutating func confirmed(_ number: UInt64, multiple: Bool, isTaken: Bool) throws(BrokerError) {
        guard isTaken, number <= lastNumber else { throw .protocolViolation }
        let first = lastNumber - UInt64(sent.count) + 1
        guard number >= first else { return }
        // Confirms of one queue come in order; whichever comes, those before it are older states of the same.
        let count = Int(clamping: number - first + 1)
        for checkpoint in sent.prefix(count) { checkpoint.report(true) }
        sent.removeFirst(count)
    }

    /// The connection is gone.
    mutating func lose() {
        isOpen = false
        let late = sent
        sent = []
        for checkpoint in late { checkpoint.report(false) }
    }
}
