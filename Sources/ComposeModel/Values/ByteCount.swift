/// A number of bytes as compose files write it: `512`, `64m`, `1.5gb`, `2GiB`; units are powers of 1024.
///
/// Grammar: go-units' `RAMInBytes`.
package struct ByteCount: Hashable, Sendable {
    package var bytes: Int64
    /// The text as written, where it is one; equal sizes may be written differently.
    package var written: String?

    package init(bytes: Int64) {
        self.bytes = bytes
    }

    package static func == (a: ByteCount, b: ByteCount) -> Bool { a.bytes == b.bytes }

    package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

    /// Why a text is not a size.
    package enum ParseError: Error, Hashable {
        case malformed
        case unknownUnit(String)
        case outOfRange
    }

    /// Reads a size; a fraction of a byte is cut off.
    package init(_ text: String) throws(ParseError) {
        guard let separator = text.lastIndex(where: { $0.isASCII && $0.isNumber || $0 == "." || $0 == " " }) else { throw .malformed }
        let number = text[separator] == " " ? text[..<separator] : text[...separator]
        let suffix = text[text.index(after: separator)...].lowercased()
        guard number.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let value = Double(number)
        else { throw .malformed }
        let scaled = value * Double(try Self.factor(suffix))
        guard scaled < 9.2e18 else { throw .outOfRange }
        self.init(bytes: Int64(scaled))
        written = text
    }

    private static func factor(_ suffix: String) throws(ParseError) -> Int64 {
        if suffix.isEmpty || suffix == "b" { return 1 }
        let powers: [Character: Int64] = ["k": 1, "m": 2, "g": 3, "t": 4, "p": 5]
        let unit = suffix.dropFirst()
        guard let first = suffix.first, let power = powers[first], unit.isEmpty || unit == "b" || unit == "ib" else {
            throw .unknownUnit(suffix)
        }
        return Int64(1) << (10 * power)
    }
}
