/// Which texts need quotes even where they could stand without.
enum PlainText {
    /// Whether a plain scalar of this text would be a number, a boolean, a date or nothing to some reader of YAML 1.1 or 1.2.
    static func isAmbiguous(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first else { return true }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
            return ResolvedScalar(plain: bytes) != .string || isYAML11Number(bytes)
        case UInt8(ascii: "~"), UInt8(ascii: "="), UInt8(ascii: "<"): return bytes.count <= 5 && isWord(bytes)
        case UInt8(ascii: "y"), UInt8(ascii: "n"), UInt8(ascii: "o"), UInt8(ascii: "t"), UInt8(ascii: "f"),
            UInt8(ascii: "Y"), UInt8(ascii: "N"), UInt8(ascii: "O"), UInt8(ascii: "T"), UInt8(ascii: "F"):
            return bytes.count <= 5 && isWord(bytes)
        default: return false
        }
    }

    /// Whether a text is made of small letters and `_` and is longer than any word with a meaning of its own, as most keys are.
    static func isLongWord(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.count > 5 && bytes.allSatisfy { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") || $0 == UInt8(ascii: "_") }
            && bytes[0] != UInt8(ascii: "_")
    }

    private static func isWord(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        words.contains(String(decoding: bytes, as: UTF8.self).lowercased()) || ResolvedScalar(plain: bytes) != .string
    }

    private static let words: Set<String> = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "=", "<<"]

    /// Base 60, dates, underscores and the like: digits and `:-_.TZ+` with nothing else, which no reader of 1.2 minds.
    /// An address or a version such as 10.0.0.1 is none of them.
    private static func isYAML11Number(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let hasColon = bytes.contains(UInt8(ascii: ":"))
        if hasColon, !bytes.contains(UInt8(ascii: "-")) { return isBase60(bytes) }
        guard bytes.allSatisfy(isOfYAML11Number) else { return false }
        if !hasColon, bytes.count(where: { $0 == UInt8(ascii: ".") }) > 1 { return false }
        let hasTwoDashes = zip(bytes, bytes.dropFirst()).contains { $0 == UInt8(ascii: "-") && $1 == UInt8(ascii: "-") }
        return !hasTwoDashes && bytes.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func isOfYAML11Number(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: " "):
            true
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): true
        default: "TZtzxoinIN".utf8.contains(byte)
        }
    }

    /// `22:22`: digits, then groups of one or two digits up to 59.
    private static func isBase60(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let groups = bytes.drop { $0 == UInt8(ascii: "+") }.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        return groups.dropFirst().allSatisfy { group in
            let whole = group.prefix { $0 != UInt8(ascii: ".") }
            return (1...2).contains(whole.count) && (UInt8(String(decoding: whole, as: UTF8.self)).map { $0 < 60 } ?? false)
        }
    }

    /// Whether the first and the last bytes can begin and end a plain scalar.
    static func hasPlainEnds(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return false }
        if last == UInt8(ascii: " ") || last == UInt8(ascii: ":") { return false }
        switch first {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "/"): return true
        case UInt8(ascii: ":"), UInt8(ascii: "?"): return bytes.count > 1 && bytes[1] != UInt8(ascii: " ")
        // `- ` begins an item, `---` a document; anything with two dashes is quoted rather than looked at closely.
        case UInt8(ascii: "-"): return bytes.count > 1 && bytes[1] != UInt8(ascii: " ") && bytes[1] != UInt8(ascii: "-")
        case UInt8(ascii: "."): return !bytes.starts(with: "...".utf8)
        default: return !"!&*{}[],#|>@`\"'% =".utf8.contains(first)
        }
    }
}
