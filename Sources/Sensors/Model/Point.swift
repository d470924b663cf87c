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
        self.init(measurement: measurement, orderedTags: Self.ordered(tags), fields: fields, time: time)
    }

    /// The same with tags that ``ordered(_:)`` gave, for several points that have them.
    init?(measurement: String, orderedTags: [Tag], fields: [Field], time: Instant) {
        let kept = Self.finite(fields)
        guard !kept.isEmpty, !measurement.isEmpty else { return nil }
        self.measurement = measurement
        tags = orderedTags
        self.fields = kept
        self.time = time
    }

    private static func finite(_ fields: [Field]) -> [Field] {
        // A device names each value once, and its values are finite: then they stay where they are.
        let isSound = fields.indices.allSatisfy { index in
            fields[index].isFinite && !fields[..<index].contains { $0.name == fields[index].name }
        }
        guard !isSound else { return fields }
        var kept: [Field] = []
        for field in fields where field.isFinite {
            kept.removeAll { $0.name == field.name }
            kept.append(field)
        }
        return kept
    }

    /// As a point has them: sorted, without empty ones; of a name that comes twice the last.
    ///
    /// Sorts by insertion: a point has few tags, and most come in order.
    static func ordered(_ tags: [Tag]) -> [Tag] {
        guard !isInOrder(tags) else { return tags }
        var kept: [Tag] = []
        kept.reserveCapacity(tags.count)
        for tag in tags where !tag.value.isEmpty && !tag.name.isEmpty {
            var place = kept.endIndex
            while place > 0, !Bytes.precedes(kept[place - 1].name, tag.name), kept[place - 1].name != tag.name {
                place -= 1
            }
            if place > 0, kept[place - 1].name == tag.name {
                kept[place - 1] = tag
            } else {
                kept.append(tag)
                for later in (place..<kept.endIndex - 1).reversed() { kept.swapAt(later, later + 1) }
            }
        }
        return kept
    }

    /// As the decoders give them: then they stay where they are.
    private static func isInOrder(_ tags: [Tag]) -> Bool {
        tags.indices.allSatisfy { index in
            guard !tags[index].value.isEmpty, !tags[index].name.isEmpty else { return false }
            return index == 0 || (tags[index - 1].name != tags[index].name && Bytes.precedes(tags[index - 1].name, tags[index].name))
        }
    }

    /// The value of a tag.
    public func tag(_ name: String) -> String? { tags.first { $0.name == name }?.value }
}
