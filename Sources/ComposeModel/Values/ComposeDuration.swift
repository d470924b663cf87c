/// A span of time as compose files write it: `1m30s`, `500ms`; with days and weeks in the specification's dialect.
///
/// Grammar: Go's `time.ParseDuration`; the specification adds `d` (24 h) and `w` (7 d), as go-str2duration does.
package struct ComposeDuration: Hashable, Sendable {
    package var nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// Why a text is not a duration.
    package enum ParseError: Error, Hashable {
        case empty
        case missingUnit
        case unknownUnit(String)
        case malformed
        case outOfRange
    }

    /// Reads a duration such as `-1.5h`, `1h2m`, `0`.
    package init(_ text: String, allowDays: Bool) throws(ParseError) {
        var rest = Substring(text)
        let negative = rest.first == "-"
        if negative || rest.first == "+" { rest = rest.dropFirst() }
        if rest == "0" {
            self.init(nanoseconds: 0)
            return
        }
        if rest.isEmpty { throw .empty }
        var total = 0.0
        while !rest.isEmpty {
            total += try Self.term(&rest, allowDays: allowDays)
        }
        guard total < 9.2e18 else { throw .outOfRange }
        let value = Int64(total.rounded(.towardZero))
        self.init(nanoseconds: negative ? -value : value)
    }

    /// One number with its unit, in nanoseconds.
    private static func term(_ rest: inout Substring, allowDays: Bool) throws(ParseError) -> Double {
        let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        guard digits.contains(where: { $0 != "." }), let number = Double(digits.last == "." ? digits.dropLast() : digits) else {
            throw .malformed
        }
        rest = rest.dropFirst(digits.count)
        let unit = rest.prefix { !($0.isASCII && $0.isNumber) && $0 != "." }
        if unit.isEmpty { throw .missingUnit }
        guard let factor = units[String(unit)] ?? (allowDays ? dayUnits[String(unit)] : nil) else { throw .unknownUnit(String(unit)) }
        rest = rest.dropFirst(unit.count)
        return number * factor
    }

    private static let units: [String: Double] = [
        "ns": 1, "us": 1e3, "µs": 1e3, "μs": 1e3, "ms": 1e6, "s": 1e9, "m": 60e9, "h": 3600e9,
    ]
    private static let dayUnits: [String: Double] = ["d": 86_400e9, "w": 604_800e9]
}

extension ComposeDuration: CustomStringConvertible {
    /// Go's canonical form: `1h0m0s`, `1m30s`, `1.5s`, `100ms`, `0s`.
    package var description: String {
        let negative = nanoseconds < 0
        let magnitude = nanoseconds.magnitude
        let text = magnitude < 1_000_000_000 ? Self.subsecond(magnitude) : Self.seconds(magnitude)
        return negative ? "-" + text : text
    }

    private static func subsecond(_ value: UInt64) -> String {
        switch value {
        case 0: "0s"
        case ..<1_000: "\(value)ns"
        case ..<1_000_000: fraction(value, unit: 1_000) + "µs"
        default: fraction(value, unit: 1_000_000) + "ms"
        }
    }

    private static func seconds(_ value: UInt64) -> String {
        let whole = value / 1_000_000_000
        let (hours, minutes) = (whole / 3600, whole / 60 % 60)
        let seconds = fraction(value % 60_000_000_000, unit: 1_000_000_000) + "s"
        if hours > 0 { return "\(hours)h\(minutes)m\(seconds)" }
        return minutes > 0 ? "\(minutes)m\(seconds)" : seconds
    }

    /// `value / unit` in decimals, without trailing zeros.
    private static func fraction(_ value: UInt64, unit: UInt64) -> String {
        let (whole, rest) = value.quotientAndRemainder(dividingBy: unit)
        if rest == 0 { return "\(whole)" }
        var digits = String(rest + unit).dropFirst()
        while digits.last == "0" { digits = digits.dropLast() }
        return "\(whole).\(digits)"
    }
}
