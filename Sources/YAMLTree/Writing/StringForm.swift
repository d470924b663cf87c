/// How a string is written so that it is read as the same string again.
enum StringForm {
    case plain
    case singleQuoted
    case doubleQuoted
    /// As a block of lines under this header: `|`, `|-` or `|+`.
    case literal(header: StaticString)

    /// The form of a value: a block where that keeps a text of several lines exactly, else one line.
    init(value bytes: UnsafeBufferPointer<UInt8>, _ traits: TextTraits) {
        self = Self.block(bytes, traits) ?? Self.flow(bytes, traits)
    }

    /// The form of a key, which stands on one line.
    init(key bytes: UnsafeBufferPointer<UInt8>, _ traits: TextTraits) {
        self = Self.flow(bytes, traits)
    }

    /// Plain where that is safe, else quoted.
    private static func flow(_ bytes: UnsafeBufferPointer<UInt8>, _ traits: TextTraits) -> StringForm {
        guard traits.isPrintableLine, !PlainText.isAmbiguous(bytes) else { return .doubleQuoted }
        if !traits.hasMarker, !traits.hasSuspect, PlainText.hasPlainEnds(bytes) { return .plain }
        return traits.hasQuote ? .doubleQuoted : .singleQuoted
    }

    /// nil where the text has one line or could not be kept exactly.
    private static func block(_ bytes: UnsafeBufferPointer<UInt8>, _ traits: TextTraits) -> StringForm? {
        guard traits.hasLineBreak, !traits.hasControl, !traits.hasSpecial, let first = bytes.first else { return nil }
        if first == UInt8(ascii: " ") || first == UInt8(ascii: "\n") || first == UInt8(ascii: "\t") { return nil }
        guard bytes.last == UInt8(ascii: "\n") else { return .literal(header: "|-") }
        return .literal(header: bytes.dropLast().last == UInt8(ascii: "\n") ? "|+" : "|")
    }
}
