/// Writes a tree as YAML that every reader understands alike: block style, two spaces, quotes exactly where they are needed.
///
/// The look is that of `docker stack config` (go-yaml v3); a text that YAML 1.1 would take for something else is quoted too.
package struct YAMLWriter {
    private var bytes: [UInt8] = []

    /// The document, ended by a line break.
    package static func text(of node: Node) -> String {
        var writer = YAMLWriter()
        writer.write(node, indent: 0, after: .start)
        return String(decoding: writer.bytes, as: UTF8.self)
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
        case .sequence(let items): writeSequence(items, indent: indent, after: position)
        case .mapping(let mapping): writeMapping(mapping, indent: indent, after: position)
        }
    }

    private mutating func writeInline(_ value: String, after position: Position) {
        if position == .key { append(" ") }
        bytes += value.utf8
        append("\n")
    }

    private mutating func writeSequence(_ items: [Node], indent: Int, after position: Position) {
        if position == .key { append("\n") }
        for (index, item) in items.enumerated() {
            if position != .dash || index > 0 { pad(indent) }
            append("- ")
            write(item, indent: indent + 2, after: .dash)
        }
    }

    private mutating func writeMapping(_ mapping: Mapping, indent: Int, after position: Position) {
        if position == .key { append("\n") }
        for (index, entry) in mapping.entries.enumerated() {
            if position != .dash || index > 0 { pad(indent) }
            bytes += (entry.key.isString ? ScalarText.flow(of: entry.key.text) : entry.key.text).utf8
            append(":")
            write(entry.value, indent: indent + 2, after: .key)
        }
    }

    private mutating func writeScalar(_ scalar: Scalar, _ node: Node, indent: Int, after position: Position) {
        guard node.resolved == .string else { return writeInline(node.goText.flatMap { $0.isEmpty ? nil : $0 } ?? "null", after: position) }
        guard let block = ScalarText.block(of: scalar.text) else { return writeInline(ScalarText.flow(of: scalar.text), after: position) }
        if position == .key { append(" ") }
        bytes += block.header.utf8
        append("\n")
        for line in block.lines {
            if !line.isEmpty {
                pad(max(indent, 2))
                bytes += line.utf8
            }
            append("\n")
        }
    }

    private mutating func pad(_ count: Int) {
        bytes += repeatElement(UInt8(ascii: " "), count: count)
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes += $0 }
    }
}
