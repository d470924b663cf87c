/// The escapes of double quotes in `.env` files.
enum DotenvEscapes {
    private static let simple: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D,
        UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "\""): 0x22,
    ]

    /// The text with its escapes replaced; unknown ones stay. `\$` becomes `$$`, which the template then makes `$`.
    static func expand(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
                output.append(bytes[index])
                index += 1
                continue
            }
            index += expandEscape(Array(bytes[index..<min(index + 5, bytes.count)]), to: &output)
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends what an escape means, and returns how many bytes it takes.
    private static func expandEscape(_ escape: [UInt8], to output: inout [UInt8]) -> Int {
        if let byte = simple[escape[1]] {
            output.append(byte)
            return 2
        }
        if escape[1] == UInt8(ascii: "$") {
            output += "$$".utf8
            return 2
        }
        if escape[1] == UInt8(ascii: "0"), escape.count == 5, let code = UInt8(escape.text(2..<5), radix: 8), escape[2] != UInt8(ascii: "+")
        {
            output += String(Unicode.Scalar(code)).utf8
            return 5
        }
        output += escape.prefix(2)
        return 2
    }
}
