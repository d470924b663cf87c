/// Writes JSON with two spaces a level. Keys stand in the order in which they are given; slashes are not escaped.
package struct JSONText {
    package private(set) var text = ""
    private var levels: [Level] = []

    private struct Level {
        var isObject: Bool
        var isEmpty = true
    }

    package init() {}

    package mutating func object(_ write: (inout JSONText) -> Void) {
        collection("{", "}", isObject: true, write)
    }

    package mutating func array(_ write: (inout JSONText) -> Void) {
        collection("[", "]", isObject: false, write)
    }

    /// The key of the value that comes next.
    package mutating func key(_ key: String) {
        startItem()
        append(quoted: key)
        text += ": "
    }

    package mutating func string(_ value: String) {
        startValue()
        append(quoted: value)
    }

    package mutating func integer(_ value: some BinaryInteger) { literal(String(value)) }
    package mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }
    package mutating func null() { literal("null") }

    /// A text that is JSON already, such as a number.
    package mutating func literal(_ value: String) {
        startValue()
        text += value
    }

    private mutating func collection(_ open: String, _ close: String, isObject: Bool, _ write: (inout JSONText) -> Void) {
        startValue()
        text += open
        levels.append(Level(isObject: isObject))
        write(&self)
        let wasEmpty = levels.popLast()?.isEmpty ?? true
        if !wasEmpty { breakLine() }
        text += close
    }

    private mutating func startValue() {
        if let level = levels.last, !level.isObject { startItem() }
    }

    private mutating func startItem() {
        guard let last = levels.indices.last else { return }
        if !levels[last].isEmpty { text += "," }
        levels[last].isEmpty = false
        breakLine()
    }

    private mutating func breakLine() {
        text += "\n"
        for _ in levels { text += "  " }
    }

    private mutating func append(quoted value: String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            // Line separators are legal in JSON and not in older JavaScript.
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}": text += Self.escape(scalar)
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let code = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - code.count) + code
    }
}
