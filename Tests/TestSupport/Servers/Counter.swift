import Synchronization

/// A number that several tasks raise.
package final class Counter: Sendable {
    private let number = Mutex(0)

    package init() {}

    /// The sum so far.
    package var value: Int { number.withLock { $0 } }

    /// Adds one and answers the sum.
    @discardableResult package func increment() -> Int {
        number.withLock { number in
            number += 1
            return number
        }
    }
}

/// Lines that several tasks write.
package final class Log: Sendable {
    private let text = Mutex<[String]>([])

    package init() {}

    /// All of them, in order.
    package var lines: [String] { text.withLock { $0 } }

    /// Adds a line.
    package func add(_ line: String) { text.withLock { $0.append(line) } }
}
