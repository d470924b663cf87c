import EngineClient
import EngineModel

/// One output among several: when it cannot be read, it ends with a line that says so, and the others go on.
actor TolerantLog {
    private let open: @Sendable () async throws -> EngineStream<LogLine>
    private var iterator: EngineStream<LogLine>.Iterator?
    private var isOver = false

    /// - Parameter open: called when the first line is asked for.
    init(_ open: @escaping @Sendable () async throws -> EngineStream<LogLine>) { self.open = open }

    /// As a stream that throws nothing but `CancellationError`.
    nonisolated var stream: EngineStream<LogLine> { EngineStream { try await self.next() } }

    private func next() async throws -> LogLine? {
        guard !isOver else { return nil }
        do {
            var reader: EngineStream<LogLine>.Iterator
            if let iterator { reader = iterator } else { reader = try await open().makeAsyncIterator() }
            let line = try await reader.next()
            iterator = reader
            isOver = line == nil
            return line
        } catch let error as EngineError {
            isOver = true
            // A task that is gone by now has nothing to say.
            return error.isNotFound ? nil : LogLine(source: .system, text: error.description)
        }
    }
}
