/// UTF-8 as Unicode 15, table 3-7 defines it.
package enum UTF8Sequence {
    /// Length of the well-formed multi-byte sequence that starts at `index`, or nil.
    ///
    /// Over-long forms, surrogates (U+D800...U+DFFF) and code points past U+10FFFF are not well formed.
    package static func length(in bytes: [UInt8], at index: Int) -> Int? {
        guard index >= 0, index < bytes.count else { return nil }
        switch bytes[index] {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: return tail(bytes, index, 2, 0x80...0xBF)
        case 0xE0: return tail(bytes, index, 3, 0xA0...0xBF)
        case 0xED: return tail(bytes, index, 3, 0x80...0x9F)
        case 0xE1...0xEF: return tail(bytes, index, 3, 0x80...0xBF)
        case 0xF0: return tail(bytes, index, 4, 0x90...0xBF)
        case 0xF1...0xF3: return tail(bytes, index, 4, 0x80...0xBF)
        case 0xF4: return tail(bytes, index, 4, 0x80...0x8F)
        default: return nil
        }
    }

    /// Offset of the first byte that belongs to no well-formed sequence, or nil when all is well.
    package static func firstInvalid(in bytes: [UInt8]) -> Int? {
        var index = 0
        while index < bytes.count {
            guard let length = length(in: bytes, at: index) else { return index }
            index += length
        }
        return nil
    }

    private static func tail(_ bytes: [UInt8], _ index: Int, _ length: Int, _ second: ClosedRange<UInt8>) -> Int? {
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
        var next = index + 2
        while next < index + length {
            guard bytes[next] & 0xC0 == 0x80 else { return nil }
            next += 1
        }
        return length
    }
}
