/// Hands things on one at a time, whichever task they come from; a slow reader slows all of them down.
actor DeliveryQueue<Item: Sendable> {
    private let deliverItem: @Sendable (Item) async -> Void
    private var isBusy = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ deliver: @escaping @Sendable (Item) async -> Void) {
        deliverItem = deliver
    }

    func deliver(_ item: Item) async {
        if isBusy { await withCheckedContinuation { waiting.append($0) } }
        isBusy = true
        await deliverItem(item)
        if waiting.isEmpty { isBusy = false } else { waiting.removeFirst().resume() }
    }
}
