/// A value under an `x-` key: kept as it is, never interpreted.
package indirect enum ExtensionValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int64)
    case float(Double)
    case string(String)
    case list([ExtensionValue])
    case map([ExtensionField])
}

/// One `x-` key with its value.
package struct ExtensionField: Sendable, Hashable {
    package var key: String
    package var value: ExtensionValue

    package init(key: String, value: ExtensionValue) {
        self.key = key
        self.value = value
    }
}
