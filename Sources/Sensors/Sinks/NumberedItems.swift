/// Items under numbers that ascend, or almost, and of which the oldest leave first, or almost: found without hashing.
///
/// It takes room for the items that are there, and for as many again that have left.
struct NumberedItems<Item: Sendable>: Sendable {
    /// In the order of their numbers; without an item where one has left.
    private var slots: [(number: UInt64, item: Item?)] = []
    /// The place of the first item; all before it have left.
    private var head = 0
    /// How many items there are.
    private(set) var count = 0

    /// No items.
    init() {}

    var isEmpty: Bool { count == 0 }

    /// The item under a number; nil for none.
    subscript(number: UInt64) -> Item? {
        get {
            let place = place(of: number)
            return isTaken(place, by: number) ? slots[place].item : nil
        }
        set {
            if let newValue { put(newValue, under: number) } else { _ = removeItem(under: number) }
        }
    }

    /// Takes an item out.
    mutating func removeItem(under number: UInt64) -> Item? {
        let place = place(of: number)
        guard isTaken(place, by: number), let item = slots[place].item else { return nil }
        slots[place].item = nil
        noteRemoval()
        return item
    }

    /// The numbers of the items that the test picks.
    func numbers(where picks: (Item) -> Bool) -> [UInt64] {
        slots[head...].compactMap { slot in slot.item.map(picks) == true ? slot.number : nil }
    }

    private mutating func put(_ item: Item, under number: UInt64) {
        let place = place(of: number)
        if isTaken(place, by: number) {
            if slots[place].item == nil { count += 1 }
            slots[place].item = item
        } else {
            slots.insert((number, item), at: place)
            count += 1
        }
        head = min(head, place)
    }

    private func isTaken(_ place: Int, by number: UInt64) -> Bool { place < slots.count && slots[place].number == number }

    /// The first place whose number is not below this one. Numbers follow each other almost always: then the first guess is right.
    private func place(of number: UInt64) -> Int {
        guard let last = slots.last, number <= last.number else { return slots.count }
        var low = 0
        if head < slots.count, number >= slots[head].number {
            low = head
            let distance = number - slots[head].number
            if distance < UInt64(slots.count - head), isTaken(head + Int(distance), by: number) { return head + Int(distance) }
        }
        var high = slots.count
        while low < high {
            let middle = (low + high) / 2
            if slots[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func noteRemoval() {
        count -= 1
        while head < slots.count, slots[head].item == nil { head += 1 }
        guard slots.count > 2 * count + 1024 else { return }
        slots = slots.filter { $0.item != nil }
        head = 0
    }
}
