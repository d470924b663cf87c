extension HTTPRequest {
    /// Throws ``TransportError/invalidRequest(_:)`` when the target or a field would not arrive as one (RFC 9112, 3.2; RFC 9110, 5).
    func checkValidity() throws(TransportError) {
        guard target.utf8.first == UInt8(ascii: "/"), target.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .invalidRequest("the target must begin with / and hold no blank, control or non-ASCII character")
        }
        for field in fields.entries {
            guard !field.name.isEmpty, field.name.utf8.allSatisfy(isTokenByte) else {
                throw .invalidRequest("\"\(field.name)\" is no name of a field")
            }
            guard field.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == UInt8(ascii: "\t") }) else {
                throw .invalidRequest("the field \(field.name) holds a control character")
            }
        }
    }

    private func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
