/// The last value of every series, as Prometheus scrapes it (text format 0.0.4).
///
/// Scraping acknowledges nothing, so this is a best-effort sink. Timestamps are given, so a silent device's series grows stale
/// as it should. Older values than the one held are passed over.
public struct PrometheusLastValues: Sendable {
    private struct Sample {
        let labels: [Tag]
        var value: Double
        var time: Instant
    }

    /// Series that are held; further ones are not taken, and counted.
    public let seriesLimit: Int
    /// Points that found no place.
    public private(set) var refused = 0
    private let prefix: String
    private var families: [String: [[Tag]: Sample]] = [:]
    private var count = 0

    public init(prefix: String = "home", seriesLimit: Int = 20_000) {
        self.prefix = prefix
        self.seriesLimit = seriesLimit
    }

    /// Takes the numeric fields of a point.
    public mutating func take(_ point: Point) {
        for field in point.fields {
            guard let number = field.value.number else { continue }
            let name = Self.metricName("\(prefix)_\(point.measurement)_\(field.name)")
            if let held = families[name]?[point.tags] {
                if point.time >= held.time { families[name]?[point.tags] = Sample(labels: point.tags, value: number, time: point.time) }
            } else if count < seriesLimit {
                families[name, default: [:]][point.tags] = Sample(labels: point.tags, value: number, time: point.time)
                count += 1
            } else {
                refused += 1
            }
        }
    }

    /// The exposition: one group for each name, names and series sorted, last line ended.
    public func exposition() -> [UInt8] {
        var text = ""
        for (name, samples) in families.sorted(by: { $0.key < $1.key }) {
            text += "# TYPE \(name) gauge\n"
            let lines = samples.values.map { sample in
                let labels = sample.labels.map { "\(Self.labelName($0.name))=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
                let milliseconds = LocalZone.floorDivide(Int(sample.time.nanoseconds), 1_000_000)
                return "\(name){\(labels)} \(sample.value) \(milliseconds)\n"
            }
            text += lines.sorted().joined()
        }
        return Array(text.utf8)
    }

    private static func metricName(_ text: String) -> String { restricted(text, colon: true) }
    private static func labelName(_ text: String) -> String { restricted(text, colon: false) }

    /// `[a-zA-Z_:][a-zA-Z0-9_:]*`; labels without the colon.
    private static func restricted(_ text: String, colon: Bool) -> String {
        var name = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "_": name.unicodeScalars.append(scalar)
            case "0"..."9" where !name.isEmpty: name.unicodeScalars.append(scalar)
            case ":" where colon: name.unicodeScalars.append(scalar)
            default: name += "_"
            }
        }
        return name.isEmpty ? "_" : name
    }

    /// A label's value between its quotes.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
