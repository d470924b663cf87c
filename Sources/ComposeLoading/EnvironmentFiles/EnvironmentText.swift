import Diagnostics

/// The bytes of an environment file, read from front to back, with places.
struct EnvironmentText {
    let bytes: [UInt8]
    let file: SourceFileID
    /// The next byte.
    var position: Int
    /// The place up to which lines and columns were counted.
    private var counted: Int
    private var place = SourcePosition(line: 1, column: 1)

    init(_ bytes: [UInt8], file: SourceFileID) {
        self.bytes = bytes
        self.file = file
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        counted = position
    }

    /// The place of the whole text, where no better one is known.
    var start: SourceRange {
        let first = SourcePosition(line: 1, column: 1)
        return SourceRange(file: file, start: first, end: first)
    }

    var isAtEnd: Bool { position >= bytes.count }
    /// The next byte; nil at the end.
    var next: UInt8? { isAtEnd ? nil : bytes[position] }

    /// The end of the line that the next byte is on, without its line feed.
    var lineEnd: Int { bytes[min(position, bytes.count)...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count }

    /// Goes to the first byte of the next line.
    mutating func skipLine() { position = min(lineEnd + 1, bytes.count) }

    /// Goes past blanks; line feeds too where asked.
    mutating func skipSpace(overLines: Bool) {
        while let width = spaceWidth(at: position), overLines || bytes[position] != UInt8(ascii: "\n") { position += width }
    }

    /// How many bytes a white-space character takes; nil where there is none.
    func spaceWidth(at index: Int) -> Int? {
        guard index < bytes.count else { return nil }
        switch bytes[index] {
        case UInt8(ascii: " "), 0x09...0x0D: return 1
        case 0xC2 where index + 1 < bytes.count && [0x85, 0xA0].contains(bytes[index + 1]): return 2
        default: return nil
        }
    }

    /// The place of some bytes of one line. Cheap when places are asked for from front to back.
    mutating func range(_ range: Range<Int>) -> SourceRange {
        if range.lowerBound < counted {
            counted = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            place = SourcePosition(line: 1, column: 1)
        }
        while counted < range.lowerBound {
            if bytes[counted] == UInt8(ascii: "\n") {
                place = SourcePosition(line: place.line + 1, column: 1)
            } else if bytes[counted] & 0xC0 != 0x80 {
                place.column += 1
            }
            counted += 1
        }
        let length = bytes[range].reduce(0 as UInt32) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        let end = SourcePosition(line: place.line, column: place.column + max(1, length))
        return SourceRange(file: file, start: place, end: end)
    }
}
