import FoundationEssentials

extension JSONValue {
    /// What a value is on the wire. Throws when the value cannot be encoded, as a `Double` that is not finite.
    package init(encoding value: some Encodable) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value))
    }

    /// Reads a typed value out of this one. Throws `DecodingError`.
    package func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: JSONEncoder().encode(self))
    }
}
