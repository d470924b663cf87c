/// Names of projects, as compose makes and checks them.
package enum ProjectName {
    /// Lower-case letters, digits, `-` and `_`, not starting with one of the latter; everything else is dropped.
    package static func normalized(_ text: String) -> String {
        let kept = text.lowercased().unicodeScalars.filter(isAllowed)
        return String(String.UnicodeScalarView(kept.drop { $0 == "_" || $0 == "-" }))
    }

    /// Whether a name can be used as it is.
    package static func isValid(_ text: String) -> Bool {
        !text.isEmpty && normalized(text) == text
    }

    private static func isAllowed(_ character: Unicode.Scalar) -> Bool {
        switch character {
        case "a"..."z", "0"..."9", "-", "_": true
        default: false
        }
    }
}
