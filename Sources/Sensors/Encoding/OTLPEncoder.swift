/// Writes points as the body of OTLP/HTTP JSON, `POST /v1/metrics` (opentelemetry-proto, specification 1.x).
///
/// Each numeric field is a gauge named `<prefix>.<measurement>.<field>`; energy counters are cumulative monotonic sums.
/// 64-bit integers are decimal strings, as protobuf's JSON mapping wants.
public struct OTLPEncoder: Sendable {
    public var serviceName: String
    public var prefix: String

    public init(serviceName: String = "sensor-worker", prefix: String = "home") {
        self.serviceName = serviceName
        self.prefix = prefix
    }

    /// The body for some points; nil when none of them has a number.
    public func body(of points: some Sequence<Point>) -> [UInt8]? {
        var metrics: [String: [UInt8]] = [:]
        var order: [String] = []
        for point in points {
            for field in point.fields {
                guard let number = field.value.number, number.isFinite else { continue }
                let name = "\(point.measurement).\(field.name)"
                if metrics[name] == nil { order.append(name) } else { metrics[name]?.append(UInt8(ascii: ",")) }
                dataPoint(point, number, into: &metrics[name, default: []])
            }
        }
        guard !order.isEmpty else { return nil }
        var body = Array("{\"resourceMetrics\":[{\"resource\":{\"attributes\":[".utf8)
        attribute("service.name", serviceName, into: &body)
        body += Array("]},\"scopeMetrics\":[{\"scope\":{\"name\":\"skep.sensors\"},\"metrics\":[".utf8)
        for (position, name) in order.enumerated() {
            if position > 0 { body.append(UInt8(ascii: ",")) }
            metric(name, metrics[name] ?? [], into: &body)
        }
        body += Array("]}]}]}".utf8)
        return body
    }

    private func metric(_ name: String, _ dataPoints: [UInt8], into body: inout [UInt8]) {
        let quantity = Quantity(rawValue: String(name.drop { $0 != "." }.dropFirst()))
        body += Array("{\"name\":".utf8)
        JSONWriting.string("\(prefix).\(name)", into: &body)
        if let unit = quantity?.dimension.canonicalUnit, !unit.isEmpty {
            body += Array(",\"unit\":".utf8)
            JSONWriting.string(unit == "°C" ? "Cel" : unit, into: &body)
        }
        let isCounter = quantity == .energy || quantity == .energyReturned
        body += Array(
            (isCounter ? ",\"sum\":{\"aggregationTemporality\":2,\"isMonotonic\":true,\"dataPoints\":[" : ",\"gauge\":{\"dataPoints\":[")
                .utf8)
        body += dataPoints
        body += Array("]}}".utf8)
    }

    private func dataPoint(_ point: Point, _ number: Double, into body: inout [UInt8]) {
        body += Array("{\"timeUnixNano\":\"\(point.time.nanoseconds)\",\"asDouble\":\(number),\"attributes\":[".utf8)
        for (position, tag) in point.tags.enumerated() {
            if position > 0 { body.append(UInt8(ascii: ",")) }
            attribute(tag.name, tag.value, into: &body)
        }
        body += Array("]}".utf8)
    }

    private func attribute(_ key: String, _ value: String, into body: inout [UInt8]) {
        body += Array("{\"key\":".utf8)
        JSONWriting.string(key, into: &body)
        body += Array(",\"value\":{\"stringValue\":".utf8)
        JSONWriting.string(value, into: &body)
        body += Array("}}".utf8)
    }
}
