/// Asks again and again until the answer is yes.
///
/// - Parameter limit: generous, because it is only ever used up by a failure. A thousand tests share the few threads of a small machine,
///   and each step of what is waited for may take its turn behind all of them.
/// - Returns: whether it became true in time.
package func eventually(within limit: Duration = .seconds(300), _ condition: () async throws -> Bool) async rethrows -> Bool {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
        if try await condition() { return true }
        try? await Task.sleep(for: .milliseconds(100))
    }
    return try await condition()
}
