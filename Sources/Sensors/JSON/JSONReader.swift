/// One step of a JSON text.
package enum JSONToken: Equatable, Sendable {
    case beginObject, endObject, beginArray, endArray
    /// A member's name; its value is the next token.
    case key(JSONText)
    case string(JSONText)
    case number(DecimalNumber)
    case boolean(Bool)
    case null
    /// The text is one whole value with nothing after it.
    case end
}

/// Where the content of a string stands, without its quotes.
package struct JSONText: Equatable, Sendable {
    // Small, since a document keeps one for each string.
    private let start: UInt32
    private let end: UInt32
    /// Whether a backslash occurs, so that the bytes are not the text itself.
    package let isEscaped: Bool

    init(range: Range<Int>, isEscaped: Bool) {
        start = UInt32(clamping: range.lowerBound)
        end = UInt32(clamping: range.upperBound)
        self.isEscaped = isEscaped
    }

    /// Bytes between the quotes.
    package var range: Range<Int> { Int(start)..<Int(end) }
}

/// A pull parser for RFC 8259: one token per call, no allocation, no recursion, nothing that can trap.
///
/// Strict: what Python's `json` or JavaScript accept beyond the grammar (`NaN`, lone surrogates, raw control characters)
/// is a failure with the offset of the offending byte. After a failure every further call throws the same failure.
package struct JSONReader: Sendable {
    /// Containers that may stand inside each other by default; sensors use up to five.
    package static let defaultDepthLimit = 16

    private enum Expectation { case value, valueOrEnd, keyOrEnd, key, separator, nothing }

    package let bytes: [UInt8]
    /// The next byte to read.
    package private(set) var offset = 0
    private let depthLimit: Int
    private var depth = 0
    /// One bit for each open container, the innermost lowest: 1 is an object.
    private var containers: UInt64 = 0
    private var expectation = Expectation.value
    private var failure: JSONFailure?

    /// `depthLimit` is brought into 1...64.
    package init(_ bytes: [UInt8], depthLimit: Int = JSONReader.defaultDepthLimit) {
        self.bytes = bytes
        self.depthLimit = min(max(depthLimit, 1), 64)
    }

    /// The next token.
    package mutating func next() throws(JSONFailure) -> JSONToken {
        if let failure { throw failure }
        do {
            return try step()
        } catch {
            failure = error
            throw error
        }
    }

    private mutating func step() throws(JSONFailure) -> JSONToken {
        skipWhitespace()
        if expectation == .separator {
            if let closing = try separator() { return closing }
            skipWhitespace()
        }
        switch expectation {
        case .nothing:
            guard offset == bytes.count else { throw JSONFailure(.trailingBytes, at: offset) }
            return .end
        case .keyOrEnd, .key: return try keyOrEnd()
        case .value, .valueOrEnd, .separator: return try value()
        }
    }

    private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func skipWhitespace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
    }

    /// Passes a comma, or closes the container.
    private mutating func separator() throws(JSONFailure) -> JSONToken? {
        guard let byte = current else { throw JSONFailure(.truncated, at: offset) }
        let inObject = containers & 1 == 1
        if byte == UInt8(ascii: ",") {
            offset += 1
            expectation = inObject ? .key : .value
            return nil
        }
        guard byte == UInt8(ascii: inObject ? "}" : "]") else { throw JSONFailure(.expectedSeparator, at: offset) }
        return close()
    }

    private mutating func close() -> JSONToken {
        offset += 1
        let token: JSONToken = containers & 1 == 1 ? .endObject : .endArray
        containers >>= 1
        depth -= 1
        expectation = depth == 0 ? .nothing : .separator
        return token
    }

    private mutating func open(object: Bool) throws(JSONFailure) -> JSONToken {
        guard depth < depthLimit else { throw JSONFailure(.tooDeep, at: offset) }
        offset += 1
        depth += 1
        containers = containers << 1 | (object ? 1 : 0)
        expectation = object ? .keyOrEnd : .valueOrEnd
        return object ? .beginObject : .beginArray
    }

    private mutating func keyOrEnd() throws(JSONFailure) -> JSONToken {
        guard let byte = current else { throw JSONFailure(.truncated, at: offset) }
        if byte == UInt8(ascii: "}"), expectation == .keyOrEnd { return close() }
        guard byte == UInt8(ascii: "\"") else { throw JSONFailure(.expectedKey, at: offset) }
        let text = try string()
        skipWhitespace()
        guard let colon = current else { throw JSONFailure(.truncated, at: offset) }
        guard colon == UInt8(ascii: ":") else { throw JSONFailure(.expectedColon, at: offset) }
        offset += 1
        expectation = .value
        return .key(text)
    }

    private mutating func value() throws(JSONFailure) -> JSONToken {
        guard let byte = current else { throw JSONFailure(.truncated, at: offset) }
        switch byte {
        case UInt8(ascii: "{"): return try open(object: true)
        case UInt8(ascii: "["): return try open(object: false)
        case UInt8(ascii: "]") where expectation == .valueOrEnd: return close()
        case UInt8(ascii: "\""): return finish(.string(try string()))
        case UInt8(ascii: "t"): return finish(try literal("true", .boolean(true)))
        case UInt8(ascii: "f"): return finish(try literal("false", .boolean(false)))
        case UInt8(ascii: "n"): return finish(try literal("null", .null))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return finish(.number(try number()))
        default: throw JSONFailure(.unexpectedByte, at: offset)
        }
    }

    private mutating func finish(_ token: JSONToken) -> JSONToken {
        expectation = depth == 0 ? .nothing : .separator
        return token
    }

    private mutating func literal(_ word: StaticString, _ token: JSONToken) throws(JSONFailure) -> JSONToken {
        for position in 0..<word.utf8CodeUnitCount {
            guard offset + position < bytes.count else { throw JSONFailure(.truncated, at: bytes.count) }
            guard bytes[offset + position] == word.utf8Start[position] else { throw JSONFailure(.unexpectedByte, at: offset + position) }
        }
        offset += word.utf8CodeUnitCount
        return token
    }

    private mutating func number() throws(JSONFailure) -> DecimalNumber {
        guard let number = DecimalNumber(in: bytes, at: offset, grammar: .json) else {
            throw JSONFailure(.malformedNumber, at: offset)
        }
        guard number.double(in: bytes) != nil else { throw JSONFailure(.numberOutOfRange, at: offset) }
        offset = number.range.upperBound
        return number
    }

    /// Reads a string whose opening quote is the current byte.
    private mutating func string() throws(JSONFailure) -> JSONText {
        offset += 1
        let start = offset
        var isEscaped = false
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                return JSONText(range: start..<offset - 1, isEscaped: isEscaped)
            case UInt8(ascii: "\\"):
                isEscaped = true
                offset += try JSONEscape.length(in: bytes, at: offset)
            case 0x00..<0x20:
                throw JSONFailure(.controlCharacter, at: offset)
            case 0x20..<0x80:
                offset += 1
            default:
                guard let length = UTF8Sequence.length(in: bytes, at: offset) else { throw JSONFailure(.invalidUTF8, at: offset) }
                offset += length
            }
        }
        throw JSONFailure(.truncated, at: offset)
    }
}
