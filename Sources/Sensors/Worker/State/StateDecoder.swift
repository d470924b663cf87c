/// Reads a `Codable` value from the JSON that ``StateEncoder`` wrote; the members' order does not matter.
struct StateDecoder: Decoder {
    let codingPath: [any CodingKey]
    let userInfo: [CodingUserInfoKey: Any] = [:]
    private let value: JSONValue

    /// The value that a text holds. Throws when it is no JSON, or has another shape than the type.
    static func decode<T: Decodable>(_ type: T.Type, from bytes: [UInt8]) throws -> T {
        try read(type, from: JSONDocument(bytes, depthLimit: 64, valueLimit: .max).root, at: [])
    }

    fileprivate init(codingPath: [any CodingKey], value: JSONValue) {
        self.codingPath = codingPath
        self.value = value
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard value.isObject else { throw Self.mismatch(JSONMembers.self, at: codingPath) }
        return KeyedDecodingContainer(StateMemberReader(codingPath: codingPath, object: value))
    }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard value.isArray else { throw Self.mismatch(JSONElements.self, at: codingPath) }
        return StateElementReader(codingPath: codingPath, elements: Array(value.elements))
    }
    func singleValueContainer() -> any SingleValueDecodingContainer { StateSingleReader(codingPath: codingPath, value: value) }

    fileprivate static func read<T: Decodable>(_ type: T.Type, from value: JSONValue, at path: [any CodingKey]) throws -> T {
        let found: T?
        switch type {
        case is Bool.Type: found = value.boolean as? T
        case is String.Type: found = value.string as? T
        case is Double.Type: found = number(value) as? T
        case is Float.Type: found = number(value).map { Float($0) } as? T
        case let integer as any FixedWidthInteger.Type: found = value.numberText.flatMap { whole(integer, $0) as? T }
        default: return try T(from: StateDecoder(codingPath: path, value: value))
        }
        guard let found else { throw mismatch(type, at: path) }
        return found
    }

    private static func whole<I: FixedWidthInteger>(_ type: I.Type, _ text: String) -> I? { I(text) }

    private static func number(_ value: JSONValue) -> Double? {
        if let number = value.number { return number }
        switch value.string {
        case "inf": return .infinity
        case "-inf": return -.infinity
        case "nan": return .nan
        default: return nil
        }
    }

    fileprivate static func mismatch(_ type: Any.Type, at path: [any CodingKey]) -> DecodingError {
        .typeMismatch(type, .init(codingPath: path, debugDescription: "the value has another shape"))
    }
}

private struct StateMemberReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let codingPath: [any CodingKey]
    let object: JSONValue

    var allKeys: [Key] { object.members.compactMap { Key(stringValue: $0.key) } }

    func contains(_ key: Key) -> Bool { object[key.stringValue] != nil }
    func decodeNil(forKey key: Key) throws -> Bool { try member(key).isNull }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try StateDecoder.read(type, from: try member(key), at: codingPath + [key])
    }
    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
        try coder(at: key).container(keyedBy: type)
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { try coder(at: key).unkeyedContainer() }
    func superDecoder() throws -> any Decoder {
        guard let value = object["super"] else { throw missing("super") }
        return StateDecoder(codingPath: codingPath, value: value)
    }
    func superDecoder(forKey key: Key) throws -> any Decoder { try coder(at: key) }

    private func coder(at key: Key) throws -> StateDecoder { StateDecoder(codingPath: codingPath + [key], value: try member(key)) }

    private func member(_ key: Key) throws -> JSONValue {
        guard let value = object[key.stringValue] else { throw missing(key.stringValue, key) }
        return value
    }

    private func missing(_ name: String, _ key: Key? = nil) -> DecodingError {
        let context = DecodingError.Context(codingPath: codingPath, debugDescription: "\(name) is missing")
        return key.map { .keyNotFound($0, context) } ?? .valueNotFound((any Decoder).self, context)
    }
}

private struct StateElementReader: UnkeyedDecodingContainer {
    let codingPath: [any CodingKey]
    let elements: [JSONValue]
    private(set) var currentIndex = 0

    init(codingPath: [any CodingKey], elements: [JSONValue]) {
        self.codingPath = codingPath
        self.elements = elements
    }

    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    mutating func decodeNil() throws -> Bool {
        guard try current().isNull else { return false }
        currentIndex += 1
        return true
    }
    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let value = try StateDecoder.read(type, from: try current(), at: codingPath)
        currentIndex += 1
        return value
    }
    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
        try next().container(keyedBy: type)
    }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
    mutating func superDecoder() throws -> any Decoder { try next() }

    private mutating func next() throws -> StateDecoder {
        let coder = StateDecoder(codingPath: codingPath, value: try current())
        currentIndex += 1
        return coder
    }

    private func current() throws -> JSONValue {
        guard !isAtEnd else {
            throw DecodingError.valueNotFound(JSONValue.self, .init(codingPath: codingPath, debugDescription: "there are too few elements"))
        }
        return elements[currentIndex]
    }
}

private struct StateSingleReader: SingleValueDecodingContainer {
    let codingPath: [any CodingKey]
    let value: JSONValue

    func decodeNil() -> Bool { value.isNull }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try StateDecoder.read(type, from: value, at: codingPath) }
}
