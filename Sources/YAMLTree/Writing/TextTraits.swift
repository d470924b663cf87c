/// What is in a text that decides how it can be written; found in one look over its bytes.
struct TextTraits {
    /// A line feed.
    private(set) var hasLineBreak = false
    private(set) var hasTab = false
    /// Any other control character of ASCII.
    private(set) var hasControl = false
    /// `'`.
    private(set) var hasQuote = false
    /// `$`.
    private(set) var hasDollar = false
    /// `"` or `\`, which double quotes do not take as they are.
    private(set) var hasEscape = false
    /// `: ` or ` #`, which end a plain scalar.
    private(set) var hasMarker = false
    /// A character that is not printable or that some reader takes for a line break or a byte order mark.
    private(set) var hasSpecial = false
    /// The first byte of a group of characters in which the special ones are.
    private(set) var hasSuspect = false

    /// - Parameter bytes: valid UTF-8.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var previous: UInt8 = 0
        for index in bytes.indices {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: " "): if previous == UInt8(ascii: ":") { hasMarker = true }
            case UInt8(ascii: "#"): if previous == UInt8(ascii: " ") { hasMarker = true }
            case UInt8(ascii: "'"): hasQuote = true
            case UInt8(ascii: "$"): hasDollar = true
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): hasEscape = true
            case UInt8(ascii: "\n"): hasLineBreak = true
            case UInt8(ascii: "\t"): hasTab = true
            case 0..<0x20, 0x7f: hasControl = true
            case 0xc2, 0xe2, 0xef:
                hasSuspect = true
                let rest = UnsafeBufferPointer(rebasing: bytes[(index + 1)...])
                if Self.isSpecial(byte, rest.first ?? 0, rest.dropFirst().first ?? 0) { hasSpecial = true }
            default: break
            }
            previous = byte
        }
    }

    /// Whether everything is printable and on one line.
    var isPrintableLine: Bool { !hasLineBreak && !hasTab && !hasControl && !hasSpecial }

    /// U+0080 to U+009F, U+2028, U+2029, U+FEFF, U+FFFE, U+FFFF.
    private static func isSpecial(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch (first, second, third) {
        case (0xc2, 0x80...0x9f, _), (0xe2, 0x80, 0xa8...0xa9), (0xef, 0xbb, 0xbf), (0xef, 0xbf, 0xbe...0xbf): true
        default: false
        }
    }
}
