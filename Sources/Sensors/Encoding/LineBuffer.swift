/// Memory in which one line is written. Whoever writes has made sure before that all of it has room.
struct LineBuffer {
    private let room: UnsafeMutableBufferPointer<UInt8>
    /// Bytes written.
    private(set) var count = 0

    /// An empty line in that memory.
    init(_ room: UnsafeMutableBufferPointer<UInt8>) { self.room = room }

    mutating func put(_ byte: UInt8) {
        room[count] = byte
        count += 1
    }

    mutating func put(_ text: UnsafeBufferPointer<UInt8>) {
        guard let start = text.baseAddress, let end = room.baseAddress else { return }
        (end + count).update(from: start, count: text.count)
        count += text.count
    }

    mutating func put(_ text: String) {
        var text = text
        text.withUTF8 { put($0) }
    }

    /// A whole number in decimal, 20 bytes at most. No text is made of it: its digits are put into place from the last to the first.
    mutating func put(_ number: Int64) {
        if number < 0 { put(UInt8(ascii: "-")) }
        put(digits: number.magnitude, atLeast: 1)
    }

    /// A finite number in the fewest digits that are read back as it, 24 bytes at most: what `description` says.
    mutating func put(_ number: Double) {
        guard let (digits, decimals) = Self.shortDecimal(number.magnitude) else { return put(number.description) }
        if number.sign == .minus { put(UInt8(ascii: "-")) }
        put(digits: digits, atLeast: decimals + 1)
        // The point goes between the digits, or behind them with a zero.
        guard decimals > 0 else {
            put(UInt8(ascii: "."))
            return put(UInt8(ascii: "0"))
        }
        put(UInt8(0))
        for place in 0..<decimals { room[count - 1 - place] = room[count - 2 - place] }
        room[count - 1 - decimals] = UInt8(ascii: ".")
    }

    private mutating func put(digits number: UInt64, atLeast least: Int) {
        var width = 1
        var bound: UInt64 = 10
        while number >= bound {
            width += 1
            let (next, isOver) = bound.multipliedReportingOverflow(by: 10)
            if isOver { break }
            bound = next
        }
        width = max(width, least)
        var rest = number
        for place in (count..<count + width).reversed() {
            room[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += width
    }

    /// The number as whole digits and how many of them stand behind the point, up to four: what sensors say. Nil for any other.
    ///
    /// Below 10^9 that makes 13 digits. No two decimals of 15 digits or fewer are the same 64-bit float, so the one that gives the number when
    /// it is divided, which rounds once, is the shortest and the only one.
    private static func shortDecimal(_ magnitude: Double) -> (digits: UInt64, decimals: Int)? {
        guard magnitude < 1e9 else { return nil }
        var scale = 1.0
        for decimals in 0...4 {
            let whole = (magnitude * scale).rounded()
            if whole / scale == magnitude { return (UInt64(whole), decimals) }
            scale *= 10
        }
        return nil
    }
}
