import Sensors

extension Worker {
    /// Illuminance, and a point of its own whenever it gets light or dark.
    static let light = Worker("light", about: "illuminance; adds when it gets light or dark", remembering: PerSeries(Daylight())) {
        seen, point in
        guard point.measurement == "light", let lux = point.number("illuminance") else { return [] }
        guard let isLight = try seen.update(point, { $0.observe(lux, at: point.time) }) else { return [point] }
        return [point] + [point.derived("daylight", [Field("light", .integer(isLight ? 1 : 0))], at: point.time)].compactMap { $0 }
    }
}

/// Light or dark, with a gap between the two so that a cloud does not switch it.
private struct Daylight: Codable, Sendable {
    private var isLight: Bool?
    private var latest: Instant?

    /// The new state when it changed: light from 50 lx, dark below 20 lx. Older and repeated messages change nothing.
    mutating func observe(_ lux: Double, at time: Instant) -> Bool? {
        guard latest.map({ time > $0 }) ?? true else { return nil }
        latest = time
        guard let next = lux >= 50 ? true : lux < 20 ? false : isLight, next != isLight else { return nil }
        isLight = next
        return next
    }
}
