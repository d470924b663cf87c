/// Items under numbers that ascend, of which the oldest leave first, more or less: found without hashing.
///
/// It takes room for the items that are there, and for as many again that have left.
struct NumberedItems<Item: Sendable>: Sendable {
    private var slots: [(number: UInt64, item: Item?)] = []
    /// The place of the first item; all before it have left.
    private var head = 0
    /// How many items there are.
    private(set) var count = 0

    /// No items.
    init() {}

    var isEmpty: Bool { count == 0 }

    /// The item under a number; nil for none. Only an item that is there can be replaced by another.
    subscript(number: UInt64) -> Item? {
        get { place(of: number).flatMap { slots[$0].item } }
        set {
            guard let place = place(of: number), slots[place].item != nil else { return }
            slots[place].item = newValue
            if newValue == nil { noteRemoval() }
        }
    }

    /// Adds an item. Its number has to be above all that came before: otherwise it is not taken.
    mutating func append(_ item: Item, under number: UInt64) {
        if let last = slots.last, last.number >= number { return }
        slots.append((number, item))
        count += 1
    }

    /// Takes an item out.
    mutating func removeItem(under number: UInt64) -> Item? {
        guard let place = place(of: number), let item = slots[place].item else { return nil }
        slots[place].item = nil
        noteRemoval()
        return item
    }

    /// The numbers of the items that the test picks.
    func numbers(where picks: (Item) -> Bool) -> [UInt64] {
        slots[head...].compactMap { slot in slot.item.map(picks) == true ? slot.number : nil }
    }

    /// Numbers follow each other almost always: then the first guess is right.
    private func place(of number: UInt64) -> Int? {
        guard head < slots.count, number >= slots[head].number else { return nil }
        let distance = number - slots[head].number
        if distance < UInt64(slots.count - head), slots[head + Int(distance)].number == number { return head + Int(distance) }
        var low = head
        var high = slots.count
        while low < high {
            let middle = (low + high) / 2
            if slots[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low < slots.count && slots[low].number == number ? low : nil
    }

    private mutating func noteRemoval() {
        count -= 1
        while head < slots.count, slots[head].item == nil { head += 1 }
        // The last number stays: it is what the next one is compared with.
        guard slots.count > 2 * count + 1024 else { return }
        let last = slots.count - 1
        slots = slots.indices.filter { slots[$0].item != nil || $0 == last }.map { slots[$0] }
        head = 0
    }
}
