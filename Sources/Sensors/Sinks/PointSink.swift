/// A place that stores points. The runtime gives it one batch at a time and again until it is taken.
public protocol PointSink: Sendable {
    /// Stores points; says what became of them. Storing the same points again must change nothing, or best-effort is all that
    /// the sink is good for.
    func store(_ points: ArraySlice<Point>) async -> SinkOutcome
    /// Whether it could store something now, without storing anything.
    func probe() async -> SinkOutcome
}

/// An ``HTTPSink`` together with the way to its server.
public struct RemoteSink: PointSink {
    private let sink: any HTTPSink
    private let sender: any HTTPSending

    /// Points go to that sink over that transport.
    public init(_ sink: any HTTPSink, through sender: any HTTPSending) {
        self.sink = sink
        self.sender = sender
    }

    public func store(_ points: ArraySlice<Point>) async -> SinkOutcome { await sink.deliver(points, through: sender) }

    public func probe() async -> SinkOutcome {
        do {
            let response = try await sender.send(sink.probe)
            // Servers that want at least one point have read the credentials by then.
            return [400, 422].contains(response.status) ? .accepted : HTTPAnswer.common(response) ?? .accepted
        } catch {
            return .retry(after: nil, cause: "transport.\(error.rawValue)")
        }
    }
}
