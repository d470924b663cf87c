/// Takes the engine's multiplexed log stream apart: each frame has 8 bytes of header (source, three zeros, length in big-endian
/// order) and then its content. Bytes may come cut anywhere.
package struct LogFrameDecoder: Sendable {
    /// One frame.
    package struct Frame: Hashable, Sendable {
        /// Where it came from.
        package var source: LogLine.Source
        /// Its content.
        package var bytes: [UInt8]
    }

    /// What came is no such stream.
    package enum Failure: Error, Hashable, Sendable {
        case unknownSource(UInt8)
        case frameTooLong(Int)
        case truncated
    }

    private var buffer: [UInt8] = []
    private var start = 0

    /// The longest frame that is accepted; engines write one line, at most 16 KiB and what they say about it.
    private static let longestFrame = 16 << 20

    /// A decoder at the beginning of a stream.
    package init() {}

    /// Takes further bytes and answers the frames that are whole now.
    package mutating func decode(_ bytes: [UInt8]) throws(Failure) -> [Frame] {
        buffer += bytes
        var frames: [Frame] = []
        while let frame = try nextFrame() { frames.append(frame) }
        buffer.removeFirst(start)
        start = 0
        return frames
    }

    /// Says that the stream is over. Throws when it ended inside a frame.
    package func finish() throws(Failure) {
        if !buffer.isEmpty { throw .truncated }
    }

    private mutating func nextFrame() throws(Failure) -> Frame? {
        guard buffer.count - start >= 8 else { return nil }
        guard let source = LogLine.Source(rawValue: buffer[start]) else { throw .unknownSource(buffer[start]) }
        let length = buffer[(start + 4)..<(start + 8)].reduce(0) { $0 << 8 | Int($1) }
        guard length <= Self.longestFrame else { throw .frameTooLong(length) }
        let content = start + 8
        guard buffer.count - content >= length else { return nil }
        start = content + length
        return Frame(source: source, bytes: Array(buffer[content..<start]))
    }
}
