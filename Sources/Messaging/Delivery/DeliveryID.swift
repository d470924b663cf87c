/// One opening of one channel to the broker. Tags count from one in each, so a tag means nothing outside its epoch.
///
/// Every opening in the life of a process gets a number of its own: a new connection, but also a channel that is opened again.
public struct ConnectionEpoch: Hashable, Comparable, Sendable {
    /// Which opening it is, counted from one; zero is before the first.
    public let number: UInt64

    /// The epoch with that number.
    public init(_ number: UInt64) { self.number = number }

    /// The epoch after this one.
    public var next: ConnectionEpoch { ConnectionEpoch(number &+ 1) }

    public static func < (left: ConnectionEpoch, right: ConnectionEpoch) -> Bool { left.number < right.number }
}

/// The broker's number of a delivery on its channel (AMQP 0-9-1, 1.1 "delivery-tag").
public struct DeliveryTag: Hashable, Comparable, Sendable {
    /// The number on the wire; zero is never given to a delivery.
    public let number: UInt64

    /// The tag with that number.
    public init(_ number: UInt64) { self.number = number }

    public static func < (left: DeliveryTag, right: DeliveryTag) -> Bool { left.number < right.number }
}

/// What a delivery is settled by: its tag together with the epoch in which the tag is valid.
public struct DeliveryID: Hashable, Sendable {
    public let epoch: ConnectionEpoch
    public let tag: DeliveryTag

    /// The delivery with that tag in that epoch.
    public init(epoch: ConnectionEpoch, tag: DeliveryTag) {
        self.epoch = epoch
        self.tag = tag
    }
}
