/// A piece of output of a process.
package struct OutputChunk: Hashable, Sendable {
    /// Where it came from; always stdout with a terminal.
    package var source: LogLine.Source
    /// Bytes as they came, cut anywhere.
    package var bytes: [UInt8]

    /// A piece from its parts.
    package init(source: LogLine.Source, bytes: [UInt8]) {
        self.source = source
        self.bytes = bytes
    }
}

/// The standard streams of a process in a container. Output is read by one task; input may be written by another.
package protocol ProcessStreams: Sendable {
    /// The next piece of output, never empty; nil at the end. Cancelling the task closes the streams. Throws ``EngineError`` or
    /// `CancellationError`.
    func next() async throws -> OutputChunk?
    /// Sends input; returns once it is on its way. Throws ``EngineError`` when nobody reads it any more.
    func write(_ bytes: [UInt8]) async throws
    /// Says that there is no more input; output goes on.
    func closeInput() async
    /// Leaves the process alone: closes both directions.
    func close()
}
