/// Takes one batch through a sink until every point is stored or refused: halves it, waits, finds the poison. Pure.
///
/// A refusal that names no points is narrowed down by halving: at most 2·log2(n) extra requests for one bad point. Points that
/// were stored on the way are stored again with the same value, which changes nothing.
public struct BatchDelivery: Sendable {
    /// What became of a point.
    public enum Verdict: Sendable, Equatable {
        case accepted
        case rejected(cause: String)
    }

    /// What to do next.
    public enum Step: Sendable, Equatable {
        case send(Range<Int>)
        /// Wait so long, or as the back-off says, and ask again.
        case wait(seconds: Double?, cause: String)
        /// Wait for somebody to mend the configuration.
        case hold(cause: String)
        case done
    }

    /// Share of refused points from which it is not the points that are wrong.
    public static let suspiciousShare = 0.5
    /// A batch smaller than this may be refused altogether.
    public static let suspiciousCount = 20

    /// The verdicts so far; all set when the delivery is done.
    public private(set) var verdicts: [Verdict?]
    /// Points that the store took without keeping them (beyond its retention).
    public private(set) var unkept = 0
    private var pending: [Range<Int>]
    private var trouble: Step?

    public init(count: Int) {
        verdicts = Array(repeating: nil, count: max(count, 0))
        pending = count > 0 ? [0..<count] : []
    }

    /// The next step.
    public var next: Step {
        if let trouble { return trouble }
        return pending.last.map { .send($0) } ?? .done
    }

    /// Goes on after a wait or a hold.
    public mutating func resume() { trouble = nil }

    /// Takes the answer for the range that `next` told to send.
    public mutating func record(_ outcome: SinkOutcome) {
        guard trouble == nil, let range = pending.last else { return }
        switch outcome {
        case .accepted: settle(range)
        case .acceptedExcept(let count, _):
            // A server may say any number.
            unkept += min(max(count, 0), range.count)
            settle(range)
        case .retry(let seconds, let cause): trouble = .wait(seconds: seconds, cause: cause)
        case .misconfigured(let cause): trouble = .hold(cause: cause)
        case .tooLarge: split(range, cause: "http.413")
        case .rejectedSomewhere(let cause): split(range, cause: cause)
        case .rejected(let indices, let cause):
            for index in indices where range.contains(index) { verdicts[index] = .rejected(cause: cause) }
            settle(range)
        }
        holdWhenMostAreRefused()
    }

    private mutating func settle(_ range: Range<Int>) {
        for index in range where verdicts[index] == nil { verdicts[index] = .accepted }
        pending.removeLast()
    }

    private mutating func split(_ range: Range<Int>, cause: String) {
        guard range.count > 1 else {
            verdicts[range.lowerBound] = .rejected(cause: cause)
            pending.removeLast()
            return
        }
        let middle = range.lowerBound + range.count / 2
        pending.removeLast()
        pending.append(middle..<range.upperBound)
        pending.append(range.lowerBound..<middle)
    }

    /// When most of a large batch is refused, the schema or the server is wrong: everything refused is tried again later.
    private mutating func holdWhenMostAreRefused() {
        guard verdicts.count >= Self.suspiciousCount else { return }
        let refused = verdicts.indices.filter { if case .rejected = verdicts[$0] { true } else { false } }
        guard Double(refused.count) > Double(verdicts.count) * Self.suspiciousShare else { return }
        for index in refused { verdicts[index] = nil }
        pending = verdicts.indices.filter { verdicts[$0] == nil }.reduce(into: []) { ranges, index in
            if let last = ranges.last, last.upperBound == index {
                ranges[ranges.count - 1] = last.lowerBound..<index + 1
            } else {
                ranges.append(index..<index + 1)
            }
        }
        trouble = .hold(cause: "most-points-refused")
    }
}
