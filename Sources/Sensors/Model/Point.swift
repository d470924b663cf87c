/// One entry of a time series, ready for any sink; immutable, shared by all of them.
///
/// Same measurement, tags and time mean the same point: writing it again changes nothing, which is what makes a repeated
/// delivery harmless.
public struct Point: Sendable, Equatable, Hashable {
    public let measurement: String
    /// Sorted by the bytes of their names, each name once, no empty value.
    public let tags: [Tag]
    /// Never empty; each name once, in the order of the device.
    public let fields: [Field]
    public let time: Instant

    /// Sorts the tags and drops empty ones; of a name that comes twice the last counts. Nil without a finite field.
    public init?(measurement: String, tags: [Tag], fields: [Field], time: Instant) {
        var kept: [Field] = []
        for field in fields {
            if case .double(let value) = field.value, !value.isFinite { continue }
            kept.removeAll { $0.name == field.name }
            kept.append(field)
        }
        guard !kept.isEmpty, !measurement.isEmpty else { return nil }
        self.measurement = measurement
        self.tags = Self.ordered(tags)
        self.fields = kept
        self.time = time
    }

    private static func ordered(_ tags: [Tag]) -> [Tag] {
        var kept: [Tag] = []
        for tag in tags where !tag.value.isEmpty && !tag.name.isEmpty {
            kept.removeAll { $0.name == tag.name }
            kept.append(tag)
        }
        return kept.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// The value of a tag.
    public func tag(_ name: String) -> String? { tags.first { $0.name == name }?.value }
}
