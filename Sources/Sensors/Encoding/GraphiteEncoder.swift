/// Writes points as Graphite's plaintext: `path value seconds`, one line for each numeric field.
///
/// Texts are left out. A path's parts keep `[A-Za-z0-9_:-]`; anything else becomes `_` (graphite-web, "Feeding in your data").
public struct GraphiteEncoder: Sendable {
    /// Parts of the path; `{device}`, `{area}`, `{measurement}`, `{field}` and any other tag's name in braces are filled in.
    /// A part whose tag is missing is left out.
    public var template: [String]

    public init(template: String = "home.{area}.{device}.{endpoint}.{measurement}.{field}") {
        self.template = template.split(separator: ".").map(String.init)
    }

    /// Appends the lines of some points.
    public func encode(_ points: some Sequence<Point>, into bytes: inout [UInt8]) {
        for point in points {
            for field in point.fields {
                guard let number = field.value.number else { continue }
                let seconds = LocalZone.floorDivide(Int(point.time.nanoseconds), 1_000_000_000)
                bytes.append(contentsOf: "\(path(of: field.name, in: point)) \(number) \(seconds)\n".utf8)
            }
        }
    }

    /// The path of one field.
    public func path(of field: String, in point: Point) -> String {
        template.compactMap { part in
            guard part.hasPrefix("{"), part.hasSuffix("}") else { return Self.clean(part) }
            switch part.dropFirst().dropLast() {
            case "measurement": return Self.clean(point.measurement)
            case "field": return Self.clean(field)
            case let name: return point.tag(String(name)).map(Self.clean)
            }
        }.joined(separator: ".")
    }

    private static func clean(_ part: String) -> String {
        var text = ""
        for scalar in part.unicodeScalars {
            let isPlain =
                switch scalar {
                case "a"..."z", "A"..."Z", "0"..."9", "_", ":", "-": true
                default: false
                }
            if isPlain { text.unicodeScalars.append(scalar) } else if text.last != "_" { text.append("_") }
        }
        return text.isEmpty ? "_" : text
    }
}
