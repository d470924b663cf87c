/// Finds the lines of a text, which end where libyaml ends them: at LF, CR, both, NEL, LS and PS.
struct SourceLines {
    private let bytes: [UInt8]
    private var starts: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
        var starts = starts
        bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            while index < bytes.count {
                if Self.endsLine(bytes, at: index) { starts.append(index + 1) }
                index += 1
            }
        }
        self.starts = starts
    }

    private static let lineEnds: [Unicode.Scalar] = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]

    private static func endsLine(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        switch bytes[index] {
        case 0x0A: true
        case 0x0D: index + 1 == bytes.count || bytes[index + 1] != 0x0A
        case 0x85: index >= 1 && bytes[index - 1] == 0xC2
        case 0xA8, 0xA9: index >= 2 && bytes[index - 1] == 0x80 && bytes[index - 2] == 0xE2
        default: false
        }
    }

    /// A line, or the part of a long one that is near a place.
    struct Excerpt: Hashable, Sendable {
        /// Without the line's end; bytes that are not UTF-8 are U+FFFD.
        var text: String
        /// The column of the first character of `text`.
        var firstColumn: UInt32 = 1
    }

    /// How many characters are kept before and after a place; no terminal shows as many.
    private static let reach = 1000

    /// The line with this number around this column, both counted from 1; nil beyond the last line.
    func excerpt(line number: UInt32, around column: UInt32) -> Excerpt? {
        let index = Int(number) - 1
        guard starts.indices.contains(index) else { return nil }
        let line = starts[index]..<(index + 1 < starts.count ? starts[index + 1] : bytes.count)
        let skipped = max(0, Int(column) - 1 - Self.reach)
        let start = skipping(skipped, in: line)
        let end = skipping(2 * Self.reach, in: start..<line.upperBound)
        var text = String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars
        while let last = text.last, Self.lineEnds.contains(last) { text.removeLast() }
        return Excerpt(text: String(text), firstColumn: UInt32(skipped) + 1)
    }

    /// The position after this many characters.
    private func skipping(_ count: Int, in range: Range<Int>) -> Int {
        if count == 0 { return range.lowerBound }
        var left = count
        return bytes.withUnsafeBufferPointer { bytes in
            var index = range.lowerBound
            while index < range.upperBound {
                // A character begins at every byte that does not continue one.
                if bytes[index] & 0xC0 != 0x80 {
                    if left == 0 { return index }
                    left -= 1
                }
                index += 1
            }
            return index
        }
    }
}
