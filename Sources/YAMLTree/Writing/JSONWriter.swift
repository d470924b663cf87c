/// Writes a tree as JSON: two spaces, keys in their order, no escaped slashes; numbers and booleans as YAML reads them.
package struct JSONWriter {
    private var bytes: [UInt8] = []
    private let doublesDollars: Bool

    private init(doublesDollars: Bool) {
        self.doublesDollars = doublesDollars
    }

    /// The value, without a final line break.
    /// - Parameter doublesDollars: whether each `$` of a value is written twice, as interpolation reads it; keys are not interpolated.
    package static func text(of node: Node, doublesDollars: Bool = false) -> String {
        var writer = JSONWriter(doublesDollars: doublesDollars)
        writer.write(node, indent: 0)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private mutating func write(_ node: Node, indent: Int) {
        switch node.content {
        case .scalar(let scalar): writeScalar(scalar, node)
        case .sequence(let items): writeItems(items, "[", "]", indent: indent) { $0.write($1, indent: indent + 2) }
        case .mapping(let mapping):
            writeItems(mapping.entries, "{", "}", indent: indent) { writer, entry in
                writer.writeString(entry.key.text)
                writer.append(": ")
                writer.write(entry.value, indent: indent + 2)
            }
        }
    }

    private mutating func writeItems<Item>(
        _ items: [Item], _ open: StaticString, _ close: StaticString, indent: Int, _ write: (inout JSONWriter, Item) -> Void
    ) {
        append(open)
        for (index, item) in items.enumerated() {
            append(index == 0 ? "\n" : ",\n")
            pad(indent + 2)
            write(&self, item)
        }
        if !items.isEmpty {
            append("\n")
            pad(indent)
        }
        append(close)
    }

    /// JSON has no infinity and no NaN: they are texts.
    private mutating func writeScalar(_ scalar: Scalar, _ node: Node) {
        switch node.resolved {
        case .null, .none: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .int(let value): bytes += String(value).utf8
        case .float(let value) where value.isFinite: bytes += (node.goText ?? "0").utf8
        case .float, .string: writeString(doublesDollars ? scalar.text.withDoubledDollars : scalar.text)
        }
    }

    private mutating func writeString(_ text: String) {
        append("\"")
        var text = text
        text.withUTF8 { units in
            var start = 0
            for (index, unit) in units.enumerated() where unit < 0x20 || unit == UInt8(ascii: "\"") || unit == UInt8(ascii: "\\") {
                bytes += units[start..<index]
                escape(unit)
                start = index + 1
            }
            bytes += units[start...]
        }
        append("\"")
    }

    private mutating func escape(_ unit: UInt8) {
        switch unit {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case UInt8(ascii: "\n"): append("\\n")
        case UInt8(ascii: "\r"): append("\\r")
        case UInt8(ascii: "\t"): append("\\t")
        default:
            append("\\u00")
            bytes += (unit < 16 ? "0" : "").utf8
            bytes += String(unit, radix: 16).utf8
        }
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes += $0 }
    }

    private mutating func pad(_ count: Int) {
        bytes += repeatElement(UInt8(ascii: " "), count: count)
    }
}
