import ArgumentParser

/// A length of time as people write it: `90`, `90s`, `1m30s`, `1.5h`.
struct DurationArgument: ExpressibleByArgument, Hashable, Sendable {
    let duration: Duration

    /// Go's durations (`ms`, `s`, `m`, `h`, `d` for days), or a plain number of seconds.
    init?(argument: String) {
        guard let duration = Self.parse(argument) else { return nil }
        self.duration = duration
    }

    static func parse(_ text: String) -> Duration? {
        if let seconds = Double(text), seconds >= 0, seconds < 1e10 { return .seconds(seconds) }
        var rest = text[...]
        var total = 0.0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard let number = Double(digits), let factor = seconds[String(unit)] else { return nil }
            total += number * factor
        }
        return total < 1e10 ? .seconds(total) : nil
    }

    private static let seconds = ["ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400.0]
}
