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
        guard unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\t" || $0.value == 0x7F }) else { return self }
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x09: result.append(scalar)
            case 0..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
            case 0x7F: result.append("\u{2421}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
