/// One part of a Shelly device: `switch:0`, `em:0`, `temperature:100`.
struct ShellyComponent {
    private let name: String
    private let kind: String

    init(_ name: String) {
        self.name = name
        kind = String(name.prefix { $0 != ":" })
    }

    /// Whether its status can carry values (`sys`, `cloud`, `mqtt` cannot).
    var isMeasuring: Bool { Self.kinds.contains(kind) }

    /// Adds the values of its status.
    func add(_ status: JSONValue, to builder: inout ReadingsBuilder) throws(Undecodable) {
        guard isMeasuring else { return }
        let tags = kind == "wifi" ? [] : [Tag("endpoint", name)]
        for member in status.members { try add(member.key, member.value, tags, to: &builder) }
    }

    private func add(_ key: String, _ value: JSONValue, _ tags: [Tag], to builder: inout ReadingsBuilder) throws(Undecodable) {
        switch (kind, key) {
        case (_, "aenergy"), (_, "ret_aenergy"):
            guard let total = value["total"] else { return }
            try builder.add(key == "aenergy" ? .energy : .energyReturned, total, unit: Self.wattHours, tags: tags)
        case (_, "temperature") where value.isObject:
            if let celsius = value["tC"] { try builder.add(.deviceTemperature, celsius, tags: tags) }
        case ("devicepower", "battery"):
            if let percent = value["percent"] { try builder.add(.battery, percent, tags: tags) }
            if let volts = value["V"] { try builder.add(.batteryVoltage, volts, tags: tags) }
        case ("smoke", "alarm"): try builder.add(.smoke, value, tags: tags)
        case ("flood", "alarm"): try builder.add(.waterLeak, value, tags: tags)
        case ("input", "state"), ("switch", "output"), ("light", "output"): try builder.add(.on, value, tags: tags)
        default: try addMeasure(key, value, tags, to: &builder)
        }
    }

    /// A plain number; in a three-phase meter the key begins with its phase: `a_voltage`, `total_act_power`.
    private func addMeasure(_ key: String, _ value: JSONValue, _ tags: [Tag], to builder: inout ReadingsBuilder) throws(Undecodable) {
        if let (quantity, unit) = Self.vocabulary[key] { return try builder.add(quantity, value, unit: unit, tags: tags) }
        guard key.count > 2, key.dropFirst().hasPrefix("_"), let phase = key.first, "abcn".contains(phase),
            let (quantity, unit) = Self.vocabulary[String(key.dropFirst(2))]
        else { return }
        try builder.add(quantity, value, unit: unit, tags: tags + [Tag("phase", String(phase))])
    }

    private static let wattHours = Unit.named("Wh")

    private static let kinds: Set<String> = [
        "switch", "light", "cover", "input", "em", "em1", "emdata", "em1data", "pm1", "temperature", "humidity", "illuminance",
        "devicepower", "voltmeter", "smoke", "flood", "wifi",
    ]

    private static let vocabulary: [String: (Quantity, Unit?)] = [
        "apower": (.power, nil), "act_power": (.power, nil), "total_act_power": (.power, nil), "aprt_power": (.apparentPower, nil),
        "total_aprt_power": (.apparentPower, nil), "voltage": (.voltage, nil), "current": (.current, nil), "total_current": (.current, nil),
        "pf": (.powerFactor, nil), "freq": (.frequency, nil), "total_act_energy": (.energy, wattHours), "total_act": (.energy, wattHours),
        "total_act_ret_energy": (.energyReturned, wattHours), "total_act_ret": (.energyReturned, wattHours), "tC": (.temperature, nil),
        "rh": (.humidity, nil), "lux": (.illuminance, nil), "rssi": (.signal, nil),
    ]
}
