/// What makes two deliveries the same message: its id, or else its routing key and body.
public struct MessageIdentity: Sendable, Hashable {
    /// FNV-1a, 64 bits: stable over versions, machines and restarts, which Swift's own hashing is not.
    public let hash: UInt64

    public init(of message: SensorMessage) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        if let id = message.messageID, !id.isEmpty {
            id.utf8.forEach(mix)
        } else {
            message.routingKey.utf8.forEach(mix)
            mix(0)
            message.body.forEach(mix)
        }
        self.hash = hash
    }
}
