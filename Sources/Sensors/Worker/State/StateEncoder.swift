/// Writes a `Codable` value as JSON: what a worker remembers.
///
/// Members are in the order of their names, so that the same value has the same bytes. Numbers that JSON does not have are the texts
/// `inf`, `-inf` and `nan`. It is here, and not Foundation's, because that one makes a program larger by a quarter.
struct StateEncoder: Encoder {
    let codingPath: [any CodingKey]
    let userInfo: [CodingUserInfoKey: Any] = [:]
    fileprivate let place: StatePlace

    /// The JSON text of a value. Throws what the value's own coding throws, and an error for a value that encodes nothing.
    static func encode(_ value: some Encodable) throws -> [UInt8] {
        let place = StatePlace()
        try place.put(value, at: [])
        var bytes: [UInt8] = []
        try place.write(into: &bytes)
        return bytes
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(StateMembers<Key>(codingPath: codingPath, place: place))
    }
    func unkeyedContainer() -> any UnkeyedEncodingContainer { StateElements(codingPath: codingPath, place: place) }
    func singleValueContainer() -> any SingleValueEncodingContainer { StateSingle(codingPath: codingPath, place: place) }
}

/// Where one value goes. An object, since containers write into it as long as they live.
private final class StatePlace {
    private enum Content {
        /// A number, a text or a word as JSON.
        case text([UInt8])
        case array([StatePlace])
        case object([String: StatePlace])
    }

    private var content: Content?

    func put(_ value: some Encodable, at path: [any CodingKey]) throws {
        switch value {
        case let value as Bool: put(word: value ? "true" : "false")
        case let value as String: put(string: value)
        case let value as Double: put(value)
        case let value as Float: put(Double(value))
        case let value as any FixedWidthInteger: put(word: value.description)
        default:
            try value.encode(to: StateEncoder(codingPath: path, place: self))
            guard content != nil else {
                throw EncodingError.invalidValue(value, .init(codingPath: path, debugDescription: "it encodes nothing"))
            }
        }
    }

    func putNull() { put(word: "null") }

    private func put(_ number: Double) {
        if number.isFinite { put(word: number.description) } else { put(string: number.isNaN ? "nan" : number < 0 ? "-inf" : "inf") }
    }

    private func put(word: String) { content = .text(Array(word.utf8)) }

    private func put(string: String) {
        var bytes: [UInt8] = []
        JSONWriting.string(string, into: &bytes)
        content = .text(bytes)
    }

    func beginArray() { if case .array = content {} else { content = .array([]) } }
    func beginObject() { if case .object = content {} else { content = .object([:]) } }

    var count: Int { if case .array(let elements) = content { elements.count } else { 0 } }

    func element() -> StatePlace {
        let place = StatePlace()
        guard case .array(var elements) = content else { return place }
        // Let go of the list first, so that it grows in its place.
        content = nil
        elements.append(place)
        content = .array(elements)
        return place
    }

    func member(_ name: String) -> StatePlace {
        let place = StatePlace()
        guard case .object(var members) = content else { return place }
        content = nil
        members[name] = place
        content = .object(members)
        return place
    }

    func write(into bytes: inout [UInt8]) throws {
        switch content {
        case .text(let text): bytes += text
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (position, element) in elements.enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                try element.write(into: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (position, member) in members.sorted(by: { Bytes.precedes($0.key, $1.key) }).enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONWriting.string(member.key, into: &bytes)
                bytes.append(UInt8(ascii: ":"))
                try member.value.write(into: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        case nil:
            // A nested coder was asked for and not used.
            bytes += Array("null".utf8)
        }
    }
}

private struct StateMembers<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let codingPath: [any CodingKey]
    let place: StatePlace

    init(codingPath: [any CodingKey], place: StatePlace) {
        self.codingPath = codingPath
        self.place = place
        place.beginObject()
    }

    func encodeNil(forKey key: Key) { place.member(key.stringValue).putNull() }
    func encode<T: Encodable>(_ value: T, forKey key: Key) throws { try place.member(key.stringValue).put(value, at: codingPath + [key]) }
    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested> {
        coder(at: key).container(keyedBy: type)
    }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { coder(at: key).unkeyedContainer() }
    func superEncoder() -> any Encoder { StateEncoder(codingPath: codingPath, place: place.member("super")) }
    func superEncoder(forKey key: Key) -> any Encoder { coder(at: key) }

    private func coder(at key: Key) -> StateEncoder {
        StateEncoder(codingPath: codingPath + [key], place: place.member(key.stringValue))
    }
}

private struct StateElements: UnkeyedEncodingContainer {
    let codingPath: [any CodingKey]
    let place: StatePlace
    var count: Int { place.count }

    init(codingPath: [any CodingKey], place: StatePlace) {
        self.codingPath = codingPath
        self.place = place
        place.beginArray()
    }

    func encodeNil() { place.element().putNull() }
    func encode<T: Encodable>(_ value: T) throws { try place.element().put(value, at: codingPath) }
    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        coder.container(keyedBy: type)
    }
    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { coder.unkeyedContainer() }
    func superEncoder() -> any Encoder { coder }

    private var coder: StateEncoder { StateEncoder(codingPath: codingPath, place: place.element()) }
}

private struct StateSingle: SingleValueEncodingContainer {
    let codingPath: [any CodingKey]
    let place: StatePlace

    func encodeNil() { place.putNull() }
    func encode<T: Encodable>(_ value: T) throws { try place.put(value, at: codingPath) }
}
