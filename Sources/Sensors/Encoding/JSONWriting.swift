/// Writes JSON without Foundation.
enum JSONWriting {
    /// Appends a quoted string: quotes, backslashes and control characters escaped.
    static func string(_ text: String, into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x00..<0x20:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(hexadecimal(byte >> 4))
                bytes.append(hexadecimal(byte & 0xF))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends a field's value; a number that is not finite becomes `null`.
    static func value(_ value: FieldValue, into bytes: inout [UInt8]) {
        switch value {
        case .double(let number): bytes.append(contentsOf: (number.isFinite ? "\(number)" : "null").utf8)
        case .integer(let number): bytes.append(contentsOf: "\(number)".utf8)
        case .unsigned(let number): bytes.append(contentsOf: "\(number)".utf8)
        case .boolean(let state): bytes.append(contentsOf: (state ? "true" : "false").utf8)
        case .text(let text): string(text, into: &bytes)
        }
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x57 + digit }
}
