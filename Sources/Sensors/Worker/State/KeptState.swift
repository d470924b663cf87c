import Messaging

/// What the broker keeps for a worker that remembers: one message, as JSON that a person can read.
struct KeptState<State: Codable>: Codable {
    /// The worker it belongs to.
    var worker: String
    /// The message that was about to be read alone when this was written.
    var attempt: Attempt?
    /// What the worker remembered, in its own shape.
    var state: State

    /// The JSON text. It fails only when the state's own coding does. A state that did not change has the same bytes, and is not
    /// published again.
    func encoded() throws -> [UInt8] { try StateEncoder.encode(self) }

    /// Reads what ``encoded()`` wrote; it fails when the state has another shape by now.
    init(decoding bytes: [UInt8]) throws { self = try StateDecoder.decode(Self.self, from: bytes) }

    init(worker: String, attempt: Attempt?, state: State) {
        self.worker = worker
        self.attempt = attempt
        self.state = state
    }
}

/// A message that is read alone because its last reader ended without settling it, and how often that was tried.
struct Attempt: Codable, Sendable, Equatable {
    /// Tells the message from others, see ``fingerprint(of:)``.
    let message: String
    let count: Int

    /// The next attempt at a delivery, given the one that was written down last.
    static func next(at delivery: Delivery, after last: Attempt?) -> Attempt {
        let message = fingerprint(of: delivery)
        return Attempt(message: message, count: last?.message == message ? (last?.count ?? 0) + 1 : 1)
    }

    /// The same for the same message whenever it comes: FNV-1a over what it was published with.
    static func fingerprint(of delivery: Delivery) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ bytes: some Sequence<UInt8>) {
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
        }
        add(delivery.exchange.utf8)
        add(delivery.routingKey.utf8)
        add((delivery.properties.messageID ?? "").utf8)
        add(delivery.body)
        return String(hash, radix: 16)
    }
}
