import CLibYAML
import Diagnostics

/// What libyaml says where it cannot go on.
struct SyntaxProblem: Error {
    /// libyaml's words, such as "did not find expected key".
    var problem: String
    /// What it was doing, such as "while parsing a block mapping".
    var context: String = ""
    var position: SourcePosition
    /// Where that thing starts; nil where libyaml names none.
    var contextPosition: SourcePosition?
    /// The character at the place of the problem; nil at the end of the text.
    var character: Unicode.Scalar?
    /// Whether the bytes cannot be read as text at all.
    var isEncoding = false

    static let outOfMemory = SyntaxProblem(problem: "out of memory", position: SourcePosition(line: 1, column: 1))

    private init(problem: String, position: SourcePosition) {
        self.problem = problem
        self.position = position
    }

    init(_ parser: yaml_parser_t, input: UnsafeBufferPointer<UInt8>) {
        problem = parser.problem.map { String(cString: $0) } ?? "out of memory"
        context = parser.context.map { String(cString: $0) } ?? ""
        isEncoding = parser.error == YAML_READER_ERROR
        if isEncoding {
            let text = EncodedText(input, encoding: parser.encoding)
            position = text.position(ofByte: parser.problem_offset)
            character = parser.problem_value < 0 ? nil : Unicode.Scalar(UInt32(truncatingIfNeeded: parser.problem_value))
            return
        }
        position = parser.problem_mark.position
        if parser.context != nil { contextPosition = parser.context_mark.position }
        character = EncodedText(input, encoding: parser.encoding).scalar(at: parser.problem_mark)
    }
}

/// Finds places in a text whose encoding libyaml has recognised.
private struct EncodedText {
    let bytes: UnsafeBufferPointer<UInt8>
    let encoding: yaml_encoding_t

    init(_ bytes: UnsafeBufferPointer<UInt8>, encoding: yaml_encoding_t) {
        self.bytes = bytes
        self.encoding = encoding
    }

    private var isUTF16: Bool { encoding == YAML_UTF16LE_ENCODING || encoding == YAML_UTF16BE_ENCODING }

    /// Line and column of a byte, for the errors that come without a mark.
    func position(ofByte offset: Int) -> SourcePosition {
        var position = SourcePosition(line: 1, column: 1)
        let end = min(max(offset, 0), bytes.count)
        if isUTF16 {
            advance(&position, over: stride(from: 2, to: end - 1, by: 2).lazy.map(unit))
        } else {
            let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            guard start < end else { return position }
            advance(&position, over: bytes[start..<end].lazy.filter { $0 & 0xC0 != 0x80 }.map { UInt16($0) })
        }
        return position
    }

    private func advance(_ position: inout SourcePosition, over units: some Sequence<UInt16>) {
        for unit in units {
            if unit == 0x0A {
                position.line += 1
                position.column = 1
            } else if !(0xDC00..<0xE000).contains(unit) {
                position.column += 1
            }
        }
    }

    private func unit(at offset: Int) -> UInt16 {
        let (first, second) = (UInt16(bytes[offset]), UInt16(bytes[offset + 1]))
        return encoding == YAML_UTF16LE_ENCODING ? second << 8 | first : first << 8 | second
    }

    /// The ASCII character at a mark of a UTF-8 text; nil for any other.
    func scalar(at mark: yaml_mark_t) -> Unicode.Scalar? {
        guard !isUTF16 else { return nil }
        var line = 0
        var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while line < mark.line, index < bytes.count {
            if bytes[index] == 0x0A { line += 1 }
            index += 1
        }
        var column = 0
        while index < bytes.count, column < mark.column || bytes[index] & 0xC0 == 0x80 {
            if bytes[index] & 0xC0 != 0x80 { column += 1 }
            index += 1
        }
        return index < bytes.count && bytes[index] < 0x80 ? Unicode.Scalar(bytes[index]) : nil
    }
}
