import Diagnostics
import YAMLTree

/// Finds the place of a part of a scalar's text in the file.
enum TemplatePlace {
    /// The place of some bytes of the text; that of the whole scalar where escapes or line breaks move them.
    static func range(of bytes: Range<Int>, in scalar: Scalar, at place: SourceRange) -> SourceRange {
        guard place.start.line == place.end.line, place.end.column >= place.start.column else { return place }
        let text = scalar.text.utf8
        guard text.count <= 10_000, bytes.upperBound <= text.count else { return place }
        let quote: Int =
            switch scalar.style {
            case .plain: 0
            case .singleQuoted, .doubleQuoted: 1
            case .literal, .folded: -1
            }
        // Where nothing is escaped and no tag stands before it, the text takes exactly its own columns.
        guard quote >= 0, Int(place.end.column - place.start.column) == scalar.text.unicodeScalars.count + 2 * quote else { return place }
        let before = columns(text.prefix(bytes.lowerBound))
        let length = max(1, columns(text.dropFirst(bytes.lowerBound).prefix(bytes.count)))
        var range = place
        range.start.column += UInt32(quote + before)
        range.end.column = range.start.column + UInt32(length)
        return range
    }

    private static func columns(_ bytes: some Sequence<UInt8>) -> Int {
        bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    }
}
