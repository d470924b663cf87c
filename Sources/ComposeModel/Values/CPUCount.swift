/// A share of processors as compose files write it: `0.5`, `2`; at most nine decimals are kept by the engine.
package struct CPUCount: Hashable, Sendable {
    /// Billionths of one processor.
    package var nanoCPUs: Int64
    /// The text as written, for `config`.
    package var text: String

    /// Why a text is not a number of processors.
    package enum ParseError: Error, Hashable {
        case malformed
        case tooPrecise
        case outOfRange
    }

    /// Reads a decimal number exactly, without going through floating point; docker/cli `opts.ParseCPUs`.
    package init(_ text: String) throws(ParseError) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let negative = parts.first?.first == "-"
        let whole = negative ? parts[0].dropFirst() : parts.first ?? ""
        var decimals = parts.count > 1 ? parts[1] : ""
        guard !(whole.isEmpty && decimals.isEmpty), (whole + decimals).allSatisfy({ $0.isASCII && $0.isNumber }) else { throw .malformed }
        while decimals.last == "0" { decimals = decimals.dropLast() }
        guard decimals.count <= 9 else { throw .tooPrecise }
        let padded = decimals + String(repeating: "0", count: 9 - decimals.count)
        guard let integer = Int64(whole.isEmpty ? "0" : whole), integer < 9_000_000_000, let fraction = Int64(padded) else {
            throw .outOfRange
        }
        let value = integer * 1_000_000_000 + fraction
        nanoCPUs = negative ? -value : value
        self.text = text
    }

    /// The value as a plain number.
    package var value: Double { Double(nanoCPUs) / 1e9 }
}
