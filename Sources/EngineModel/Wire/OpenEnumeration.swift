/// A set of known texts that a newer engine may extend: any text decodes, so that a new one never makes an answer unreadable.
package protocol OpenEnumeration: RawRepresentable, Hashable, Codable, Sendable, CustomStringConvertible where RawValue == String {
    /// A value by its text; any text is accepted.
    init(rawValue: String)
}

extension OpenEnumeration {
    /// The text on the wire.
    package var description: String { rawValue }
}

extension KeyedDecodingContainer {
    /// Reads the value; absent, null and empty text are nil.
    package func decodeIfPresent<Value: OpenEnumeration>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        guard let text = try decodeIfPresent(String.self, forKey: key), !text.isEmpty else { return nil }
        return Value(rawValue: text)
    }
}
