/// The version of a swarm object. An update names the version it has seen, and is refused when another came first.
package struct ObjectVersion: Hashable, Codable, Sendable, CustomStringConvertible {
    /// A number that grows with every change in the swarm, not by one per object.
    package var index: UInt64

    /// A version by its number.
    package init(_ index: UInt64) { self.index = index }

    private enum CodingKeys: String, CodingKey { case index = "Index" }

    /// Reads `{"Index": n}`; an absent number is 0.
    package init(from decoder: any Decoder) throws {
        index = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(UInt64.self, forKey: .index) ?? 0
    }

    /// The number in decimal.
    package var description: String { String(index) }
}

extension ObjectVersion: Comparable {
    /// The older one comes first.
    package static func < (a: ObjectVersion, b: ObjectVersion) -> Bool { a.index < b.index }
}
