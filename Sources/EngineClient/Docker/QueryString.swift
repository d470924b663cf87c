/// The query of a request target; every value is percent-encoded.
struct QueryString: Sendable {
    private var items: [String] = []

    /// Adds `name=value`; nothing for nil.
    mutating func add(_ name: String, _ value: String?) {
        if let value { items.append(name + "=" + value.percentEncoded) }
    }

    /// Adds `name=1` when the flag is set.
    mutating func add(_ name: String, flag: Bool) {
        if flag { items.append(name + "=1") }
    }

    /// `?a=1&b=2`, or nothing.
    var text: String { items.isEmpty ? "" : "?" + items.joined(separator: "&") }
}

extension String {
    /// Everything but the unreserved characters of RFC 3986 as `%XX` of its UTF-8.
    var percentEncoded: String {
        var text = ""
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                text += byte < 16 ? "%0" + digits : "%" + digits
            }
        }
        return text
    }
}
