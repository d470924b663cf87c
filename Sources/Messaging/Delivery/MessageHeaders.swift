/// A message's headers in the order in which they were sent. Names compare byte by byte; the first of a name counts.
public struct MessageHeaders: Hashable, Sendable {
    /// Names and values as they stand on the wire.
    public private(set) var fields: [Field]

    /// One header.
    public struct Field: Hashable, Sendable {
        public let name: String
        public let value: HeaderValue

        /// A header of that name.
        public init(name: String, value: HeaderValue) {
            self.name = name
            self.value = value
        }
    }

    /// Headers in that order.
    public init(_ fields: [Field] = []) { self.fields = fields }

    /// The header of that name. Setting replaces every header of the name, at the place of the first; `nil` removes them.
    public subscript(name: String) -> HeaderValue? {
        get { fields.first { $0.name == name }?.value }
        set {
            let place = fields.firstIndex { $0.name == name }
            fields.removeAll { $0.name == name }
            guard let newValue else { return }
            fields.insert(Field(name: name, value: newValue), at: place ?? fields.endIndex)
        }
    }

    /// Removes each header whose name the test picks.
    public mutating func removeAll(where picks: (String) -> Bool) {
        fields.removeAll { picks($0.name) }
    }
}

extension MessageHeaders: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, HeaderValue)...) {
        self.init(elements.map { Field(name: $0.0, value: $0.1) })
    }
}

/// The value of a header, in the types that RabbitMQ sends (its errata of AMQP 0-9-1, "field types").
public enum HeaderValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    /// An unsigned number above the greatest `Int64`.
    case unsigned(UInt64)
    case double(Double)
    /// `value` divided by ten to the power of `scale`.
    case decimal(value: UInt32, scale: UInt8)
    case string(String)
    /// Bytes, or a string that is not UTF-8.
    case bytes([UInt8])
    /// Whole seconds since 1970.
    case timestamp(UInt64)
    case array([HeaderValue])
    case table(MessageHeaders)

    /// The whole number, where it is one.
    public var integerValue: Int64? {
        if case .integer(let number) = self { number } else { nil }
    }

    /// The text, where it is one.
    public var stringValue: String? {
        if case .string(let text) = self { text } else { nil }
    }
}

extension HeaderValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
}
