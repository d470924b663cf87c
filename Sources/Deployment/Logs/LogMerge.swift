import EngineClient
import EngineModel

/// Several outputs that have an end as one, ordered by the times of their lines.
struct LogMerge<Origin> {
    private struct Head {
        let origin: Origin
        var iterator: EngineStream<LogLine>.Iterator
        private(set) var line: LogLine?
        /// Lines without a time keep the place of the line before them.
        private(set) var time = Timestamp(seconds: .min)

        init(_ origin: Origin, _ stream: EngineStream<LogLine>) {
            self.origin = origin
            iterator = stream.makeAsyncIterator()
        }

        mutating func advance() async throws {
            line = try await iterator.next()
            time = line?.time ?? time
        }
    }

    private var heads: [Head] = []

    /// Adds an output, reading its first line.
    mutating func add(_ origin: Origin, _ stream: EngineStream<LogLine>) async throws {
        var head = Head(origin, stream)
        try await head.advance()
        if head.line != nil { heads.append(head) }
    }

    /// The next line of all; nil at the end of all.
    mutating func next() async throws -> (LogLine, Origin)? {
        guard let position = heads.indices.min(by: { heads[$0].time < heads[$1].time }), let line = heads[position].line else { return nil }
        let origin = heads[position].origin
        try await heads[position].advance()
        if heads[position].line == nil { heads.remove(at: position) }
        return (line, origin)
    }
}
