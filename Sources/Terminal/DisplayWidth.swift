extension Unicode.Scalar {
    /// The number of terminal columns this scalar takes: 0 for controls and combining marks, 2 for East Asian wide ones and emoji.
    package var displayWidth: Int {
        if value < 0x20 || (0x7F..<0xA0).contains(value) { return 0 }
        if value < 0x300 { return 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return isWide ? 2 : 1
        }
    }

    /// East Asian Wide and Fullwidth blocks (Unicode annex 11), without the ambiguous ones.
    private var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF, 0xAC00...0xD7A3,
            0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return true
        default: return false
        }
    }
}

extension StringProtocol {
    /// The number of terminal columns of the text; escape sequences for colour count as nothing.
    package var displayWidth: Int {
        var width = 0
        var inEscape = false
        for scalar in unicodeScalars {
            if inEscape {
                inEscape = scalar != "m"
            } else if scalar == "\u{1B}" {
                inEscape = true
            } else {
                width += scalar.displayWidth
            }
        }
        return width
    }

    /// The text cut to at most `columns` columns, the last of them an ellipsis if anything was cut.
    ///
    /// Docker's rule (formatter.Ellipsis, client 28): nothing for 0 columns, no ellipsis for 1.
    package func truncated(toColumns columns: Int) -> String {
        guard columns > 0 else { return "" }
        guard displayWidth > columns else { return String(self) }
        guard columns > 1 else { return String(String.UnicodeScalarView(unicodeScalars.prefix(1))) }
        var kept = String.UnicodeScalarView()
        var width = 0
        for scalar in unicodeScalars {
            width += scalar.displayWidth
            if width > columns - 1 { break }
            kept.append(scalar)
        }
        return String(kept) + "…"
    }
}
