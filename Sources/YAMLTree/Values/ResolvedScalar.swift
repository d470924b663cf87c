/// What a scalar means, as go-yaml v3 resolves it: `yes`, `22:22` and dates are strings, `017` and `0o17` are 15.
package enum ResolvedScalar: Hashable, Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    /// Also a whole number that does not fit 64 bits with sign.
    case float(Double)
    /// Everything else; the text is in the scalar.
    case string

    /// What a plain scalar without a tag means.
    package init(plain text: String) {
        var text = text
        self = text.withUTF8 { Self(plain: $0) }
    }

    /// What a plain scalar of these bytes means.
    init(plain text: UnsafeBufferPointer<UInt8>) {
        guard let first = text.first else {
            self = .null
            return
        }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self = Self.number(text) ?? .string
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): self = Self.special(text) ?? Self.number(text) ?? .string
        case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"),
            UInt8(ascii: "F"):
            self = Self.special(text) ?? .string
        default: self = .string
        }
    }

    /// The words with a meaning of their own.
    private static func special(_ text: UnsafeBufferPointer<UInt8>) -> ResolvedScalar? {
        text.count <= 5 ? words[packed(text)] : nil
    }

    private static let words: [UInt64: ResolvedScalar] = {
        let meanings: [(ResolvedScalar, [StaticString])] = [
            (.null, ["~", "null", "Null", "NULL"]), (.bool(true), ["true", "True", "TRUE"]), (.bool(false), ["false", "False", "FALSE"]),
            (.float(.nan), [".nan", ".NaN", ".NAN"]),
            (.float(.infinity), [".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"]), (.float(-.infinity), ["-.inf", "-.Inf", "-.INF"]),
        ]
        let words = meanings.flatMap { meaning, words in words.map { ($0.withUTF8Buffer { packed($0) }, meaning) } }
        return Dictionary(words, uniquingKeysWith: { first, _ in first })
    }()

    /// Up to eight bytes as one number.
    private static func packed(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        text.reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func number(_ text: UnsafeBufferPointer<UInt8>) -> ResolvedScalar? {
        if let short = shortWhole(text) { return .int(short) }
        // A number longer than this has its digits from a mistake; it also bounds the work below.
        guard text.count <= 400, text.allSatisfy(isOfNumber) else { return nil }
        let isDotted = text[0] == UInt8(ascii: ".")
        let digits = text.filter { $0 != UInt8(ascii: "_") }
        if isDotted { return digits.count == text.count ? float(digits) : nil }
        if let whole = WholeNumber(digits) { return whole.resolved }
        return float(digits)
    }

    /// The value of up to 18 digits without a leading zero, as most numbers are; nil for every other text.
    private static func shortWhole(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard text.count <= 18, text.count == 1 || text[0] != UInt8(ascii: "0") else { return nil }
        var value: Int64 = 0
        for byte in text {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = value &* 10 &+ Int64(byte &- UInt8(ascii: "0"))
        }
        return value
    }

    /// Whether a byte can stand in a number of any base.
    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
        default:
            (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20) || byte | 0x20 == UInt8(ascii: "x")
                || byte | 0x20 == UInt8(ascii: "o")
        }
    }

    /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?` that is finite.
    private static func float(_ text: [UInt8]) -> ResolvedScalar? {
        guard DecimalShape(text).isNumber else { return nil }
        guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else { return nil }
        return .float(value)
    }
}

/// A whole number in one of the bases of Go's `ParseInt(s, 0, 64)`.
private struct WholeNumber {
    let isNegative: Bool
    let magnitude: UInt64

    init?(_ text: [UInt8]) {
        var rest = text[...]
        isNegative = rest.first == UInt8(ascii: "-")
        let isSigned = isNegative || rest.first == UInt8(ascii: "+")
        if isSigned { rest = rest.dropFirst() }
        let radix = Self.takeRadix(&rest)
        guard let first = rest.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else { return nil }
        guard let magnitude = UInt64(String(decoding: rest, as: UTF8.self), radix: radix) else { return nil }
        // ParseUint, which reads what is too large for ParseInt, takes no sign.
        if isSigned && magnitude > UInt64(Int64.max) + (isNegative ? 1 : 0) { return nil }
        self.magnitude = magnitude
    }

    /// Removes `0x`, `0o`, `0b` or the `0` of an old octal number.
    private static func takeRadix(_ text: inout ArraySlice<UInt8>) -> Int {
        guard text.count > 1, text.first == UInt8(ascii: "0") else { return 10 }
        let letter = text[text.startIndex + 1] | 0x20
        let radix: Int? = letter == UInt8(ascii: "x") ? 16 : letter == UInt8(ascii: "o") ? 8 : letter == UInt8(ascii: "b") ? 2 : nil
        text = text.dropFirst(radix == nil ? 1 : 2)
        return radix ?? 8
    }

    var resolved: ResolvedScalar {
        if isNegative { return .int(Int64(truncatingIfNeeded: 0 &- magnitude)) }
        return Int64(exactly: magnitude).map { .int($0) } ?? .float(Double(magnitude))
    }
}

/// Whether bytes have the shape of a decimal number in YAML.
private struct DecimalShape {
    private var rest: ArraySlice<UInt8>

    init(_ text: [UInt8]) {
        rest = text[...]
    }

    var isNumber: Bool {
        var shape = self
        shape.skipSign()
        let whole = shape.skipDigits()
        var fraction = 0
        if shape.rest.first == UInt8(ascii: ".") {
            shape.rest.removeFirst()
            fraction = shape.skipDigits()
        }
        guard whole + fraction > 0 else { return false }
        if let letter = shape.rest.first, letter | 0x20 == UInt8(ascii: "e") {
            shape.rest.removeFirst()
            shape.skipSign()
            guard shape.skipDigits() > 0 else { return false }
        }
        return shape.rest.isEmpty
    }

    private mutating func skipSign() {
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    }

    private mutating func skipDigits() -> Int {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
        rest = rest.dropFirst(digits)
        return digits
    }
}
