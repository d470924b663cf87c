import ComposeModel
import YAMLTree

/// One key of a mapping: its name and how it gets into and out of the model. A row of a `FieldTable`.
struct Field<Owner: Sendable>: Sendable {
    typealias Getter<Value> = @Sendable (Owner) -> Value
    typealias Setter<Value> = @Sendable (inout Owner, Value) -> Void

    let key: String
    let decode: @Sendable (Node, inout Owner, inout Decoder) -> Void
    let encode: @Sendable (Owner, Dialect) -> Node?

    /// A key whose absence is nil.
    ///
    /// Two closures rather than a key path, here and below: a key path is made at run time, and those of all rows together were a
    /// fifth of a short run.
    static func value<Value>(
        _ key: String, _ get: @escaping Getter<Value?>, _ set: @escaping Setter<Value?>, _ codec: Codec<Value>
    ) -> Field {
        Field(
            key: key,
            decode: { node, owner, decoder in set(&owner, codec.decode(node, &decoder)) },
            encode: { owner, dialect in get(owner).flatMap { codec.encode($0, dialect) } })
    }

    /// A key whose absence is an empty list.
    static func list<Element>(
        _ key: String, _ get: @escaping Getter<[Element]>, _ set: @escaping Setter<[Element]>, _ codec: Codec<[Element]>
    ) -> Field {
        Field(
            key: key,
            decode: { node, owner, decoder in
                if let value = codec.decode(node, &decoder) { set(&owner, value) }
            },
            encode: { owner, dialect in
                let value = get(owner)
                return value.isEmpty ? nil : codec.encode(value, dialect)
            })
    }

    /// A key that always has a value.
    static func required<Value>(
        _ key: String, _ get: @escaping Getter<Value>, _ set: @escaping Setter<Value>, _ codec: Codec<Value>
    ) -> Field {
        Field(
            key: key,
            decode: { node, owner, decoder in
                if let value = codec.decode(node, &decoder) { set(&owner, value) }
            },
            encode: { owner, dialect in codec.encode(get(owner), dialect) })
    }

    /// A key that is read but has no place in the canonical form (another key says it).
    static func readOnly(_ key: String, _ decode: @escaping @Sendable (Node, inout Owner, inout Decoder) -> Void) -> Field {
        Field(key: key, decode: decode, encode: { _, _ in nil })
    }
}

/// All keys of one kind of mapping, in the order in which the canonical form lists them.
struct FieldTable<Owner: Sendable>: Sendable {
    let fields: [Field<Owner>]
    /// Reads and writes the list of `x-` keys; nil where they are not allowed.
    private let extensions: (get: Field<Owner>.Getter<[ExtensionField]>, set: Field<Owner>.Setter<[ExtensionField]>)?
    private let index: [String: Int]

    /// A table whose mappings may also have `x-` keys.
    init(
        _ fields: [Field<Owner>], extensions get: @escaping Field<Owner>.Getter<[ExtensionField]>,
        _ set: @escaping Field<Owner>.Setter<[ExtensionField]>
    ) {
        self.init(fields: fields, extensions: (get, set))
    }

    /// A table whose mappings have no keys but these.
    init(_ fields: [Field<Owner>]) {
        self.init(fields: fields, extensions: nil)
    }

    private init(
        fields: [Field<Owner>], extensions: (get: Field<Owner>.Getter<[ExtensionField]>, set: Field<Owner>.Setter<[ExtensionField]>)?
    ) {
        self.fields = fields
        self.extensions = extensions
        index = Dictionary(fields.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The names of all keys, for spelling suggestions and the table of fates.
    var keys: [String] { fields.map(\.key) }

    /// Reads every entry of a mapping into `owner`; unknown keys are reported.
    func decode(_ mapping: Mapping, into owner: inout Owner, _ decoder: inout Decoder) {
        var found: [ExtensionField] = []
        for entry in mapping.entries {
            let key = entry.key.text
            decoder.checkType(of: entry.key)
            if let position = index[key] {
                decoder.under(key) { fields[position].decode(entry.value, &owner, &$0) }
            } else if key.hasPrefix("x-"), extensions != nil {
                found.append(ExtensionField(key: key, value: ExtensionValue(entry.value)))
            } else if decoder.hasFewErrors {
                decoder.report(.unknownKey(key, under: decoder.pathText, known: keys, at: entry.key.range))
            }
        }
        if let extensions, !found.isEmpty { extensions.set(&owner, extensions.get(owner) + found) }
    }

    /// The canonical mapping of a value.
    func encode(_ owner: Owner, _ dialect: Dialect) -> Node {
        var entries: [Mapping.Entry] = []
        entries.reserveCapacity(min(fields.count, 16))
        // A row taken out of the array is counted, and all threads that write services would count on the same rows.
        fields.withUnsafeBufferPointer { fields in
            for index in fields.indices {
                if let node = fields[index].encode(owner, dialect) { entries.append(.synthetic(fields[index].key, node)) }
            }
        }
        if let extensions {
            entries += extensions.get(owner).map { .synthetic($0.key, $0.value.node) }
        }
        return .mapping(entries)
    }

    /// A codec for a mapping of these keys; a mapping without any is left out of the canonical form where `omitEmpty`.
    func codec(omitEmpty: Bool = true, _ make: @escaping @Sendable () -> Owner) -> Codec<Owner> {
        Codec(
            decode: { node, decoder in
                guard let mapping = decoder.mapping(node) else { return nil }
                var owner = make()
                decode(mapping, into: &owner, &decoder)
                return owner
            },
            encode: { owner, dialect in
                let node = encode(owner, dialect)
                if omitEmpty, case .mapping(let mapping) = node.content, mapping.entries.isEmpty { return nil }
                return node
            })
    }
}
