/// A decimal number in bytes, taken apart without allocation.
package struct DecimalNumber: Equatable, Sendable {
    /// Which spellings are numbers.
    package enum Grammar: Sendable {
        /// RFC 8259: no leading zeros, no plus, digits on both sides of the point.
        case json
        /// What firmware prints by itself: `+21`, `021`, `.5` and `5.` too.
        case relaxed
    }

    // Small, since a document keeps one for each number.
    private let significand: UInt64
    private let start: UInt32
    private let end: UInt32
    private let exponent: Int32
    private let isNegative: Bool
    private let isWhole: Bool
    private let isExact: Bool

    /// Scans the longest number at `start`; nil when there is none.
    package init?(in bytes: [UInt8], at start: Int, grammar: Grammar) {
        var scan = DigitScan(bytes: bytes, index: start)
        let negative = scan.skip(UInt8(ascii: "-"))
        if !negative, grammar == .relaxed { _ = scan.skip(UInt8(ascii: "+")) }
        let wholeStart = scan.index
        scan.digits(fraction: false)
        let wholeCount = scan.index - wholeStart
        if grammar == .json {
            guard wholeCount > 0, wholeCount == 1 || bytes[wholeStart] != UInt8(ascii: "0") else { return nil }
        }
        var isWhole = true
        if scan.skip(UInt8(ascii: ".")) {
            isWhole = false
            let fractionStart = scan.index
            scan.digits(fraction: true)
            if grammar == .json, scan.index == fractionStart { return nil }
            if wholeCount == 0, scan.index == fractionStart { return nil }
        } else if wholeCount == 0 {
            return nil
        }
        if scan.skip(UInt8(ascii: "e")) || scan.skip(UInt8(ascii: "E")) {
            isWhole = false
            guard scan.exponentDigits() else { return nil }
        }
        self.start = UInt32(clamping: start)
        end = UInt32(clamping: scan.index)
        isNegative = negative
        self.isWhole = isWhole
        significand = scan.significand
        exponent = Int32(clamping: scan.exponent)
        isExact = scan.isExact
    }

    /// Bytes of the number in the text it was scanned from.
    package var range: Range<Int> { Int(start)..<Int(end) }

    /// The value when the text has neither point nor exponent and fits in 64 bits.
    package var integer: Int64? {
        guard isWhole, isExact, exponent == 0 else { return nil }
        if isNegative { return significand <= UInt64(Int64.max) + 1 ? Int64(truncatingIfNeeded: 0 &- significand) : nil }
        return Int64(exactly: significand)
    }

    /// The nearest 64-bit float, or nil when that is infinite.
    ///
    /// A significand up to 2^53 with a power of ten up to 22 needs one exact multiplication or division (Clinger, 1990);
    /// anything else goes through the standard library's correctly rounded conversion, the only path that may allocate.
    package func double(in bytes: [UInt8]) -> Double? {
        if isExact, significand <= 1 << 53, exponent >= -22, exponent <= 22 {
            let magnitude = Double(significand)
            let value = exponent < 0 ? magnitude / Self.powersOfTen[Int(-exponent)] : magnitude * Self.powersOfTen[Int(exponent)]
            return isNegative ? -value : value
        }
        guard range.upperBound <= bytes.count, let value = Double(String(decoding: bytes[range], as: UTF8.self)), value.isFinite else {
            return nil
        }
        return value
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]
}

/// The running state of one scan: every sum is bounded, so no text can overflow it.
private struct DigitScan {
    let bytes: [UInt8]
    var index: Int
    var significand: UInt64 = 0
    var exponent = 0
    var isExact = true

    init(bytes: [UInt8], index: Int) {
        self.bytes = bytes
        self.index = index
    }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    mutating func digits(fraction: Bool) {
        while index < bytes.count, bytes[index] &- 0x30 < 10 {
            if significand < 1_000_000_000_000_000_000 {
                significand = significand * 10 + UInt64(bytes[index] &- 0x30)
                if fraction { exponent -= 1 }
            } else {
                isExact = false
            }
            index += 1
        }
    }

    mutating func exponentDigits() -> Bool {
        let negative = skip(UInt8(ascii: "-"))
        if !negative { _ = skip(UInt8(ascii: "+")) }
        let start = index
        var value = 0
        while index < bytes.count, bytes[index] &- 0x30 < 10 {
            if value < 100_000 { value = value * 10 + Int(bytes[index] &- 0x30) }
            index += 1
        }
        exponent += negative ? -value : value
        return index > start
    }
}
