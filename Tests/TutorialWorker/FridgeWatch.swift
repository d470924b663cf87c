import Sensors

/// Warns of a fridge that gets warm: stores its temperature, and how long it has been above 8 °C when that ends.
@main struct FridgeWatch {
    static func main() async {
        let fridge = Worker(
            "fridge", about: "the fridge's temperature, and for how long it was too warm", keys: ["zigbee2mqtt.kitchen.#"],
            remembering: PerSeries(StateDuration())
        ) { warm, point in
            guard point.tag("device") == "kitchen/fridge", let temperature = point.number("temperature") else { return [] }
            guard (-30...40).contains(temperature) else { throw SensorBroken(celsius: temperature) }
            guard let spell = try warm.update(point, { $0.observe(temperature > 8, at: point.time) }),
                let warning = point.derived("too_warm", [Field("seconds", spell.seconds)], at: spell.end)
            else { return [point] }
            return [point, warning]
        }
        await WorkerProgram("fridge-watch", workers: [fridge], commands: ProgramCommand.deadLetters).main()
    }
}

/// A value that no fridge has: the message is set aside, to be looked at.
struct SensorBroken: Error, CustomStringConvertible {
    let celsius: Double
    var description: String { "\(celsius) °C is no temperature of a fridge" }
}
