/// One field of several devices over the same time.
struct ChartPanel {
    /// One line of a panel.
    struct Line {
        let name: String
        let samples: [(time: Instant, value: Double)]
    }

    let title: String
    let unit: String
    /// 0 and 1, drawn as steps.
    let isState: Bool
    let lines: [Line]
    /// Lines that found no place.
    let leftOut: Int

    /// Lines of a panel at most: more cannot be told apart.
    static let lineLimit = 10

    /// Panels for series of the same field, in the order of their first.
    static func panels(_ series: [(entry: HistoryReader.Entry, samples: [(time: Instant, value: Double)])]) -> [ChartPanel] {
        var order: [String] = []
        var groups: [String: [Line]] = [:]
        for (entry, samples) in series where !samples.isEmpty {
            let key = "\(entry.measurement) \(entry.field)"
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(Line(name: entry.device + (entry.rest.isEmpty ? "" : " (\(entry.rest))"), samples: samples))
        }
        return order.compactMap { key in
            guard let lines = groups[key], let field = key.split(separator: " ").last.map(String.init) else { return nil }
            let quantity = Quantity(rawValue: field)
            return ChartPanel(
                title: field, unit: quantity?.dimension.canonicalUnit ?? "", isState: quantity?.dimension == .state,
                lines: Array(lines.prefix(lineLimit)), leftOut: max(0, lines.count - lineLimit))
        }
    }

    /// The lowest and the highest value.
    var range: (low: Double, high: Double) {
        if isState { return (0, 1) }
        let values = lines.lazy.flatMap { $0.samples.lazy.map(\.value) }
        return (values.min() ?? 0, values.max() ?? 1)
    }
}

extension ChartPanel.Line {
    /// What is left of a line for that many columns: in each the first, lowest, highest and last value, so that no peak is lost.
    func reduced(columns: Int, from start: Instant, to end: Instant) -> [(time: Instant, value: Double)] {
        guard samples.count > columns * 4 else { return samples }
        let width = max(end.seconds(since: start), 1e-9) / Double(columns)
        var kept: [(time: Instant, value: Double)] = []
        var group: [(time: Instant, value: Double)] = []
        var column = -1
        for sample in samples {
            let place = Int((sample.time.seconds(since: start) / width).rounded(.down))
            if place != column {
                kept += Self.outline(group)
                group = []
                column = place
            }
            group.append(sample)
        }
        return kept + Self.outline(group)
    }

    private static func outline(_ group: [(time: Instant, value: Double)]) -> [(time: Instant, value: Double)] {
        guard group.count > 4 else { return group }
        let values = group.indices.sorted { group[$0].value < group[$1].value }
        return Set([group.startIndex, values[0], values[values.count - 1], group.endIndex - 1]).sorted().map { group[$0] }
    }

    /// Seconds of silence after which a line is broken: six times the usual distance of its samples.
    var gap: Double {
        guard samples.count > 2 else { return .infinity }
        let distances = zip(samples, samples.dropFirst()).map { $1.time.seconds(since: $0.time) }.sorted()
        return max(distances[distances.count / 2] * 6, 60)
    }
}
