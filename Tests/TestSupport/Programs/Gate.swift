/// Lets only so many of the tests that run at the same time go on at once, such as those that start programs.
package actor Gate {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// - Parameter limit: how many may be inside; at least 1.
    package init(limit: Int) {
        free = max(1, limit)
    }

    /// Runs the body as soon as there is room for it.
    package func enter<Value: Sendable>(_ body: @Sendable () async throws -> Value) async rethrows -> Value {
        await takePlace()
        defer { leave() }
        return try await body()
    }

    private func takePlace() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
