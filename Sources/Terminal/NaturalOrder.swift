/// The order in which people expect names: `web.2` before `web.10`.
package enum NaturalOrder {
    /// Whether one name comes before another; runs of digits compare as numbers (docker's sortorder.NaturalLess).
    package static func precedes(_ a: String, _ b: String) -> Bool {
        var left = Substring(a).utf8
        var right = Substring(b).utf8
        while let x = left.first, let y = right.first {
            if isDigit(x) && isDigit(y) {
                let first = takeNumber(&left)
                let second = takeNumber(&right)
                if first.value.count != second.value.count { return first.value.count < second.value.count }
                if first.value != second.value { return first.value.lexicographicallyPrecedes(second.value) }
                if first.length != second.length { return first.length < second.length }
            } else {
                if x != y { return x < y }
                left.removeFirst()
                right.removeFirst()
            }
        }
        return left.isEmpty && !right.isEmpty
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// The digits without leading zeros, and how many there were with them.
    private static func takeNumber(_ text: inout Substring.UTF8View) -> (value: [UInt8], length: Int) {
        let digits = text.prefix(while: isDigit)
        text = text.dropFirst(digits.count)
        return (Array(digits.drop { $0 == UInt8(ascii: "0") }), digits.count)
    }
}
