/// Looks for some bytes in a text, eight of its bytes at a time.
struct ByteFinder: Sendable {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    private let bound: UInt64
    private let wanted: (UInt64, UInt64, UInt64, UInt64, UInt64)

    /// Finds bytes below a bound, which is 128 at most, and these five.
    init(below bound: UInt8, _ a: Unicode.Scalar, _ b: Unicode.Scalar, _ c: Unicode.Scalar, _ d: Unicode.Scalar, _ e: Unicode.Scalar) {
        func everywhere(_ byte: Unicode.Scalar) -> UInt64 { Self.ones &* UInt64(byte.value & 0x7F) }
        self.bound = Self.ones &* UInt64(min(bound, 128))
        wanted = (everywhere(a), everywhere(b), everywhere(c), everywhere(d), everywhere(e))
    }

    /// Whether one of them is in the text.
    func isIn(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let bytes = UnsafeRawBufferPointer(text)
        var found: UInt64 = 0
        var place = 0
        while place + 8 <= bytes.count {
            found |= hits(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            place += 8
        }
        guard place < bytes.count else { return found != 0 }
        // The rest in one go: with bytes that were looked at already, or behind bytes that nobody looks for.
        if bytes.count >= 8 { return found | hits(bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)) != 0 }
        var rest = UInt64.max
        while place < bytes.count {
            rest = rest << 8 | UInt64(bytes[place])
            place += 1
        }
        return hits(rest) != 0
    }

    /// The top bits of those bytes of a word that are looked for; a bit may stand above one that is (its borrow), never without one.
    private func hits(_ word: UInt64) -> UInt64 {
        func equal(_ pattern: UInt64) -> UInt64 { ((word ^ pattern) &- Self.ones) & ~(word ^ pattern) }
        let equals = equal(wanted.0) | equal(wanted.1) | equal(wanted.2) | equal(wanted.3) | equal(wanted.4)
        return (equals | ((word &- bound) & ~word)) & Self.tops
    }
}
