/// A message as a broker delivered it, in the terms the decoders need.
public struct SensorMessage: Sendable, Equatable {
    /// A value of the header table.
    public enum HeaderValue: Sendable, Equatable {
        case text(String)
        case integer(Int64)
    }

    /// AMQP routing key or MQTT topic: `.` and `/` both separate its levels.
    public var routingKey: String
    public var body: [UInt8]
    /// Property `content_type`.
    public var contentType: String?
    /// Property `content_encoding`.
    public var contentEncoding: String?
    /// Property `message_id`.
    public var messageID: String?
    /// Property `timestamp`: seconds since 1970.
    public var timestamp: Int64?
    /// Header table, as far as its values are texts and integers.
    public var headers: Headers
    /// When it came here.
    public var receivedAt: Instant

    public init(
        routingKey: String, body: [UInt8], contentType: String? = nil, contentEncoding: String? = nil, messageID: String? = nil,
        timestamp: Int64? = nil, headers: Headers = [:], receivedAt: Instant
    ) {
        self.routingKey = routingKey
        self.body = body
        self.contentType = contentType
        self.contentEncoding = contentEncoding
        self.messageID = messageID
        self.timestamp = timestamp
        self.headers = headers
        self.receivedAt = receivedAt
    }
}
