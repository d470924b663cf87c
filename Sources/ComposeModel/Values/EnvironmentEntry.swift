/// One variable of a container: `NAME=value`, or a bare `NAME` that takes its value from elsewhere.
package struct EnvironmentEntry: Hashable, Sendable {
    package var name: String
    /// nil for a bare name: the engine then removes the image's variable of that name.
    package var value: String?

    package init(name: String, value: String?) {
        self.name = name
        self.value = value
    }
}

/// A key with a text, in file order; for labels, options, sysctls and their like.
package struct KeyValue: Hashable, Sendable {
    package var key: String
    package var value: String

    package init(_ key: String, _ value: String) {
        self.key = key
        self.value = value
    }
}

extension Sequence where Element == KeyValue {
    /// As a dictionary; of two equal keys the later one counts.
    package var dictionary: [String: String] {
        Dictionary(map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    }
}

extension EnvironmentEntry {
    /// `NAME=value`, or the bare name.
    package var assignment: String { value.map { name + "=" + $0 } ?? name }
}
