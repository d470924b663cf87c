import ComposeModel

/// The `x-` keys of two layers: mappings merge, lists append, everything else is replaced.
enum ExtensionMerge {
    static func merge(_ base: [ExtensionField], _ override: [ExtensionField]) -> [ExtensionField] {
        var result = base
        for field in override {
            if let position = result.firstIndex(where: { $0.key == field.key }) {
                result[position].value = merge(result[position].value, field.value)
            } else {
                result.append(field)
            }
        }
        return result
    }

    private static func merge(_ base: ExtensionValue, _ override: ExtensionValue) -> ExtensionValue {
        switch (base, override) {
        case (.map(let lower), .map(let upper)): .map(merge(lower, upper))
        case (.list(let lower), .list(let upper)): .list(lower + upper)
        default: override
        }
    }
}
