/// A value whose zero (empty text, no elements, false, 0) means "not said", as in the engine's own types.
package protocol ZeroRepresentable {
    /// The value that means "not said".
    static var zero: Self { get }
}

extension String: ZeroRepresentable { package static var zero: String { "" } }
extension Bool: ZeroRepresentable { package static var zero: Bool { false } }
extension Int: ZeroRepresentable { package static var zero: Int { 0 } }
extension Int64: ZeroRepresentable { package static var zero: Int64 { 0 } }
extension UInt32: ZeroRepresentable { package static var zero: UInt32 { 0 } }
extension UInt64: ZeroRepresentable { package static var zero: UInt64 { 0 } }
extension Double: ZeroRepresentable { package static var zero: Double { 0 } }
extension Array: ZeroRepresentable { package static var zero: [Element] { [] } }
extension Dictionary: ZeroRepresentable { package static var zero: [Key: Value] { [:] } }

/// A property that is left out of JSON when it is zero, and is zero when JSON leaves it out or says null (Go's `omitempty`).
@propertyWrapper
package struct OmitEmpty<Value: ZeroRepresentable & Hashable & Codable & Sendable>: Hashable, Sendable {
    /// The value itself.
    package var wrappedValue: Value

    /// Wraps a value.
    package init(wrappedValue: Value) { self.wrappedValue = wrappedValue }
}

/// Codable only so that the compiler writes the containing type's coding; the container functions below do the work.
extension OmitEmpty: Codable {
    /// Reads the bare value.
    package init(from decoder: any Decoder) throws { wrappedValue = try Value(from: decoder) }

    /// Writes the bare value.
    package func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

extension KeyedDecodingContainer {
    /// Reads the value, or zero where the key is absent or null.
    package func decode<Value>(_ type: OmitEmpty<Value>.Type, forKey key: Key) throws -> OmitEmpty<Value> {
        OmitEmpty(wrappedValue: try decodeIfPresent(Value.self, forKey: key) ?? Value.zero)
    }
}

extension KeyedEncodingContainer {
    /// Writes the value unless it is zero.
    package mutating func encode<Value>(_ value: OmitEmpty<Value>, forKey key: Key) throws {
        guard value.wrappedValue != Value.zero else { return }
        try encode(value.wrappedValue, forKey: key)
    }
}
