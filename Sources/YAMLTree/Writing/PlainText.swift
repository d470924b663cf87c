/// Which strings need no quotes.
enum PlainText {
    /// Whether a plain scalar of this text is read as this text, by readers of YAML 1.1 and 1.2.
    static func isSafe(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in hasPlainShape(bytes) } && !isAmbiguous(text)
    }

    /// Whether a plain scalar of this text would be a number, a boolean, a date or nothing to some reader.
    static func isAmbiguous(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return true }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
            return ResolvedScalar(plain: text) != .string || isYAML11Number(text)
        default:
            return text.utf8.count <= 5 && (words.contains(text.lowercased()) || ResolvedScalar(plain: text) != .string)
        }
    }

    private static let words: Set<String> = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "=", "<<"]

    /// Base 60, dates, underscores and the like: digits and `:-_.TZ+` with nothing else, which no reader of 1.2 minds.
    /// An address or a version such as 10.0.0.1 is none of them.
    private static func isYAML11Number(_ text: String) -> Bool {
        if !text.utf8.contains(UInt8(ascii: ":")), text.utf8.count(where: { $0 == UInt8(ascii: ".") }) > 1 { return false }
        if text.utf8.contains(UInt8(ascii: ":")), !text.utf8.contains(UInt8(ascii: "-")) { return isBase60(text) }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: "+-_:. TZtzexobabcdfABCDFEinINF".utf8.contains(byte)
            }
        } && !text.contains("--") && text.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// `22:22`: digits, then groups of one or two digits up to 59.
    private static func isBase60(_ text: String) -> Bool {
        let groups = text.drop { $0 == "+" }.split(separator: ":", omittingEmptySubsequences: false)
        return groups.dropFirst().allSatisfy { group in
            let whole = group.prefix { $0 != "." }
            return (1...2).contains(whole.count) && (UInt8(whole).map { $0 < 60 } ?? false)
        }
    }

    private static func hasPlainShape(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return false }
        if last == UInt8(ascii: " ") || last == UInt8(ascii: ":") { return false }
        if "!&*{}[],#|>@`\"'% =".utf8.contains(first) { return false }
        if first == UInt8(ascii: ":") || first == UInt8(ascii: "?"), bytes.count == 1 || bytes[1] == UInt8(ascii: " ") { return false }
        // `- ` begins an item, `---` a document; anything with two dashes is quoted rather than looked at closely.
        if first == UInt8(ascii: "-"), bytes.count == 1 || bytes[1] == UInt8(ascii: " ") || bytes[1] == UInt8(ascii: "-") { return false }
        if bytes.count >= 3, bytes[0] == UInt8(ascii: "."), bytes[1] == UInt8(ascii: "."), bytes[2] == UInt8(ascii: ".") { return false }
        return hasPlainInside(bytes)
    }

    /// No `: `, no ` #`, nothing that is not printable ASCII or part of a longer UTF-8 sequence.
    private static func hasPlainInside(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var previous: UInt8 = 0
        for byte in bytes {
            switch byte {
            case 0..<0x20, 0x7f, 0xc2, 0xe2, 0xef: return false
            case UInt8(ascii: " ") where previous == UInt8(ascii: ":"): return false
            case UInt8(ascii: "#") where previous == UInt8(ascii: " "): return false
            default: previous = byte
            }
        }
        return true
    }
}
