/// What a message carries beside its body (AMQP 0-9-1, class `basic`, content properties). Absent ones are `nil`.
public struct MessageProperties: Hashable, Sendable {
    public var contentType: String?
    public var contentEncoding: String?
    public var headers: MessageHeaders
    /// Survives a restart of the broker when its queue is durable (delivery mode 2).
    public var isPersistent: Bool
    public var priority: UInt8?
    public var messageID: String?
    /// When it was made: whole **seconds** since 1970, as the specification has it.
    public var timestamp: UInt64?
    /// Elsewhere, since hardly any message has them and each one is copied with its properties.
    private var rare = Rare.none

    private struct RareProperties: Hashable, Sendable {
        var correlationID: String?
        var replyTo: String?
        var expiration: String?
        var type: String?
        var userID: String?
        var applicationID: String?
    }

    private enum Rare: Hashable, Sendable {
        case none
        indirect case some(RareProperties)

        var properties: RareProperties {
            get { if case .some(let properties) = self { properties } else { RareProperties() } }
            set { self = newValue == RareProperties() ? .none : .some(newValue) }
        }
    }

    public var correlationID: String? {
        get { rare.properties.correlationID }
        set { rare.properties.correlationID = newValue }
    }
    public var replyTo: String? {
        get { rare.properties.replyTo }
        set { rare.properties.replyTo = newValue }
    }
    /// How long it may wait in a queue: milliseconds, written as a decimal number.
    public var expiration: String? {
        get { rare.properties.expiration }
        set { rare.properties.expiration = newValue }
    }
    public var type: String? {
        get { rare.properties.type }
        set { rare.properties.type = newValue }
    }
    /// Checked by RabbitMQ against the publishing connection's user.
    public var userID: String? {
        get { rare.properties.userID }
        set { rare.properties.userID = newValue }
    }
    public var applicationID: String? {
        get { rare.properties.applicationID }
        set { rare.properties.applicationID = newValue }
    }

    /// Properties that say nothing but these.
    public init(
        contentType: String? = nil, contentEncoding: String? = nil, headers: MessageHeaders = MessageHeaders(), isPersistent: Bool = false,
        priority: UInt8? = nil, messageID: String? = nil, timestamp: UInt64? = nil
    ) {
        self.contentType = contentType
        self.contentEncoding = contentEncoding
        self.headers = headers
        self.isPersistent = isPersistent
        self.priority = priority
        self.messageID = messageID
        self.timestamp = timestamp
    }
}
