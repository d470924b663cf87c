import Glibc

/// Comparisons of bytes in memory, a word at a time: the standard library's walk over sequences element by element.
enum Bytes {
    /// Whether both hold the same bytes.
    static func areEqual(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        guard let a = left.baseAddress, let b = right.baseAddress else { return true }
        return memcmp(a, b, left.count) == 0
    }

    /// A number that differs for most texts (FNV-1a, 32 bits); no protection from those who want it not to.
    static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        for byte in text { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return hash
    }

    /// Whether two texts are the same byte by byte; `==` takes two spellings of an umlaut for the same.
    static func areEqual(_ left: String, _ right: String) -> Bool {
        withBytes(of: left, right) { areEqual($0, $1) } ?? left.utf8.elementsEqual(right.utf8)
    }

    /// Whether the bytes of one text come before those of another.
    static func precedes(_ left: String, _ right: String) -> Bool {
        let precedes = withBytes(of: left, right) { a, b in
            guard let first = a.baseAddress, let second = b.baseAddress else { return a.count < b.count }
            let order = memcmp(first, second, min(a.count, b.count))
            return order < 0 || (order == 0 && a.count < b.count)
        }
        return precedes ?? left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    /// Nil where one of them does not lie in one piece.
    private static func withBytes(
        of left: String, _ right: String, _ compare: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool? {
        left.utf8.withContiguousStorageIfAvailable { a in right.utf8.withContiguousStorageIfAvailable { b in compare(a, b) } } ?? nil
    }
}
