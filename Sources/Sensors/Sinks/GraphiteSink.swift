import Dispatch

/// Graphite's plaintext port (carbon, VictoriaMetrics).
///
/// The protocol has no answer. So each batch has a connection of its own, and counts as taken when the other side has read to the end
/// and closed; a reset or silence means that nobody knows, and the batch is sent again (the same path and second change nothing).
public struct GraphiteSink: PointSink {
    private let host: String
    private let port: Int
    private let limit: Duration
    private let encoder: GraphiteEncoder
    private let queue = DispatchQueue(label: "graphite")

    /// To that port; `limit` bounds each step of an exchange.
    public init(host: String, port: Int = 2003, encoder: GraphiteEncoder = GraphiteEncoder(), limit: Duration = .seconds(10)) {
        self.host = host
        self.port = port
        self.encoder = encoder
        self.limit = limit
    }

    public func store(_ points: ArraySlice<Point>) async -> SinkOutcome {
        var lines: [UInt8] = []
        encoder.encode(points, into: &lines)
        return lines.isEmpty ? .accepted : await exchange(lines)
    }

    public func probe() async -> SinkOutcome { await exchange([]) }

    private func exchange(_ bytes: [UInt8]) async -> SinkOutcome {
        await withCheckedContinuation { continuation in
            queue.async {
                do throws(SinkTransportFailure) {
                    let socket = try Socket(.stream, host: host, port: port, within: limit)
                    try socket.send(bytes, within: limit)
                    try socket.finish(within: limit)
                    continuation.resume(returning: .accepted)
                } catch {
                    continuation.resume(returning: .retry(after: nil, cause: "transport.\(error.rawValue)"))
                }
            }
        }
    }
}
