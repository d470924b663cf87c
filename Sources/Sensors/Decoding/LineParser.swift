/// One line of line protocol.
package struct ParsedLine: Equatable, Sendable {
    package var measurement: String
    package var tags: [Tag]
    package var fields: [Field]
    /// Nanoseconds since 1970; nil when the line has no timestamp.
    package var time: Instant?
}

/// Reads line protocol (InfluxDB v2 reference, "Line protocol"): comments and empty lines are passed over.
package struct LineParser: Sendable {
    private let bytes: [UInt8]
    private var index = 0

    package init(bytes: [UInt8]) { self.bytes = bytes }

    /// The next line, or nil at the end; fails with the byte where a line is wrong.
    package mutating func next() throws(Undecodable) -> ParsedLine? {
        skipBlankAndComments()
        guard index < bytes.count else { return nil }
        let measurement = try text(until: [.comma, .space], escapes: [.comma, .space], "line.measurement")
        var line = ParsedLine(measurement: measurement, tags: [], fields: [], time: nil)
        while skip(.comma) {
            let name = try text(until: [.equals, .comma, .space], escapes: [.comma, .space, .equals], "line.tag-key")
            guard skip(.equals) else { throw failure("line.tag-without-value") }
            line.tags.append(Tag(name, try text(until: [.comma, .space], escapes: [.comma, .space, .equals], "line.tag-value")))
        }
        guard skip(.space) else { throw failure("line.missing-field") }
        while skip(.space) {}
        repeat {
            let name = try text(until: [.equals, .comma, .space], escapes: [.comma, .space, .equals], "line.field-key")
            guard skip(.equals) else { throw failure("line.field-without-value") }
            line.fields.append(Field(name, try value()))
        } while skip(.comma)
        try timestamp(of: &line)
        return line
    }

    private mutating func skipBlankAndComments() {
        while index < bytes.count {
            if bytes[index] == .newline || bytes[index] == .space || bytes[index] == .carriageReturn {
                index += 1
            } else if bytes[index] == UInt8(ascii: "#") {
                while index < bytes.count, bytes[index] != .newline { index += 1 }
            } else {
                return
            }
        }
    }

    private mutating func timestamp(of line: inout ParsedLine) throws(Undecodable) {
        while skip(.space) {}
        if let number = DecimalNumber(in: bytes, at: index, grammar: .json) {
            guard let nanoseconds = number.integer else { throw failure("line.timestamp") }
            line.time = Instant(nanoseconds: nanoseconds)
            index = number.range.upperBound
        }
        while skip(.space) {}
        _ = skip(.carriageReturn)
        guard index == bytes.count || skip(.newline) else { throw failure("line.trailing-bytes") }
    }

    private func failure(_ code: String) -> Undecodable { Undecodable(.malformed, code, at: index, format: .lineProtocol) }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    /// Reads up to an unescaped stop byte; a backslash before anything else than an escapable byte stands for itself.
    private mutating func text(until stops: [UInt8], escapes: [UInt8], _ code: String) throws(Undecodable) -> String {
        var text: [UInt8] = []
        let start = index
        while index < bytes.count, !stops.contains(bytes[index]), bytes[index] != .newline {
            if bytes[index] == .backslash, index + 1 < bytes.count, escapes.contains(bytes[index + 1]) { index += 1 }
            text.append(bytes[index])
            index += 1
        }
        guard !text.isEmpty else { throw Undecodable(.malformed, code, at: start, format: .lineProtocol) }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func value() throws(Undecodable) -> FieldValue {
        let start = index
        guard index < bytes.count else { throw failure("line.field-value") }
        if skip(.quote) { return .text(try quoted()) }
        var end = index
        while end < bytes.count, ![.comma, .space, .newline, .carriageReturn].contains(bytes[end]) { end += 1 }
        guard let value = Self.bare(Array(bytes[start..<end])) else { throw failure("line.field-value") }
        index = end
        return value
    }

    private mutating func quoted() throws(Undecodable) -> String {
        var text: [UInt8] = []
        while index < bytes.count, bytes[index] != .quote {
            if bytes[index] == .backslash, index + 1 < bytes.count, bytes[index + 1] == .quote || bytes[index + 1] == .backslash {
                index += 1
            }
            text.append(bytes[index])
            index += 1
        }
        guard skip(.quote) else { throw failure("line.open-string") }
        return String(decoding: text, as: UTF8.self)
    }

    /// A number, `42i`, `42u` or a boolean; nil for anything else, `NaN` and numbers that do not fit included.
    private static func bare(_ bytes: [UInt8]) -> FieldValue? {
        if let number = DecimalNumber(in: bytes, at: 0, grammar: .relaxed) {
            if number.range.upperBound == bytes.count { return number.double(in: bytes).map { .double($0) } }
            guard number.range.upperBound == bytes.count - 1 else { return nil }
            let digits = String(decoding: bytes[number.range], as: UTF8.self)
            switch bytes[bytes.count - 1] {
            case UInt8(ascii: "i"): return Int64(digits).map { .integer($0) }
            case UInt8(ascii: "u"): return UInt64(digits).map { .unsigned($0) }
            default: return nil
            }
        }
        switch String(decoding: bytes, as: UTF8.self) {
        case "t", "T", "true", "True", "TRUE": return .boolean(true)
        case "f", "F", "false", "False", "FALSE": return .boolean(false)
        default: return nil
        }
    }
}

extension UInt8 {
    fileprivate static let comma = UInt8(ascii: ",")
    fileprivate static let space = UInt8(ascii: " ")
    fileprivate static let equals = UInt8(ascii: "=")
    fileprivate static let quote = UInt8(ascii: "\"")
    fileprivate static let backslash = UInt8(ascii: "\\")
    fileprivate static let newline = UInt8(ascii: "\n")
    fileprivate static let carriageReturn = UInt8(ascii: "\r")
}
