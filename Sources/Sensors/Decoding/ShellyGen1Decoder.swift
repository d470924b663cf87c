/// Shelly, first generation: `shellies/<id>/...` with bare values.
///
/// `relay/N/energy` and `emeter/N/energy` count watt-minutes, `emeter/N/total` watt-hours; `sensor/state` is `open` or `close`.
enum ShellyGen1Decoder: PayloadDecoder {
    static let format = PayloadFormat.shellyGen1

    static func decode(_ input: DecoderInput) throws(Undecodable) -> Decoded {
        let path = Array(input.topic.levels.dropFirst())
        guard path.count > 1, let device = path.first, let last = path.last else { return .ignored(.information) }
        if last == "online" { return .ignored(.availability) }
        if last == "command" || last == "set" { return .ignored(.command) }
        if ["announce", "info", "input_event", "error", "act_reasons", "overtemperature", "overpower_value"].contains(last) {
            return .ignored(.information)
        }
        var builder = try ReadingsBuilder(format, device: device)
        if path == [device, "status"], input.document != nil { return try motionStatus(input, &builder) }
        guard let value = value(of: Array(path.dropFirst())) else { throw Undecodable(.noMetrics, "no-known-quantity", format: format) }
        let scalar = try input.scalar(for: format)
        if case .text("overpower") = scalar { return .ignored(.unavailable) }
        try builder.add(value.quantity, scalar, unit: value.unit, tags: value.tags)
        return try builder.finish()
    }

    private struct Value {
        let quantity: Quantity
        var unit: Unit?
        var tags: [Tag] = []
    }

    /// What a path below the device's id measures.
    private static func value(of path: [String]) -> Value? {
        guard let group = path.first else { return nil }
        if path.count == 1 { return ["temperature": .deviceTemperature, "voltage": .voltage][group].map { Value(quantity: $0) } }
        if group == "sensor" { return path.count == 2 ? sensors[path[1]].map { Value(quantity: $0) } : nil }
        let tags = [Tag("endpoint", "\(group):\(path[1])")]
        if path.count == 2 {
            switch group {
            case "relay", "light", "input": return Value(quantity: .on, tags: tags)
            case "ext_temperature": return Value(quantity: .temperature, tags: tags)
            case "ext_humidity": return Value(quantity: .humidity, tags: tags)
            default: return nil
            }
        }
        guard path.count == 3, ["relay", "emeter", "roller", "light", "meter"].contains(group), let (quantity, unit) = meters[path[2]]
        else {
            return nil
        }
        return Value(quantity: quantity, unit: unit, tags: tags)
    }

    /// Shelly Motion publishes one JSON: `{"motion":true,"timestamp":1615...,"vibration":false,"lux":54,"bat":99}`.
    private static func motionStatus(_ input: DecoderInput, _ builder: inout ReadingsBuilder) throws(Undecodable) -> Decoded {
        let object = try input.object(for: format)
        builder.time = object["timestamp"]?.integer.flatMap { StatedTime(unix: $0) }
        for (key, quantity) in [("motion", Quantity.motion), ("vibration", .vibration), ("lux", .illuminance), ("bat", .battery)] {
            if let value = object[key] { try builder.add(quantity, value) }
        }
        return try builder.finish()
    }

    private static let sensors: [String: Quantity] = [
        "temperature": .temperature, "humidity": .humidity, "lux": .illuminance, "state": .open, "battery": .battery, "motion": .motion,
        "vibration": .vibration, "flood": .waterLeak, "smoke": .smoke,
    ]

    private static let wattMinutes = Unit.named("Wmin")
    private static let wattHours = Unit.named("Wh")

    private static let meters: [String: (Quantity, Unit?)] = [
        "power": (.power, nil), "energy": (.energyPeriod, wattMinutes), "total": (.energy, wattHours),
        "total_returned": (.energyReturned, wattHours), "voltage": (.voltage, nil), "current": (.current, nil), "pf": (.powerFactor, nil),
        "reactive_power": (.reactivePower, nil),
    ]
}
