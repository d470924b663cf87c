extension Node {
    /// What a scalar means, its tag included; nil for a collection.
    package var resolved: ResolvedScalar? {
        guard case .scalar(let scalar) = content else { return nil }
        guard let tag = annotation?.tag else { return scalar.style == .plain ? ResolvedScalar(plain: scalar.text) : .string }
        guard let core = CoreTag(rawValue: tag), core.isResolved else { return .string }
        let value = ResolvedScalar(plain: scalar.text)
        if core == .float, case .int(let whole) = value { return .float(Double(whole)) }
        return value
    }

    /// Whether this is a scalar that stands for nothing: empty, `~` or `null`.
    package var isNull: Bool { resolved == .null }

    /// The text of a scalar as Go prints its value: `1.10` is `1.1`, `0x1F` is `31`; nil for a collection.
    ///
    /// This is what docker makes of a number where it wants a string.
    package var goText: String? {
        guard case .scalar(let scalar) = content, let resolved else { return nil }
        switch resolved {
        case .int(let value): return Self.isDecimal(scalar.text) ? scalar.text : String(value)
        case .bool(let value): return value ? "true" : "false"
        case .float(let value): return UInt64(scalar.text).map { String($0) } ?? GoFloat.text(of: value)
        case .null, .string: return scalar.text
        }
    }

    /// Whether the text of a whole number is how it is printed: without a sign, a base or `_`.
    private static func isDecimal(_ text: String) -> Bool {
        guard let first = text.utf8.first, first > UInt8(ascii: "0"), first <= UInt8(ascii: "9") else { return false }
        return !text.utf8.contains(UInt8(ascii: "_"))
    }

    /// Whether the text can be read as what an explicit tag of YAML's own says.
    var fitsTag: Bool {
        guard let tag = annotation?.tag.flatMap({ CoreTag(rawValue: $0) }), tag.isResolved, case .scalar(let scalar) = content else {
            return true
        }
        switch (tag, ResolvedScalar(plain: scalar.text)) {
        case (.null, .null), (.bool, .bool), (.int, .int), (.float, .float), (.float, .int): return true
        case (.int, .float(let value)): return value == value.rounded() && UInt64(scalar.text) != nil
        default: return false
        }
    }
}

/// The tags of YAML's core schema that say what a scalar is.
private enum CoreTag: String {
    case null = "tag:yaml.org,2002:null"
    case bool = "tag:yaml.org,2002:bool"
    case int = "tag:yaml.org,2002:int"
    case float = "tag:yaml.org,2002:float"
    case string = "tag:yaml.org,2002:str"

    var isResolved: Bool { self != .string }
}
