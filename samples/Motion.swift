import Sensors

extension Worker {
    /// Motion and presence as they are reported, and how long a room was occupied when that ends.
    static let motion = Worker("motion", about: "motion; adds for how long somebody was there", remembering: PerSeries(StateDuration())) {
        seen, point in
        guard point.measurement == "motion" else { return [] }
        guard let isMoving = point.state("motion") ?? point.state("presence"),
            let stay = try seen.update(point, { $0.observe(isMoving, at: point.time) }),
            let occupied = point.derived("occupied", [Field("seconds", stay.seconds)], at: stay.end)
        else { return [point] }
        return [point, occupied]
    }
}
