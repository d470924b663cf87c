import ComposeModel
import YAMLTree

/// The two directions of one kind of value: read from a tree (all its short forms), write the canonical form.
struct Codec<Value: Sendable>: Sendable {
    /// nil after a problem was reported.
    let decode: @Sendable (Node, inout Decoder) -> Value?
    /// nil where the canonical form leaves the value out.
    let encode: @Sendable (Value, Dialect) -> Node?

    init(
        decode: @escaping @Sendable (Node, inout Decoder) -> Value?,
        encode: @escaping @Sendable (Value, Dialect) -> Node?
    ) {
        self.decode = decode
        self.encode = encode
    }

    /// A codec over another value, through a pair of functions.
    func map<Other>(
        _ forward: @escaping @Sendable (Value) -> Other, back: @escaping @Sendable (Other) -> Value
    ) -> Codec<Other> {
        Codec<Other>(
            decode: { node, decoder in decode(node, &decoder).map(forward) },
            encode: { value, dialect in encode(back(value), dialect) })
    }

    /// The same codec for a list in which the specification's schema wants each item once (`uniqueItems`) and compose, unlike with
    /// labels or volumes, does not take repeated ones together before.
    var distinct: Codec<Value> {
        Codec(
            decode: { node, decoder in
                if decoder.dialect == .specification { decoder.checkRepetitions(in: node) }
                return decode(node, &decoder)
            },
            encode: encode)
    }

    /// A codec that also takes a null, as the given value.
    func orNull(_ value: Value) -> Codec<Value> {
        Codec(
            decode: { node, decoder in node.isNull ? value : decode(node, &decoder) },
            encode: encode)
    }
}
