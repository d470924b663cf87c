import Diagnostics

/// A colour or weight of text on a terminal.
package enum TextStyle: Int, Sendable, CaseIterable {
    case bold = 1
    case dim = 2
    case red = 31
    case green = 32
    case yellow = 33
    case blue = 34
    case magenta = 35
    case cyan = 36
    case brightGreen = 92
    case brightYellow = 93
    case brightBlue = 94
    case brightMagenta = 95
    case brightCyan = 96

    /// The colours that names are told apart with, in the order in which they are given out: no red, which means failure.
    package static let nameColours: [TextStyle] = [
        .cyan, .yellow, .green, .magenta, .blue, .brightCyan, .brightYellow, .brightGreen, .brightMagenta, .brightBlue,
    ]
}

extension String {
    /// The text in a style; as it is where the output has no colour.
    package func styled(_ style: TextStyle, on traits: TerminalTraits) -> String {
        traits.hasColour && !isEmpty ? "\u{1B}[\(style.rawValue)m\(self)\u{1B}[0m" : self
    }

    /// The text with control characters made visible, so that what a container wrote cannot steer the user's terminal.
    package var withVisibleControls: String {
        guard unicodeScalars.contains(where: { $0 != "\t" && DisplayText.isHarmful($0) }) else { return self }
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x09: result.append(scalar)
            case 0..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
            case 0x7F: result.append("\u{2421}")
            default: result.append(DisplayText.isHarmful(scalar) ? "\u{FFFD}" : scalar)
            }
        }
        return String(result)
    }

    /// The same, but sequences that only set colours (`ESC [ ... m`) stay.
    package var withOnlyColours: String {
        var result = ""
        var rest = self[...]
        while let escape = rest.firstIndex(of: "\u{1B}") {
            result += String(rest[..<escape]).withVisibleControls
            let sequence = rest[escape...].colourSequence
            result += sequence.isEmpty ? "\u{241B}" : String(sequence)
            rest = rest[(sequence.isEmpty ? rest.index(after: escape) : sequence.endIndex)...]
        }
        return result + String(rest).withVisibleControls
    }
}

extension Substring {
    /// The `ESC [ digits ; ... m` at the start; empty where there is none.
    fileprivate var colourSequence: Substring {
        guard hasPrefix("\u{1B}[") else { return prefix(0) }
        let parameters = dropFirst(2).prefix { $0.isASCII && $0.isNumber || $0 == ";" || $0 == ":" }
        guard parameters.endIndex < endIndex, self[parameters.endIndex] == "m" else { return prefix(0) }
        return self[...parameters.endIndex]
    }
}
