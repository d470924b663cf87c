/// What a message carries beside its body (AMQP 0-9-1, class `basic`, content properties). Absent ones are `nil`.
public struct MessageProperties: Hashable, Sendable {
    public var contentType: String?
    public var contentEncoding: String?
    public var headers: MessageHeaders
    /// Survives a restart of the broker when its queue is durable (delivery mode 2).
    public var isPersistent: Bool
    public var priority: UInt8?
    public var correlationID: String?
    public var replyTo: String?
    /// How long it may wait in a queue: milliseconds, written as a decimal number.
    public var expiration: String?
    public var messageID: String?
    /// When it was made: whole **seconds** since 1970, as the specification has it.
    public var timestamp: UInt64?
    public var type: String?
    /// Checked by RabbitMQ against the publishing connection's user.
    public var userID: String?
    public var applicationID: String?

    /// Properties that say nothing but these.
    public init(
        contentType: String? = nil, contentEncoding: String? = nil, headers: MessageHeaders = MessageHeaders(), isPersistent: Bool = false,
        priority: UInt8? = nil, correlationID: String? = nil, replyTo: String? = nil, expiration: String? = nil, messageID: String? = nil,
        timestamp: UInt64? = nil, type: String? = nil, userID: String? = nil, applicationID: String? = nil
    ) {
        self.contentType = contentType
        self.contentEncoding = contentEncoding
        self.headers = headers
        self.isPersistent = isPersistent
        self.priority = priority
        self.correlationID = correlationID
        self.replyTo = replyTo
        self.expiration = expiration
        self.messageID = messageID
        self.timestamp = timestamp
        self.type = type
        self.userID = userID
        self.applicationID = applicationID
    }
}
