import Glibc
import Messaging

/// Something that the broker said by itself on a connection.
enum WireEvent {
    case delivered(channel: UInt16, WireDelivery)
    /// A delivery whose body is longer than the connection keeps.
    case oversized(channel: UInt16, DeliveryTag)
    /// A mandatory message that no queue took.
    case returned(exchange: String, routingKey: String)
    /// What became of published messages: up to that number with `multiple`.
    case confirmed(number: UInt64, multiple: Bool, isTaken: Bool)
    /// The broker ended a consumer: its queue is gone, or moved.
    case cancelled(channel: UInt16)
    case channelClosed(channel: UInt16, BrokerError.CloseReason)
    /// The broker takes no messages for now: it is short of memory or disk.
    case blocked(reason: String)
    case unblocked
}

/// A delivery before it has an epoch.
struct WireDelivery {
    let tag: DeliveryTag
    let isRedelivered: Bool
    let content: MessageContent
}

/// A content of which the method was read, and perhaps the header and a part of the body. An object, so that nothing is copied from
/// frame to frame.
final class PartialContent {
    enum Purpose { case delivery, returned }

    let purpose: Purpose
    let tag: DeliveryTag
    let isRedelivered: Bool
    let exchange: String
    let routingKey: String
    var properties = MessageProperties()
    /// Bytes still to come; `nil` before the header.
    var missing: UInt64?
    var isOversized = false
    var body: [UInt8] = []

    init(purpose: Purpose, tag: DeliveryTag, isRedelivered: Bool, exchange: String, routingKey: String) {
        self.purpose = purpose
        self.tag = tag
        self.isRedelivered = isRedelivered
        self.exchange = exchange
        self.routingKey = routingKey
    }
}

/// The contents that are still arriving: one at most on each channel, and of few channels.
struct PartialContents {
    private var contents: [(channel: UInt16, content: PartialContent)] = []

    /// The content that arrives on a channel.
    subscript(channel: UInt16) -> PartialContent? {
        get { contents.first { $0.channel == channel }?.content }
        set {
            contents.removeAll { $0.channel == channel }
            if let newValue { contents.append((channel, newValue)) }
        }
    }
}

/// Routing keys and exchanges repeat: the last ones are kept as strings, so that most messages make none.
struct NameCache {
    private var bytes: [[UInt8]] = Array(repeating: [], count: 256)
    private var texts: [String] = Array(repeating: "", count: 256)

    /// The bytes of a name as text.
    mutating func text(_ name: UnsafeRawBufferPointer) -> String {
        guard !name.isEmpty else { return "" }
        var hash: UInt32 = 2_166_136_261
        for byte in name { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        let place = Int(hash & 255)
        if Self.areEqual(bytes[place], name) { return texts[place] }
        let text = String(decoding: name, as: UTF8.self)
        bytes[place] = Array(name)
        texts[place] = text
        return text
    }

    private static func areEqual(_ kept: [UInt8], _ name: UnsafeRawBufferPointer) -> Bool {
        guard kept.count == name.count, let start = name.baseAddress else { return false }
        return memcmp(kept, start, name.count) == 0
    }
}
