/// Devices that have not been heard for too long (an empty battery says nothing). Serialisable.
public struct SilentDevices: Sendable, Equatable, Codable {
    /// Devices that are watched; further ones are not.
    public static let limit = 2000

    private var latest: [String: Instant] = [:]

    public init() {}

    /// Notes a sign of life; an older one changes nothing.
    public mutating func heard(_ device: String, at time: Instant) {
        if let known = latest[device] {
            latest[device] = max(known, time)
        } else if latest.count < Self.limit {
            latest[device] = time
        }
    }

    /// Devices that were last heard more than `seconds` ago, by name, with the seconds of their silence.
    public func silent(at now: Instant, longerThan seconds: Double) -> [(device: String, seconds: Double)] {
        latest.map { (device: $0.key, seconds: now.seconds(since: $0.value)) }
            .filter { $0.seconds > seconds }.sorted { $0.device < $1.device }
    }

    /// Forgets a device that was taken away.
    public mutating func forget(_ device: String) { latest[device] = nil }
}
