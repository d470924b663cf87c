/// A measured value.
public enum FieldValue: Sendable, Equatable, Hashable {
    /// A finite number; whoever makes one checks that.
    case double(Double)
    case integer(Int64)
    case unsigned(UInt64)
    case boolean(Bool)
    case text(String)

    /// The value as a number: 0 and 1 for a boolean, nil for a text.
    public var number: Double? {
        switch self {
        case .double(let value): value
        case .integer(let value): Double(value)
        case .unsigned(let value): Double(value)
        case .boolean(let value): value ? 1 : 0
        case .text: nil
        }
    }
}

/// A named value.
public struct Field: Sendable, Equatable, Hashable {
    public let name: String
    public let value: FieldValue

    public init(_ name: String, _ value: FieldValue) {
        self.name = name
        self.value = value
    }

    /// No store takes an infinite number, or one that is none.
    var isFinite: Bool {
        if case .double(let number) = value { number.isFinite } else { true }
    }
}

/// A name and a text that say which series a value belongs to.
public struct Tag: Sendable, Equatable, Hashable, Codable {
    public let name: String
    public let value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
