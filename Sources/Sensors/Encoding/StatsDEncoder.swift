/// Writes points as StatsD gauges, packed into datagrams: `name:value|g`.
///
/// No timestamp, no acknowledgement: for best-effort sinks only. A negative gauge is preceded by a zero, because a sign means
/// "change by" (statsd, docs/metric_types.md).
public struct StatsDEncoder: Sendable {
    /// Bytes of one datagram: 1432 fits a local network, 512 the internet.
    public var datagramLimit: Int
    private let paths: GraphiteEncoder

    public init(template: String = "home.{area}.{device}.{endpoint}.{measurement}.{field}", datagramLimit: Int = 1432) {
        paths = GraphiteEncoder(template: template)
        self.datagramLimit = max(datagramLimit, 64)
    }

    /// The datagrams for some points; a gauge that alone is longer than the limit is left out.
    public func datagrams(of points: some Sequence<Point>) -> [[UInt8]] {
        var datagrams: [[UInt8]] = []
        var current: [UInt8] = []
        for point in points {
            for field in point.fields {
                guard let number = field.value.number else { continue }
                let gauge = gauge(paths.path(of: field.name, in: point).replacing(":", with: "_"), number)
                guard gauge.count <= datagramLimit else { continue }
                if current.count + gauge.count + 1 > datagramLimit {
                    datagrams.append(current)
                    current = []
                }
                if !current.isEmpty { current.append(UInt8(ascii: "\n")) }
                current += gauge
            }
        }
        if !current.isEmpty { datagrams.append(current) }
        return datagrams
    }

    private func gauge(_ name: String, _ number: Double) -> [UInt8] {
        let value = "\(name):\(number)|g"
        return Array((number < 0 ? "\(name):0|g\n\(value)" : value).utf8)
    }
}

extension String {
    fileprivate func replacing(_ old: Character, with new: Character) -> String { String(map { $0 == old ? new : $0 }) }
}
