/// Writes points as one JSON object a line: `{"measurement":...,"tags":{...},"fields":{...},"time":<ns>}`.
public struct JSONLinesEncoder: Sendable {
    public init() {}

    /// Appends the lines of some points.
    public func encode(_ points: some Sequence<Point>, into bytes: inout [UInt8]) {
        for point in points {
            bytes.append(contentsOf: "{\"measurement\":".utf8)
            JSONWriting.string(point.measurement, into: &bytes)
            bytes.append(contentsOf: ",\"tags\":{".utf8)
            for (position, tag) in point.tags.enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONWriting.string(tag.name, into: &bytes)
                bytes.append(UInt8(ascii: ":"))
                JSONWriting.string(tag.value, into: &bytes)
            }
            bytes.append(contentsOf: "},\"fields\":{".utf8)
            for (position, field) in point.fields.enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONWriting.string(field.name, into: &bytes)
                bytes.append(UInt8(ascii: ":"))
                JSONWriting.value(field.value, into: &bytes)
            }
            bytes.append(contentsOf: "},\"time\":\(point.time.nanoseconds)}\n".utf8)
        }
    }
}
