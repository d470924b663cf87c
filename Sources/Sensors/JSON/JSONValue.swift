/// One value of a document.
package struct JSONValue: Sendable {
    let document: JSONDocument
    let index: Int

    private var node: JSONDocument.Node { document.nodes[index] }

    /// First byte of the value in the text.
    package var offset: Int { node.offset }

    /// The number, always finite; nil for any other value.
    package var number: Double? {
        if case .number(let number) = node.content { return number.double(in: document.bytes) }
        return nil
    }

    /// The number when it is written without point and exponent and fits.
    package var integer: Int64? {
        if case .number(let number) = node.content { return number.integer }
        return nil
    }

    /// A number as it is written, of any length.
    package var numberText: String? {
        if case .number(let number) = node.content { return String(decoding: document.bytes[number.range], as: UTF8.self) }
        return nil
    }

    /// The text of a string, with its escapes replaced.
    package var string: String? {
        if case .string(let text) = node.content { return document.string(text) }
        return nil
    }

    /// `true` or `false`.
    package var boolean: Bool? {
        if case .boolean(let value) = node.content { return value }
        return nil
    }

    /// Whether the value is `null`.
    package var isNull: Bool {
        if case .null = node.content { return true }
        return false
    }

    /// Whether the value is an object.
    package var isObject: Bool {
        if case .object = node.content { return true }
        return false
    }

    /// Whether the value is an array.
    package var isArray: Bool {
        if case .array = node.content { return true }
        return false
    }

    /// The member with this key; nil when there is none or the value is no object.
    package subscript(key: String) -> JSONValue? {
        document.value(of: key, inObjectAt: index).map { JSONValue(document: document, index: $0) }
    }

    /// The members of an object in the order of the text; empty for any other value.
    package var members: JSONMembers { JSONMembers(document: document, object: isObject ? index : nil) }

    /// The elements of an array; empty for any other value.
    package var elements: JSONElements { JSONElements(document: document, array: isArray ? index : nil) }
}

/// A key and its value.
package struct JSONMember: Sendable {
    let document: JSONDocument
    let keyText: JSONText
    /// The member's value.
    package let value: JSONValue

    /// The key with its escapes replaced.
    package var key: String { document.string(keyText) }

    /// What the key means; no string is made of it.
    func meaning<Meaning>(in words: WordTable<Meaning>) -> Meaning? { withKey { words[$0] } }

    /// The key's bytes with its escapes replaced; they last as long as the call.
    func withKey<Result>(_ use: (UnsafeBufferPointer<UInt8>) -> Result) -> Result { document.withBytes(of: keyText, use) }

    /// Compares without making a string.
    package func hasKey(_ name: String) -> Bool {
        var name = name
        return name.withUTF8 { document.isEqual(keyText, $0) }
    }
}

/// The members of an object.
package struct JSONMembers: Sequence, IteratorProtocol, Sendable {
    private let document: JSONDocument
    private var position: Int
    private let end: Int

    init(document: JSONDocument, object: Int?) {
        self.document = document
        position = (object ?? 0) + 1
        end = object.map { document.nodes[$0].next } ?? 0
    }

    /// The next member whose key does not come again.
    package mutating func next() -> JSONMember? {
        while position + 1 < end {
            let key = document.nodes[position]
            let value = JSONValue(document: document, index: position + 1)
            position = document.nodes[position + 1].next
            guard case .key(let text) = key.content, !key.isShadowed else { continue }
            return JSONMember(document: document, keyText: text, value: value)
        }
        return nil
    }
}

/// The elements of an array.
package struct JSONElements: Sequence, IteratorProtocol, Sendable {
    private let document: JSONDocument
    private var position: Int
    private let end: Int

    init(document: JSONDocument, array: Int?) {
        self.document = document
        position = (array ?? 0) + 1
        end = array.map { document.nodes[$0].next } ?? 0
    }

    /// The next element.
    package mutating func next() -> JSONValue? {
        guard position < end else { return nil }
        let value = JSONValue(document: document, index: position)
        position = document.nodes[position].next
        return value
    }
}
