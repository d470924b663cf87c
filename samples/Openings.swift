import Sensors

extension Worker {
    /// Doors and windows as they are reported, and how long one was open when it is closed.
    static let openings = Worker(
        "openings", about: "doors and windows; adds for how long they were open", remembering: PerSeries(StateDuration())
    ) {
        seen, point in
        guard point.measurement == "opening", let isOpen = point.state("open") else { return [] }
        guard let time = try seen.update(point, { $0.observe(isOpen, at: point.time) }),
            let opened = point.derived("opened", [Field("seconds", time.seconds)], at: time.end)
        else { return [point] }
        return [point, opened]
    }
}
