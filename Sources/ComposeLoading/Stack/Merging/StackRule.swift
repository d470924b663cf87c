import ComposeModel

/// How one property of two layers becomes one; a row of a merge table.
struct StackRule<Owner: Sendable>: Sendable {
    let apply: @Sendable (inout Owner, Owner) -> Void

    /// Counts where it is not the type's zero.
    static func value<Value: StackZero>(_ path: Property<Owner, Value?>) -> StackRule {
        custom(path) { base, override in override.map(\.isZero) ?? true ? base ?? override : override }
    }

    /// Counts where it is given, even a zero.
    static func given<Value>(_ path: Property<Owner, Value?>) -> StackRule {
        custom(path) { base, override in override ?? base }
    }

    /// The items of both, first the base's.
    static func append<Element>(_ path: Property<Owner, [Element]>) -> StackRule {
        custom(path) { base, override in base + override }
    }

    /// A mapping: of each key the last value, even an empty one.
    static func pairs(_ path: Property<Owner, [KeyValue]>) -> StackRule {
        custom(path) { base, override in (base + override).uniqued(by: \.key) }
    }

    /// A section: the base's or the override's where only one is there, else both by another table.
    static func section<Section>(_ path: Property<Owner, Section?>, _ rules: [StackRule<Section>]) -> StackRule {
        custom(path) { base, override in
            guard let base, let override else { return base ?? override }
            return rules.merge(base, override)
        }
    }

    /// `x-` keys.
    static func extensions(_ path: Property<Owner, [ExtensionField]>) -> StackRule {
        custom(path) { base, override in ExtensionMerge.merge(base, override) }
    }

    static func custom<Value>(
        _ path: Property<Owner, Value>, _ merge: @escaping @Sendable (_ base: Value, _ override: Value) -> Value
    ) -> StackRule {
        StackRule { base, override in base[keyPath: path] = merge(base[keyPath: path], override[keyPath: path]) }
    }
}

extension Array {
    /// The base with every row of the table applied.
    func merge<Owner>(_ base: Owner, _ override: Owner) -> Owner where Element == StackRule<Owner> {
        var result = base
        for rule in self { rule.apply(&result, override) }
        return result
    }
}

/// A value that Go's zero can stand for: mergo cannot tell it from an absent one.
protocol StackZero: Sendable {
    var isZero: Bool { get }
}

extension String: StackZero { var isZero: Bool { isEmpty } }
extension Bool: StackZero { var isZero: Bool { !self } }
extension Int64: StackZero { var isZero: Bool { self == 0 } }
extension UInt64: StackZero { var isZero: Bool { self == 0 } }
extension Double: StackZero { var isZero: Bool { self == 0 } }
extension ComposeDuration: StackZero { var isZero: Bool { nanoseconds == 0 } }
extension ByteCount: StackZero { var isZero: Bool { bytes == 0 } }
extension CPUCount: StackZero { var isZero: Bool { text.isEmpty } }
