import Glibc
import Synchronization

/// Appends points to a file, or writes them to standard output, as one JSON object a line.
public final class JSONLinesSink: PointSink {
    private struct Output {
        let descriptor: Int32
        /// The last write ended within a line.
        var isTorn = false
    }

    private let output: Mutex<Output>
    private let closesOutput: Bool
    private let encoder = JSONLinesEncoder()

    /// To standard output.
    public init() {
        output = Mutex(Output(descriptor: STDOUT_FILENO))
        closesOutput = false
    }

    /// To the end of a file, which is made when it is missing. Several processes may share one.
    public init(appendingTo path: String) throws(UsageError) {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw UsageError(path, "cannot be written (errno \(errno))") }
        output = Mutex(Output(descriptor: descriptor))
        closesOutput = true
    }

    deinit { if closesOutput { output.withLock { _ = close($0.descriptor) } } }

    public func store(_ points: ArraySlice<Point>) async -> SinkOutcome {
        var bytes: [UInt8] = []
        encoder.encode(points, into: &bytes)
        return output.withLock { Self.write(bytes, to: &$0) }
    }

    public func probe() async -> SinkOutcome { .accepted }

    private static func write(_ bytes: [UInt8], to output: inout Output) -> SinkOutcome {
        // A batch is written whole again after a failure; the torn line before it must not swallow its first.
        let whole = output.isTorn ? [UInt8(ascii: "\n")] + bytes : bytes
        var rest = whole[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(output.descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                output.isTorn = rest.count < whole.count
                return .retry(after: nil, cause: "write.errno-\(errno)")
            }
            rest = rest.dropFirst(count)
        }
        output.isTorn = false
        return .accepted
    }
}
