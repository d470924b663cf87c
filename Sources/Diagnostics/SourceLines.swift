/// Finds the lines of a text, which end where libyaml ends them: at LF, CR, both, NEL, LS and PS.
struct SourceLines {
    private let bytes: [UInt8]
    private var starts: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
        for (index, byte) in bytes.enumerated() where byte < 0x20 || byte == 0x85 || byte == 0xA8 || byte == 0xA9 {
            if Self.endsLine(bytes, at: index) { starts.append(index + 1) }
        }
    }

    private static let lineEnds: [Unicode.Scalar] = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]

    private static func endsLine(_ bytes: [UInt8], at index: Int) -> Bool {
        switch bytes[index] {
        case 0x0A: true
        case 0x0D: index + 1 == bytes.count || bytes[index + 1] != 0x0A
        case 0x85: index >= 1 && bytes[index - 1] == 0xC2
        case 0xA8, 0xA9: index >= 2 && bytes[index - 1] == 0x80 && bytes[index - 2] == 0xE2
        default: false
        }
    }

    /// The text of a line without its end; nil beyond the last line. Bytes that are not UTF-8 become U+FFFD.
    /// - Parameter number: counted from 1.
    subscript(number: UInt32) -> String? {
        let index = Int(number) - 1
        guard starts.indices.contains(index) else { return nil }
        let end = index + 1 < starts.count ? starts[index + 1] : bytes.count
        var line = String(decoding: bytes[starts[index]..<end], as: UTF8.self).unicodeScalars
        while let last = line.last, Self.lineEnds.contains(last) { line.removeLast() }
        return String(line)
    }
}
