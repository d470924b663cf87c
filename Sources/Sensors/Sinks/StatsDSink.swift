import Dispatch

/// Gauges for StatsD over UDP. Nobody says whether a datagram arrived: for best-effort only.
public struct StatsDSink: PointSink {
    private let host: String
    private let port: Int
    private let encoder: StatsDEncoder
    private let queue = DispatchQueue(label: "statsd")

    /// To that port.
    public init(host: String, port: Int = 8125, encoder: StatsDEncoder = StatsDEncoder()) {
        self.host = host
        self.port = port
        self.encoder = encoder
    }

    public func store(_ points: ArraySlice<Point>) async -> SinkOutcome { await send(encoder.datagrams(of: points)) }
    public func probe() async -> SinkOutcome { await send([]) }

    private func send(_ datagrams: [[UInt8]]) async -> SinkOutcome {
        await withCheckedContinuation { continuation in
            queue.async {
                do throws(SinkTransportFailure) {
                    let socket = try Socket(.datagram, host: host, port: port, within: .seconds(5))
                    for datagram in datagrams { try socket.send(datagram, within: .seconds(5)) }
                    continuation.resume(returning: .accepted)
                } catch {
                    continuation.resume(returning: .retry(after: nil, cause: "transport.\(error.rawValue)"))
                }
            }
        }
    }
}
