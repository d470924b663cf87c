/// Writes a tree as YAML that every reader understands alike: block style, two spaces, quotes exactly where they are needed.
///
/// The look is that of `docker stack config` (go-yaml v3); a text that YAML 1.1 would take for something else is quoted too.
package struct YAMLWriter {
    private var bytes: [UInt8] = []
    private let doublesDollars: Bool

    private init(doublesDollars: Bool) {
        self.doublesDollars = doublesDollars
    }

    /// The document, ended by a line break.
    /// - Parameter doublesDollars: whether each `$` of a value is written twice, as interpolation reads it; keys are not interpolated.
    package static func text(of node: Node, doublesDollars: Bool = false) -> String {
        var writer = YAMLWriter(doublesDollars: doublesDollars)
        writer.write(node, indent: 0, after: .start)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Some entries of a block mapping, each on lines of its own.
    /// - Parameter indent: spaces before the keys.
    package static func lines(of entries: [Mapping.Entry], indent: Int, doublesDollars: Bool) -> [UInt8] {
        var writer = YAMLWriter(doublesDollars: doublesDollars)
        writer.writeEntries(entries, indent: indent, after: .key)
        return writer.bytes
    }

    /// What stands before a value on its line.
    private enum Position {
        case start, key, dash
    }

    private mutating func write(_ node: Node, indent: Int, after position: Position) {
        switch node.content {
        case .scalar(let scalar): writeScalar(scalar, node, indent: indent, after: position)
        case .sequence(let items) where items.isEmpty: writeInline("[]", after: position)
        case .mapping(let mapping) where mapping.entries.isEmpty: writeInline("{}", after: position)
        case .sequence(let items):
            if position == .key { bytes.append(UInt8(ascii: "\n")) }
            writeItems(items, indent: indent, after: position)
        case .mapping(let mapping):
            if position == .key { bytes.append(UInt8(ascii: "\n")) }
            writeEntries(mapping.entries, indent: indent, after: position)
        }
    }

    private mutating func writeInline(_ value: String, after position: Position) {
        if position == .key { bytes.append(UInt8(ascii: " ")) }
        bytes += value.utf8
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func writeItems(_ items: [Node], indent: Int, after position: Position) {
        for (index, item) in items.enumerated() {
            if position != .dash || index > 0 { pad(indent) }
            append("- ")
            write(item, indent: indent + 2, after: .dash)
        }
    }

    private mutating func writeEntries(_ entries: [Mapping.Entry], indent: Int, after position: Position) {
        for index in entries.indices {
            if position != .dash || index > 0 { pad(indent) }
            writeKey(entries[index].key)
            bytes.append(UInt8(ascii: ":"))
            write(entries[index].value, indent: indent + 2, after: .key)
        }
    }

    private mutating func writeKey(_ key: Mapping.Key) {
        guard key.isString else { return bytes += key.text.utf8 }
        var text = key.text
        text.withUTF8 { units in
            if PlainText.isLongWord(units) { return bytes += units }
            let traits = TextTraits(units)
            write(units, StringForm(key: units, traits), traits, indent: 0)
        }
    }

    private mutating func writeScalar(_ scalar: Scalar, _ node: Node, indent: Int, after position: Position) {
        guard node.resolved == .string else { return writeInline(node.goText.flatMap { $0.isEmpty ? nil : $0 } ?? "null", after: position) }
        if position == .key { bytes.append(UInt8(ascii: " ")) }
        var text = scalar.text
        text.withUTF8 { units in
            let traits = TextTraits(units)
            guard doublesDollars, traits.hasDollar else {
                return write(units, StringForm(value: units, traits), traits, indent: indent)
            }
            var doubled = String(decoding: units, as: UTF8.self).withDoubledDollars
            doubled.withUTF8 { write($0, StringForm(value: $0, traits), traits, indent: indent) }
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// A text in a form, without a line break at its end.
    private mutating func write(_ units: UnsafeBufferPointer<UInt8>, _ form: StringForm, _ traits: TextTraits, indent: Int) {
        switch form {
        case .plain: bytes += units
        case .singleQuoted: writeQuoted(units, "'")
        case .doubleQuoted where traits.isPrintableLine && !traits.hasEscape: writeQuoted(units, "\"")
        case .doubleQuoted: bytes += DoubleQuoted.text(of: String(decoding: units, as: UTF8.self)).utf8
        case .literal(let header):
            append(header)
            writeLines(units, indent: max(indent, 2))
        }
    }

    private mutating func writeQuoted(_ units: UnsafeBufferPointer<UInt8>, _ quote: StaticString) {
        append(quote)
        bytes += units
        append(quote)
    }

    /// Each line after a line break; the last line break is left to the caller.
    private mutating func writeLines(_ units: UnsafeBufferPointer<UInt8>, indent: Int) {
        let content = units.last == UInt8(ascii: "\n") ? units.dropLast() : units[...]
        for line in content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            bytes.append(UInt8(ascii: "\n"))
            if line.isEmpty { continue }
            pad(indent)
            bytes += line
        }
    }

    private mutating func pad(_ count: Int) {
        for _ in 0..<count { bytes.append(UInt8(ascii: " ")) }
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes += $0 }
    }
}

extension String {
    /// With each `$` twice.
    var withDoubledDollars: String {
        guard utf8.contains(UInt8(ascii: "$")) else { return self }
        return String(decoding: utf8.flatMap { $0 == UInt8(ascii: "$") ? [$0, $0] : [$0] }, as: UTF8.self)
    }
}
