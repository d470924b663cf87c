/// Where an axis has its ticks.
enum ChartAxis {
    /// A tick and what is written at it.
    struct Tick: Equatable {
        let position: Double
        let label: String
    }

    /// Ticks at round values (1, 2 or 5 times a power of ten) that cover a span of values; the first and the last are its new ends.
    static func values(from low: Double, to high: Double, count: Int = 5) -> [Tick] {
        let span = high > low ? high - low : max(abs(high) * 0.1, 1)
        let start = high > low ? low : low - span / 2
        let step = roundStep(span / Double(max(count - 1, 1)))
        let first = (start / step).rounded(.down)
        let last = ((start + span) / step).rounded(.up)
        guard first.isFinite, last.isFinite, last - first < 50 else {
            return [Tick(position: low, label: text(low, step)), Tick(position: high, label: text(high, step))]
        }
        return stride(from: first, through: last, by: 1).map { Tick(position: $0 * step, label: text($0 * step, step)) }
    }

    private static func roundStep(_ rough: Double) -> Double {
        var power = 1.0
        while power > rough, power > 1e-12 { power /= 10 }
        while power * 10 <= rough, power < 1e15 { power *= 10 }
        return [1.0, 2, 5, 10].first { $0 * power >= rough }.map { $0 * power } ?? 10 * power
    }

    /// As many places as the step has.
    private static func text(_ value: Double, _ step: Double) -> String {
        guard abs(value) < 1e15 else { return "\(value)" }
        if step >= 1 { return String(Int64(value.rounded())) }
        var places = 0
        var scale = 1.0
        while step * scale < 0.9999, places < 12 {
            places += 1
            scale *= 10
        }
        let shifted = Int64((abs(value) * scale).rounded())
        let (whole, rest) = shifted.quotientAndRemainder(dividingBy: Int64(scale))
        let digits = String(rest)
        return (value < 0 && shifted != 0 ? "-" : "") + "\(whole)." + String(repeating: "0", count: places - digits.count) + digits
    }

    /// Ticks at round local times within a span, at most `count`; positions are seconds since 1970.
    static func times(from start: Int, to end: Int, zone: LocalZone, count: Int = 8) -> [Tick] {
        let steps = [1, 5, 15, 30, 60, 300, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 2_592_000, 31_536_000]
        let step = steps.first { (end - start) / $0 < count } ?? 31_536_000
        var ticks: [Tick] = []
        // Local midnights are where days begin, also when the clock is changed.
        var local = LocalZone.floorDivide(start + zone.offset(atUTC: start), step) * step
        while ticks.count <= 2 * count {
            let moment = zone.utc(ofLocal: local)
            if moment > end { break }
            if moment >= start { ticks.append(Tick(position: Double(moment), label: label(local, step))) }
            local += step
        }
        return ticks
    }

    private static func label(_ local: Int, _ step: Int) -> String {
        let moment = Instant(Int64(local), scale: 1_000_000_000) ?? Instant(nanoseconds: 0)
        let isMidnight = LocalZone.floorDivide(local, 86_400) * 86_400 == local
        if step >= 86_400 || isMidnight { return moment.dateText }
        return step < 60 ? moment.clockText : String(moment.clockText.prefix(5))
    }
}
