/// A body that is one bare value, as many firmwares publish it.
package enum ScalarText: Equatable, Sendable {
    case number(Double, unit: Unit?)
    case state(Bool)
    /// The sender says that it has no value: `nan`, `unavailable`, `unknown`, `none`, `null`, `inf`.
    case unavailable
    case text(String)

    /// Reads a body; spaces around it and JSON quotes do not matter. Fails only for bytes that are no UTF-8.
    package init(_ body: [UInt8]) throws(Undecodable) {
        if let offset = UTF8Sequence.firstInvalid(in: body) { throw Undecodable(.malformed, "text.invalid-utf8", at: offset) }
        var bytes = Self.trimmed(body[...])
        if bytes.first == UInt8(ascii: "\""), let quoted = try? JSONDocument(bytes).root.string {
            bytes = Self.trimmed(Array(quoted.utf8)[...])
        }
        self = Self.value(bytes)
    }

    /// Reads a text that is already taken out of its quotes.
    package init(_ text: String) { self = Self.value(Self.trimmed(Array(text.utf8)[...])) }

    private static func value(_ bytes: [UInt8]) -> ScalarText {
        if let number = DecimalNumber(in: bytes, at: 0, grammar: .relaxed), let value = number.double(in: bytes) {
            let rest = trimmed(bytes[number.range.upperBound...])
            if rest.isEmpty { return .number(value, unit: nil) }
            if rest.count <= 12, let unit = Unit.named(String(decoding: rest, as: UTF8.self)) { return .number(value, unit: unit) }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.count <= 16 else { return .text(text) }
        let word = text.lowercased()
        if let state = states[word] { return .state(state) }
        return absent.contains(word) ? .unavailable : .text(text)
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) || byte == 0 }
        let start = bytes.firstIndex { !isBlank($0) } ?? bytes.endIndex
        let end = bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
        return Array(bytes[start..<max(start, end)])
    }

    private static let states: [String: Bool] = [
        "on": true, "true": true, "open": true, "opened": true, "detected": true, "motion": true, "yes": true, "wet": true,
        "off": false, "false": false, "close": false, "closed": false, "clear": false, "no": false, "dry": false,
    ]

    private static let absent: Set<String> = [
        "nan", "+nan", "-nan", "inf", "+inf", "-inf", "infinity", "-infinity", "unavailable", "unknown", "none", "null", "",
    ]
}
