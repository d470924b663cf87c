/// How long to wait before trying again: a random time below a bound that doubles with each failure ("full jitter"), so that
/// many workers that lost the same broker do not come back at the same moment.
public struct Backoff: Sendable {
    /// The bound of the first wait.
    public let shortest: Duration
    /// The bound is never longer than this.
    public let longest: Duration
    /// Failures since the last success.
    public private(set) var failures = 0
    private var generator: SeededGenerator

    /// Waits between those bounds; negative ones count as zero, and `longest` is never below `shortest`.
    public init(shortest: Duration, longest: Duration, seed: UInt64) {
        self.shortest = max(shortest, .zero)
        self.longest = max(longest, self.shortest)
        generator = SeededGenerator(seed: seed)
    }

    /// The wait after one more failure: between a tenth of the bound and the bound, at least `minimum` (what the other side
    /// asked for, such as `Retry-After`).
    public mutating func nextDelay(atLeast minimum: Duration = .zero) -> Duration {
        let bound = currentBound
        failures += failures < Int.max ? 1 : 0
        let thousandths = Int.random(in: 100...1000, using: &generator)
        return max(bound * thousandths / 1000, minimum)
    }

    /// Starts again at the shortest bound.
    public mutating func succeeded() { failures = 0 }

    private var currentBound: Duration {
        var bound = shortest
        for _ in 0..<min(failures, 62) {
            guard bound < longest else { return longest }
            bound *= 2
        }
        return min(bound, longest)
    }
}
