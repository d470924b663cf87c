/// A version of the engine's API, such as 1.45.
package struct APIVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Before the point.
    package var major: Int
    /// After the point.
    package var minor: Int

    /// A version from its parts.
    package init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// A version from `1.45`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let major = Int(parts[0]), let minor = Int(parts[1]), major >= 0, minor >= 0 else { return nil }
        self.init(major, minor)
    }

    /// The oldest that we can work with: Docker 20.10 was the first with jobs, task counts, capabilities and ulimits in services.
    package static let oldest = APIVersion(1, 41)
    /// The newest whose changes we have read; stands for an engine that was not asked.
    package static let newest = APIVersion(1, 55)

    /// `1.45`.
    package var description: String { "\(major).\(minor)" }

    /// By number, so that 1.9 comes before 1.41.
    package static func < (a: APIVersion, b: APIVersion) -> Bool { (a.major, a.minor) < (b.major, b.minor) }
}
