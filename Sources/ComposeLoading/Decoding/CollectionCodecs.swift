import ComposeModel
import Diagnostics
import YAMLTree

extension Codec where Value == [String] {
    /// A list of strings, kept as it is.
    static let strings = Codec<[String]>(
        decode: { node, decoder in decoder.items(node, Codec<String>.string.decode) },
        encode: { value, _ in .sequence(value.map(Node.string)) })

    /// A list of strings in which a repeated one counts once.
    static let uniqueStrings = Codec<[String]>(
        decode: { node, decoder in strings.decode(node, &decoder)?.uniqued() }, encode: strings.encode)

    /// A string or a list of strings.
    static let stringOrList = Codec<[String]>(
        decode: { node, decoder in
            if case .scalar = node.content { return Codec<String>.string.decode(node, &decoder).map { [$0] } }
            return strings.decode(node, &decoder)
        },
        encode: strings.encode)

    /// A list of strings and numbers, as text.
    static let texts = Codec<[String]>(
        decode: { node, decoder in decoder.items(node, Codec<String>.scalarText.decode)?.uniqued() }, encode: strings.encode)

    /// A command: a list, or one string that is split as a shell would, without expansion.
    static let command = Codec<[String]>(
        decode: { node, decoder in
            guard case .scalar = node.content else { return strings.decode(node, &decoder) }
            guard let text = Codec<String>.string.decode(node, &decoder) else { return nil }
            do {
                return try ShellWords.split(text, dialect: decoder.dialect)
            } catch {
                decoder.report(.unterminatedQuote(decoder.pathText, at: node.range))
                return nil
            }
        },
        encode: strings.encode)

    /// A health test: a list, or one string that a shell runs.
    static let healthTest = Codec<[String]>(
        decode: { node, decoder in
            guard case .scalar = node.content else { return strings.decode(node, &decoder) }
            return Codec<String>.string.decode(node, &decoder).map { ["CMD-SHELL", $0] }
        },
        encode: { value, dialect in value.isEmpty ? nil : strings.encode(value, dialect) })
}

extension Sequence where Element: Hashable {
    /// Each element once, in the order of first appearance.
    func uniqued() -> [Element] {
        var seen = Set<Element>()
        return filter { seen.insert($0).inserted }
    }
}

extension Array {
    /// Of the elements with equal keys only the last one, at the place of the first.
    func uniqued<Key: Hashable>(by key: (Element) -> Key) -> [Element] {
        guard hasEqual(by: key) else { return self }
        var positions: [Key: Int] = [:]
        var result: [Element] = []
        result.reserveCapacity(count)
        for element in self {
            if let position = positions[key(element)] {
                result[position] = element
            } else {
                positions[key(element)] = result.count
                result.append(element)
            }
        }
        return result
    }

    /// Whether two elements have equal keys. Most lists are short, and then looking at each pair costs least.
    private func hasEqual<Key: Hashable>(by key: (Element) -> Key) -> Bool {
        guard count > 1 else { return false }
        let keys = map(key)
        guard count <= 16 else { return Set(keys).count < count }
        return keys.indices.dropFirst().contains { keys[..<$0].contains(keys[$0]) }
    }
}

extension Codec where Value == [KeyValue] {
    /// A mapping of texts, or a list of `key=value`; a key alone has an empty value.
    static let labels = Codec<[KeyValue]>(
        decode: { node, decoder in
            if case .sequence = node.content {
                return decoder.items(node, Codec<String>.string.decode)?.map { KeyValue(pair: $0) }.uniqued(by: \.key)
            }
            return options.decode(node, &decoder)
        },
        encode: options.encode)

    /// A mapping of texts, numbers and booleans, as text; null is empty.
    static let options = Codec<[KeyValue]>(
        decode: { node, decoder in
            decoder.entries(node) { entry, decoder in
                if entry.value.isNull { return KeyValue(entry.key.text, "") }
                return Codec<String>.scalarText.decode(entry.value, &decoder).map { KeyValue(entry.key.text, $0) }
            }
        },
        encode: { value, _ in .mapping(value.sorted { $0.key < $1.key }.map { .synthetic($0.key, .string($0.value)) }) })
}

extension Codec where Value == [KeyValue] {
    /// A mapping of texts and numbers, as text: what a driver is given. docker stack reads it as `options`.
    static let driverOptions = Codec<[KeyValue]>(
        decode: { node, decoder in
            guard decoder.dialect == .specification else { return options.decode(node, &decoder) }
            return decoder.entries(node) { entry, decoder in
                switch entry.value.resolved {
                case .null, .bool:
                    decoder.report(.wrongType(decoder.pathText, expected: "string or number", found: entry.value))
                    return nil
                default: return Codec<String>.scalarText.decode(entry.value, &decoder).map { KeyValue(entry.key.text, $0) }
                }
            }
        },
        encode: options.encode)

    /// A mapping of texts. docker stack reads it as `options`.
    static let textOptions = Codec<[KeyValue]>(
        decode: { node, decoder in
            guard decoder.dialect == .specification else { return options.decode(node, &decoder) }
            return decoder.entries(node) { entry, decoder in
                Codec<String>.string.decode(entry.value, &decoder).map { KeyValue(entry.key.text, $0) }
            }
        },
        encode: options.encode)
}

extension KeyValue {
    /// Splits at the first `=`.
    fileprivate init(pair: String) {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        self.init(String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
}

extension Codec where Value == [EnvironmentEntry] {
    /// A mapping, or a list of `NAME=value`; a name alone takes its value from elsewhere.
    static let environment = Codec<[EnvironmentEntry]>(
        decode: { node, decoder in
            if case .sequence = node.content {
                return decoder.items(node) { item, decoder in
                    Codec<String>.string.decode(item, &decoder).map { EnvironmentEntry(pair: $0).inherited(in: decoder, item) }
                }?.uniqued(by: \.name)
            }
            return decoder.entries(node) { entry, decoder in
                if entry.value.isNull { return EnvironmentEntry(name: entry.key.text, value: nil).inherited(in: decoder, entry.value) }
                let text = Codec<String>.scalarText.decode(entry.value, &decoder)
                return text.map { EnvironmentEntry(name: entry.key.text, value: $0) }
            }
        },
        encode: { value, _ in
            .mapping(value.sorted { $0.name < $1.name }.map { .synthetic($0.name, $0.value.map(Node.string) ?? .null) })
        })
}

extension EnvironmentEntry {
    /// A bare name with the value that it has in the scope of its file. docker stack has rules of its own, applied later.
    fileprivate func inherited(in decoder: Decoder, _ node: Node) -> EnvironmentEntry {
        guard value == nil, decoder.dialect == .specification else { return self }
        return EnvironmentEntry(name: name, value: decoder.files[node.range.file].variable(name))
    }

    /// Splits at the first `=`.
    init(pair: String) {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        self.init(name: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : nil)
    }
}

/// A list whose items are mappings or short forms of them.
func listCodec<Element: Sendable>(
    of item: Codec<Element>, key: (@Sendable (Element) -> String)? = nil
) -> Codec<[Element]> {
    Codec(
        decode: { node, decoder in
            let values = decoder.items(node, item.decode)
            guard let key else { return values }
            return values?.uniqued(by: key)
        },
        encode: { values, dialect in .sequence(values.compactMap { item.encode($0, dialect) }) })
}
