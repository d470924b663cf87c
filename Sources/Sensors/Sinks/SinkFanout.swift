/// One place that points go to.
public struct SinkName: Sendable, Hashable, ExpressibleByStringLiteral {
    public let text: String

    public init(_ text: String) { self.text = text }
    public init(stringLiteral value: String) { text = value }
}

/// Spreads the points of deliveries over several sinks and says when a delivery may be acknowledged. Pure; time is given.
///
/// A delivery is settled when every **required** sink has answered for all of its points: accepted when all accepted,
/// rejected when one refused. Best-effort sinks never delay and never fail a delivery; when they are behind, their oldest points
/// are dropped and counted. What required sinks hold is bounded by the deliveries that the broker lets out (its prefetch).
public struct SinkFanout: Sendable {
    /// What a sink must do for an acknowledgement.
    public enum Duty: Sendable, Equatable {
        case required
        /// Holds at most so many points.
        case bestEffort(limit: Int)
    }

    /// When a batch is sent: with so many points, when it holds so many deliveries back, or when its oldest point is so old.
    public struct Batching: Sendable, Equatable {
        public var points: Int
        /// Those behind them that no sink gets included. Only for required sinks: the broker lets out no more than its prefetch before
        /// they have answered.
        public var deliveries: Int
        public var seconds: Double

        public init(points: Int = 1000, deliveries: Int = .max, seconds: Double = 1) {
            self.points = max(points, 1)
            self.deliveries = max(deliveries, 1)
            self.seconds = seconds
        }
    }

    /// The verdict on a delivery.
    public enum Settlement: Sendable, Equatable {
        case accepted
        case rejected(sink: SinkName, cause: String)
    }

    /// Points taken out for one request to one sink.
    public struct Batch: Sendable {
        public let sink: SinkName
        public let points: [Point]
        fileprivate let owners: [UInt64]
    }

    private struct Entry {
        let delivery: UInt64
        let point: Point
        let since: Instant
    }

    private struct Queue {
        let sink: SinkName
        let duty: Duty
        var entries: [Entry] = []
        var isBusy = false
        var dropped = 0
    }

    private struct Open {
        var outstanding: Int
        var rejection: Settlement?
    }

    private let batching: Batching
    private let requiredCount: Int
    /// The last delivery that came.
    private var latest: UInt64 = 0
    // A list: there are few sinks, and every point of every message goes to all of them.
    private var queues: [Queue]
    private var open = NumberedItems<Open>()
    private var settled: [(delivery: UInt64, settlement: Settlement)] = []

    public init(_ sinks: [SinkName: Duty], batching: Batching = Batching()) {
        self.batching = batching
        requiredCount = sinks.values.count { $0 == .required }
        queues = sinks.map { Queue(sink: $0.key, duty: $0.value) }
    }

    private func place(of sink: SinkName) -> Int? { queues.firstIndex { $0.sink == sink } }

    /// Deliveries that wait for a sink.
    public var openCount: Int { open.count }

    /// Points that a best-effort sink lost.
    public func dropped(by sink: SinkName) -> Int { place(of: sink).map { queues[$0].dropped } ?? 0 }

    /// Notes a delivery, whether or not a sink gets it. It came after those that wait, and they hold it back: a run of acknowledgements
    /// ends at them.
    public mutating func pass(_ delivery: UInt64) { latest = max(latest, delivery) }

    /// Takes the points of a delivery; without points or required sinks it is accepted at once. Ids ascend; one that is still open is
    /// not taken again.
    public mutating func submit(_ delivery: UInt64, _ points: [Point], at now: Instant) {
        pass(delivery)
        guard open[delivery] == nil else { return }
        for place in queues.indices { enqueue(points, of: delivery, at: place, now) }
        if requiredCount == 0 || points.isEmpty {
            settled.append((delivery, .accepted))
        } else {
            open[delivery] = Open(outstanding: requiredCount * points.count)
        }
    }

    private mutating func enqueue(_ points: [Point], of delivery: UInt64, at place: Int, _ now: Instant) {
        for point in points { queues[place].entries.append(Entry(delivery: delivery, point: point, since: now)) }
        guard case .bestEffort(let limit) = queues[place].duty, queues[place].entries.count > limit else { return }
        let surplus = queues[place].entries.count - max(limit, 0)
        queues[place].entries.removeFirst(surplus)
        queues[place].dropped += surplus
    }

    /// The next batch of a sink, when one is due and none is on its way; `flush` makes any batch due.
    public mutating func takeBatch(for sink: SinkName, at now: Instant, flush: Bool = false) -> Batch? {
        guard let place = place(of: sink), let count = dueCount(at: place, now, flush: flush) else { return nil }
        let taken = queues[place].entries.prefix(count)
        let batch = Batch(sink: sink, points: taken.map { $0.point }, owners: taken.map { $0.delivery })
        queues[place].entries.removeFirst(count)
        queues[place].isBusy = true
        return batch
    }

    private func dueCount(at place: Int, _ now: Instant, flush: Bool) -> Int? {
        guard !queues[place].isBusy, let first = queues[place].entries.first else { return nil }
        let count = queues[place].entries.count
        guard flush || isFull(queues[place]) || now.seconds(since: first.since) >= batching.seconds else { return nil }
        return min(count, batching.points)
    }

    private func isFull(_ queue: Queue) -> Bool { queue.entries.count >= batching.points || held(by: queue) >= batching.deliveries }

    /// How many deliveries wait for a sink, or behind those that do.
    private func held(by queue: Queue) -> Int {
        guard queue.duty == .required, let first = queue.entries.first else { return 0 }
        return Int(clamping: latest &- first.delivery &+ 1)
    }

    /// Whether a batch of a sink is due for its size.
    public func isFull(_ sink: SinkName) -> Bool { place(of: sink).map { isFull(queues[$0]) } ?? false }

    /// When the next batch of a sink is due; nil while it has no points or one batch is on its way.
    public func nextDue(for sink: SinkName) -> Instant? {
        guard let queue = place(of: sink).map({ queues[$0] }), !queue.isBusy, let first = queue.entries.first else { return nil }
        return isFull(queue) ? first.since : first.since.advanced(bySeconds: batching.seconds)
    }

    /// Takes the verdicts on a batch, one for each point.
    public mutating func finish(_ batch: Batch, _ verdicts: [BatchDelivery.Verdict]) {
        guard let place = place(of: batch.sink), queues[place].isBusy else { return }
        queues[place].isBusy = false
        guard queues[place].duty == .required else { return }
        for (owner, verdict) in zip(batch.owners, verdicts) { settle(owner, verdict, by: batch.sink) }
    }

    private mutating func settle(_ delivery: UInt64, _ verdict: BatchDelivery.Verdict, by sink: SinkName) {
        guard var state = open[delivery] else { return }
        state.outstanding -= 1
        if case .rejected(let cause) = verdict, state.rejection == nil { state.rejection = .rejected(sink: sink, cause: cause) }
        guard state.outstanding <= 0 else {
            open[delivery] = state
            return
        }
        open[delivery] = nil
        settled.append((delivery, state.rejection ?? .accepted))
    }

    /// The deliveries that were settled since the last call, in the order they were.
    public mutating func takeSettled() -> [(delivery: UInt64, settlement: Settlement)] {
        defer { settled = [] }
        return settled
    }

    /// Forgets deliveries and their waiting points: the broker has them back, and they will come again. What is on its way to a
    /// sink goes on, and its verdicts count for nobody.
    public mutating func forget(_ deliveries: Set<UInt64>) {
        for delivery in deliveries { open[delivery] = nil }
        settled.removeAll { deliveries.contains($0.delivery) }
        for place in queues.indices where queues[place].duty == .required {
            queues[place].entries.removeAll { deliveries.contains($0.delivery) }
        }
    }

    /// Points that wait for a sink, those on their way not counted.
    public func waiting(for sink: SinkName) -> Int { place(of: sink).map { queues[$0].entries.count } ?? 0 }
}
