extension SensorMessage {
    /// The header table of a message, as far as its values are texts and integers.
    ///
    /// A list: messages have few headers, and hashing their names costs more than comparing them.
    public struct Headers: Sendable, Equatable {
        private struct Entry: Sendable, Equatable {
            let name: String
            var value: HeaderValue
        }

        private var entries: [Entry] = []

        /// The headers of these names; of a name that comes twice the first counts.
        public init(_ headers: some Sequence<(key: String, value: HeaderValue)> = []) {
            for (name, value) in headers { add(name, value) }
        }

        /// The value of that name; `nil` removes it.
        public subscript(name: String) -> HeaderValue? {
            get { entries.first { $0.name == name }?.value }
            set {
                entries.removeAll { $0.name == name }
                if let newValue { entries.append(Entry(name: name, value: newValue)) }
            }
        }

        /// Makes room for so many.
        mutating func reserveCapacity(_ count: Int) { entries.reserveCapacity(count) }

        /// Adds a header unless one of that name is there.
        mutating func add(_ name: String, _ value: HeaderValue) {
            guard !entries.contains(where: { $0.name == name }) else { return }
            entries.append(Entry(name: name, value: value))
        }

        /// Whether a name is there that the test picks.
        func containsName(where picks: (String) -> Bool) -> Bool { entries.contains { picks($0.name) } }
    }
}

extension SensorMessage.Headers: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, SensorMessage.HeaderValue)...) {
        self.init(elements.map { (key: $0.0, value: $0.1) })
    }
}
