/// Texts in double quotes, with escapes.
enum DoubleQuoted {
    /// The text with its quotes.
    static func text(of text: String) -> String {
        var result = "\""
        for character in text.unicodeScalars { result += escaped(character) }
        return result + "\""
    }

    private static func escaped(_ character: Unicode.Scalar) -> String {
        switch character {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\t": "\\t"
        case "\r": "\\r"
        default:
            switch character.value {
            case 0..<0x20, 0x7f: "\\x" + hexadecimal(character, digits: 2)
            case 0x80...0x9f, 0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff: "\\u" + hexadecimal(character, digits: 4)
            default: String(character)
            }
        }
    }

    private static func hexadecimal(_ character: Unicode.Scalar, digits: Int) -> String {
        let text = String(character.value, radix: 16)
        return String(repeating: "0", count: digits - text.count) + text
    }
}
