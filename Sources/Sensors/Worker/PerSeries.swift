public import Messaging

/// One value for each series (device and channel) that a worker remembers something about; bounded, so that a flood of invented
/// devices cannot fill the memory.
public struct PerSeries<Value: Sendable>: Sendable {
    /// Series that are remembered at most.
    public let limit: Int
    private var values: [[Tag]: Value] = [:]
    private let start: Value

    /// Every series begins with `start`.
    public init(_ start: Value, limit: Int = 2000) {
        self.start = start
        self.limit = max(1, limit)
    }

    /// Changes the value of a point's series. One series too many is refused: reason `cardinality`.
    public mutating func update<Answer>(_ point: Point, _ change: (inout Value) -> Answer) throws(RejectReason) -> Answer {
        guard values[point.tags] != nil || values.count < limit else {
            throw RejectReason(.cardinality, "there are \(limit) series already", origin: "worker")
        }
        let start = start
        return change(&values[point.tags, default: start])
    }
}

/// With its limit and its start: what was kept goes on as it was, also when the worker begins with others by now.
extension PerSeries: Codable where Value: Codable {}
