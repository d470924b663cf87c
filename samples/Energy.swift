import Sensors

extension Worker {
    /// Power, meters and the rest of the mains, and the energy of each hour and each day when it is over.
    static let energy = Worker("energy", about: "power and meters; adds kWh of each hour and day", remembering: PerSeries(EnergyByPeriod()))
    {
        seen, point in
        guard point.measurement == "energy" else { return [] }
        guard let total = point.number("energy") else { return [point] }
        let closed = try seen.update(point) { $0.observe(total, at: point.time, zone: .utc) }
        return [point]
            + closed.compactMap { period in
                let start = Instant(Int64(period.start), scale: 1_000_000_000) ?? point.time
                return point.derived("energy_\(period.kind.rawValue)", [Field("kwh", period.kilowattHours)], at: start)
            }
    }
}
