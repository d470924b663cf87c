/// The header fields of a message, in order. Names compare without regard to case.
package struct HTTPFields: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    /// Name and value of each field, in order.
    package private(set) var entries: [Entry] = []

    /// One field.
    package struct Entry: Hashable, Sendable {
        /// The name as written.
        package var name: String
        /// The value.
        package var value: String
    }

    /// No field.
    package init() {}

    /// The fields of a literal, in its order.
    package init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { add(name, value) }
    }

    /// The value of the first field of the name. Setting replaces all fields of the name; setting nil removes them.
    package subscript(name: String) -> String? {
        get { entries.first { $0.name.equalsIgnoringCase(name) }?.value }
        set {
            entries.removeAll { $0.name.equalsIgnoringCase(name) }
            if let newValue { add(name, newValue) }
        }
    }

    /// Adds a field after the others.
    package mutating func add(_ name: String, _ value: String) { entries.append(Entry(name: name, value: value)) }
}

extension String {
    /// Whether two field names are the same: ASCII letters without regard to case.
    func equalsIgnoringCase(_ other: String) -> Bool {
        utf8.count == other.utf8.count && zip(utf8, other.utf8).allSatisfy { lowerCased($0) == lowerCased($1) }
    }
}

private func lowerCased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
