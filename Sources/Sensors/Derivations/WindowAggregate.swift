/// Minimum, maximum, mean, last and count of aligned windows. Serialisable.
///
/// Samples are kept by their time, so a repeated delivery is not counted twice; a window is closed when the newest sample is
/// `grace` seconds past its end, and samples that come after that are passed over and counted.
public struct WindowAggregate: Sendable, Equatable, Codable {
    /// The figures of one window.
    public struct Summary: Sendable, Equatable {
        /// First moment of the window.
        public let start: Instant
        public let minimum: Double
        public let maximum: Double
        public let mean: Double
        public let last: Double
        public let count: Int
    }

    /// Samples that are held; beyond that the oldest window is closed early.
    public static let sampleLimit = 10_000

    /// Samples that came too late.
    public private(set) var late = 0
    private let length: Int64
    private let grace: Int64
    private var samples: [Int64: Double] = [:]
    private var closedUntil = Int64.min

    /// Lengths in seconds, brought into 1...86400 and 0...3600.
    public init(seconds: Int, grace: Int = 10) {
        length = Int64(min(max(seconds, 1), 86_400)) * 1_000_000_000
        self.grace = Int64(min(max(grace, 0), 3600)) * 1_000_000_000
    }

    /// Takes a sample; answers with the windows that are over now, oldest first.
    public mutating func observe(_ value: Double, at time: Instant) -> [Summary] {
        // The ends of the calendar are left out, so that no window's end overflows.
        guard value.isFinite, abs(time.nanoseconds / 4) < Int64.max / 5 else { return [] }
        guard time.nanoseconds >= closedUntil else {
            late += 1
            return []
        }
        samples[time.nanoseconds] = value
        return close(before: time.nanoseconds - grace, force: samples.count > Self.sampleLimit)
    }

    /// Closes what is over by the clock, for series that went silent.
    public mutating func close(at now: Instant) -> [Summary] {
        guard abs(now.nanoseconds / 4) < Int64.max / 5 else { return [] }
        return close(before: now.nanoseconds - grace, force: false)
    }

    private mutating func close(before limit: Int64, force: Bool) -> [Summary] {
        guard let oldest = samples.keys.min(), force || start(of: oldest) + length <= limit else { return [] }
        var summaries: [Summary] = []
        let windows = Dictionary(grouping: samples.keys) { start(of: $0) }
        for start in windows.keys.sorted() {
            guard start + length <= limit || (force && summaries.isEmpty), let times = windows[start]?.sorted() else { continue }
            let values = times.compactMap { samples.removeValue(forKey: $0) }
            guard let minimum = values.min(), let maximum = values.max(), let last = values.last else { continue }
            let mean = values.reduce(0) { $0 + $1 / Double(values.count) }
            summaries.append(
                Summary(start: Instant(nanoseconds: start), minimum: minimum, maximum: maximum, mean: mean, last: last, count: values.count)
            )
            closedUntil = max(closedUntil, start + length)
        }
        return summaries
    }

    private func start(of time: Int64) -> Int64 {
        let rest = time % length
        return time - (rest < 0 ? rest + length : rest)
    }
}
