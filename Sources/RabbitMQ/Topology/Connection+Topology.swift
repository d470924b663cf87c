/// A channel number apart from those that carry messages: a refused declaration closes its channel.
private let declaringChannel: UInt16 = 15

extension Connection {
    /// Makes what is missing, and takes what is there as it is. Returns what differs from what was wanted: an operator's queue is
    /// used, not fought over.
    func declare(_ topology: Topology) throws(BrokerError) -> [TopologyDifference] {
        guard topology.isDeclared else { return [] }
        var differences: [TopologyDifference] = []
        for queue in topology.queues {
            if let reason = try refusal(of: { connection throws(BrokerError) in
                try connection.declare(queue: queue.name, arguments: queue.arguments, on: declaringChannel)
            }) {
                try expectThere(queue, refusedWith: reason)
                differences.append(.queue(queue.name, reason))
            }
        }
        for binding in topology.bindings where !binding.exchange.isEmpty {
            if let reason = try refusal(of: { connection throws(BrokerError) in
                try connection.bind(queue: topology.queue, exchange: binding.exchange, key: binding.key, on: declaringChannel)
            }) {
                differences.append(.binding(binding, reason))
            }
        }
        return differences
    }

    /// A queue that cannot be declared as wanted has to be there in another shape.
    private func expectThere(_ queue: QueueDeclaration, refusedWith reason: BrokerError.CloseReason) throws(BrokerError) {
        let missing = try refusal(of: { connection throws(BrokerError) in
            _ = try connection.measure(queue: queue.name, on: declaringChannel)
        })
        if missing != nil { throw .channelClosed(reason) }
    }

    /// What the broker said against it, or `nil` when it was done.
    private func refusal(of call: (Connection) throws(BrokerError) -> Void) throws(BrokerError) -> BrokerError.CloseReason? {
        try openChannel(declaringChannel)
        do {
            try call(self)
        } catch .channelClosed(let reason) {
            return reason
        } catch {
            throw error
        }
        try closeChannel(declaringChannel)
        return nil
    }
}

/// Where the broker's queues are not as a worker wanted them.
package enum TopologyDifference: Hashable, Sendable {
    /// The queue is there with other arguments; it is used as it is.
    case queue(String, BrokerError.CloseReason)
    /// The binding was refused, mostly because its exchange does not exist: nothing comes from there.
    case binding(Topology.Binding, BrokerError.CloseReason)

    /// Whether a queue is not as it was wanted.
    var isAboutQueue: Bool {
        if case .queue = self { true } else { false }
    }
}

extension Connection {
    /// How full a queue is; `nil` when it is not there.
    func depth(of queue: String) throws(BrokerError) -> QueueDepth? {
        var found: QueueDepth?
        _ = try refusal { connection throws(BrokerError) in
            found = try connection.measure(queue: queue, on: declaringChannel)
        }
        return found
    }
}
