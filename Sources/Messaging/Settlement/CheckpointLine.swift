/// What a worker that remembers may settle, and when: a delivery leaves once a state that contains it is kept.
///
/// Deliveries come in groups; each has the state as it was after the last of the group. When a group and all before it are done,
/// its state may be kept, and when that is confirmed, the outcomes may go to the broker. So what is kept never contains a delivery
/// whose effect is not done, and never lacks one that the broker was told to forget. Pure.
public struct CheckpointLine<State: Sendable>: Sendable {
    private struct Group {
        let last: DeliveryTag
        let state: State
        var open: Int
        var outcomes: [(delivery: Delivery, outcome: Outcome)] = []
    }

    private var groups: [Group] = []
    private var isOnItsWay = false
    /// How many groups, from the first, the state on its way contains.
    private var covered = 0

    /// Nothing is in hand.
    public init() {}

    /// Whether nothing is in hand, or waits for a state to be kept.
    public var isEmpty: Bool { groups.isEmpty }

    /// How many deliveries are in hand, or wait for a state to be kept.
    public var count: Int { groups.reduce(0) { $0 + $1.open + $1.outcomes.count } }

    /// Takes in deliveries of one channel, in their order and after those before, with the state behind the last of them.
    public mutating func begin(_ deliveries: [Delivery], state: State) {
        guard let last = deliveries.last else { return }
        groups.append(Group(last: last.id.tag, state: state, open: deliveries.count))
    }

    /// Notes what becomes of a delivery: its effect is done, or there is none.
    public mutating func finish(_ delivery: Delivery, _ outcome: Outcome) {
        guard let index = groups.firstIndex(where: { $0.last >= delivery.id.tag }) else { return }
        groups[index].open -= 1
        groups[index].outcomes.append((delivery, outcome))
    }

    /// The newest state that may be kept; nil when there is none, or while one is on its way.
    public mutating func takeDue() -> State? {
        guard !isOnItsWay else { return nil }
        let done = groups.prefix { $0.open <= 0 }
        guard let newest = done.last else { return nil }
        isOnItsWay = true
        covered = done.count
        return newest.state
    }

    /// The state on its way is kept: what may be told to the broker now, in order.
    public mutating func confirm() -> [(delivery: Delivery, outcome: Outcome)] {
        guard isOnItsWay else { return [] }
        let outcomes = groups.prefix(covered).flatMap(\.outcomes)
        groups.removeFirst(covered)
        isOnItsWay = false
        covered = 0
        return outcomes
    }

    /// The channel is gone: the broker has back whatever it was not told to forget.
    public mutating func reset() { self = CheckpointLine() }
}
