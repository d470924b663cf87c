/// Why bytes are not the JSON that RFC 8259 defines, and where: `offset` counts bytes from 0.
package struct JSONFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong with the byte at the offset; the raw value is stable and goes into dead letters.
    package enum Reason: String, Sendable, CaseIterable {
        /// The text ends inside a value.
        case truncated = "truncated"
        /// A byte that starts no value (`NaN`, `Infinity` and `'` land here).
        case unexpectedByte = "unexpected-byte"
        /// An object member does not start with a quoted key.
        case expectedKey = "expected-key"
        /// No `:` after a key.
        case expectedColon = "expected-colon"
        /// Neither `,` nor the closing bracket after a value.
        case expectedSeparator = "expected-separator"
        /// A number with a leading zero, a bare minus, a naked point or an empty exponent.
        case malformedNumber = "malformed-number"
        /// A number that a 64-bit float cannot hold, as `1e999`.
        case numberOutOfRange = "number-out-of-range"
        /// A raw byte below 0x20 in a string.
        case controlCharacter = "control-character"
        /// A backslash before a character that is no escape, or `\u` without four hexadecimal digits.
        case malformedEscape = "malformed-escape"
        /// `\ud83d` without its second half, or a second half alone.
        case loneSurrogate = "lone-surrogate"
        /// Bytes that are no UTF-8 (over-long forms, surrogates and code points past U+10FFFF too).
        case invalidUTF8 = "invalid-utf8"
        /// More containers inside each other than the reader was told to accept.
        case tooDeep = "too-deep"
        /// More values than the document was told to accept.
        case tooManyValues = "too-many-values"
        /// Bytes after the end of the value.
        case trailingBytes = "trailing-bytes"
    }

    /// What is wrong.
    package let reason: Reason
    /// Where, in bytes from the start; the length of the text when it ends too early.
    package let offset: Int

    package init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// `control-character at byte 17`
    package var description: String { "\(reason.rawValue) at byte \(offset)" }
}
