/// Backslash escapes of RFC 8259, section 7.
package enum JSONEscape {
    /// Length in bytes of the escape at `index` (a backslash); a surrogate pair counts as one escape of 12.
    package static func length(in bytes: [UInt8], at index: Int) throws(JSONFailure) -> Int {
        guard index + 1 < bytes.count else { throw JSONFailure(.truncated, at: bytes.count) }
        if simple(bytes[index + 1]) != nil { return 2 }
        guard bytes[index + 1] == UInt8(ascii: "u") else { throw JSONFailure(.malformedEscape, at: index) }
        let unit = try codeUnit(in: bytes, at: index)
        switch unit {
        case 0xD800...0xDBFF:
            guard index + 7 < bytes.count, bytes[index + 6] == UInt8(ascii: "\\"), bytes[index + 7] == UInt8(ascii: "u"),
                case 0xDC00...0xDFFF = try codeUnit(in: bytes, at: index + 6)
            else { throw JSONFailure(.loneSurrogate, at: index) }
            return 12
        case 0xDC00...0xDFFF: throw JSONFailure(.loneSurrogate, at: index)
        default: return 6
        }
    }

    /// The text of a scanned string: its bytes with the escapes replaced.
    package static func decoded(_ text: JSONText, in bytes: [UInt8]) -> [UInt8] {
        guard text.range.upperBound <= bytes.count else { return [] }
        var result: [UInt8] = []
        result.reserveCapacity(text.range.count)
        var index = text.range.lowerBound
        while index < text.range.upperBound {
            guard bytes[index] == UInt8(ascii: "\\"), let length = try? length(in: bytes, at: index) else {
                result.append(bytes[index])
                index += 1
                continue
            }
            append(escape: index, length: length, of: bytes, to: &result)
            index += length
        }
        return result
    }

    private static func append(escape index: Int, length: Int, of bytes: [UInt8], to result: inout [UInt8]) {
        if length == 2, let byte = simple(bytes[index + 1]) { return result.append(byte) }
        guard let first = try? codeUnit(in: bytes, at: index) else { return }
        var code = first
        if length == 12, let second = try? codeUnit(in: bytes, at: index + 6) {
            code = 0x10000 + ((first & 0x3FF) << 10) + (second & 0x3FF)
        }
        guard let scalar = Unicode.Scalar(code) else { return }
        result.append(contentsOf: UTF8.encode(scalar) ?? .init())
    }

    private static func simple(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// The four hexadecimal digits of the `\uXXXX` at `index`.
    private static func codeUnit(in bytes: [UInt8], at index: Int) throws(JSONFailure) -> UInt32 {
        var value: UInt32 = 0
        for position in index + 2..<index + 6 {
            guard position < bytes.count else { throw JSONFailure(.truncated, at: bytes.count) }
            guard let digit = hexadecimal(bytes[position]) else { throw JSONFailure(.malformedEscape, at: index) }
            value = value << 4 | digit
        }
        return value
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte &- 0x30)
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte &- 0x61 &+ 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte &- 0x41 &+ 10)
        default: nil
        }
    }
}
