import Dispatch
import Synchronization

/// Work on many independent items, on all processors where the items are so many that this pays for the threads.
enum Slices {
    /// How many slices there are, whatever the machine: what is found wrong must not depend on its processors.
    private static let count = 8
    /// Fewer items than this are one slice.
    static let least = 64

    /// The results for slices of the items, in order. Nothing for no items.
    static func map<Item: Sendable, Result: Sendable>(
        _ items: [Item], _ body: @Sendable (ArraySlice<Item>) -> Result
    ) -> [Result] {
        guard items.count >= least else { return items.isEmpty ? [] : [body(items[...])] }
        let results = Mutex([Result?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { number in
            let result = body(items[items.count * number / count..<items.count * (number + 1) / count])
            results.withLock { $0[number] = result }
        }
        return results.withLock { $0 }.compactMap(\.self)
    }
}
