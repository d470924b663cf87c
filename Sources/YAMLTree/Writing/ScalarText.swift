/// How a string is written so that it is read as the same string again.
enum ScalarText {
    /// On one line: plain where that is safe, else quoted.
    static func flow(of text: String) -> String {
        if PlainText.isSafe(text) { return text }
        let isPrintable = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f && !isSpecial($0) }
        if isPrintable, PlainText.isAmbiguous(text) == false, !text.contains("'") { return "'" + text + "'" }
        return doubleQuoted(text)
    }

    /// As a literal block; nil where the text has one line or could not be kept exactly.
    static func block(of text: String) -> (header: String, lines: [Substring])? {
        guard text.utf8.contains(UInt8(ascii: "\n")), !text.hasPrefix(" "), !text.hasPrefix("\n") else { return nil }
        let isPlain = text.unicodeScalars.allSatisfy {
            $0 == "\n" || $0 == "\t" || ($0.value >= 0x20 && $0.value != 0x7f && !isSpecial($0))
        }
        guard isPlain, !text.hasPrefix("\t") else { return nil }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.last == "" else { return ("|-", lines) }
        lines.removeLast()
        return (lines.last == "" ? "|+" : "|", lines)
    }

    private static func isSpecial(_ character: Unicode.Scalar) -> Bool {
        switch character.value {
        case 0x80...0x9f, 0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff: true
        default: false
        }
    }

    private static func doubleQuoted(_ text: String) -> String {
        var result = "\""
        for character in text.unicodeScalars { result += escaped(character) }
        return result + "\""
    }

    private static func escaped(_ character: Unicode.Scalar) -> String {
        switch character {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\t": return "\\t"
        case "\r": return "\\r"
        case _ where character.value < 0x20 || character.value == 0x7f: return "\\x" + hexadecimal(character, digits: 2)
        case _ where isSpecial(character): return "\\u" + hexadecimal(character, digits: 4)
        default: return String(character)
        }
    }

    private static func hexadecimal(_ character: Unicode.Scalar, digits: Int) -> String {
        let text = String(character.value, radix: 16)
        return String(repeating: "0", count: digits - text.count) + text
    }
}
