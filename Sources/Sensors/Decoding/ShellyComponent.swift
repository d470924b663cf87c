/// One part of a Shelly device: `switch:0`, `em:0`, `temperature:100`.
struct ShellyComponent {
    private let name: String
    private let kind: String

    init(_ name: String) {
        self.name = name
        kind = name.utf8.firstIndex(of: UInt8(ascii: ":")).map { String(name[..<$0]) } ?? name
    }

    /// Whether its status can carry values (`sys`, `cloud`, `mqtt` cannot).
    var isMeasuring: Bool { Self.kinds.contains(kind) }

    /// Adds the values of its status.
    func add(_ status: JSONValue, to builder: inout ReadingsBuilder) throws(Undecodable) {
        guard isMeasuring else { return }
        let tags = kind == "wifi" ? [] : [Tag("endpoint", name)]
        for member in status.members { try add(member, tags, to: &builder) }
    }

    private func add(_ member: JSONMember, _ tags: [Tag], to builder: inout ReadingsBuilder) throws(Undecodable) {
        if let (quantity, unit) = member.meaning(in: Self.vocabulary) {
            return try builder.add(quantity, member.value, unit: unit, tags: tags)
        }
        let key = member.key
        let value = member.value
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
        default: try add(phaseKey: key, value, tags, to: &builder)
        }
    }

    /// In a three-phase meter a key begins with its phase: `a_voltage`.
    private func add(phaseKey key: String, _ value: JSONValue, _ tags: [Tag], to builder: inout ReadingsBuilder) throws(Undecodable) {
        for phase in ["a", "b", "c", "n"] where key.hasPrefix(phase + "_") {
            guard let (quantity, unit) = Self.vocabulary[String(key.dropFirst(2))] else { return }
            try builder.add(quantity, value, unit: unit, tags: tags + [Tag("phase", phase)])
        }
    }

    private static let wattHours = Unit.named("Wh")

    private static let kinds: Set<String> = [
        "switch", "light", "cover", "input", "em", "em1", "emdata", "em1data", "pm1", "temperature", "humidity", "illuminance",
        "devicepower", "voltmeter", "smoke", "flood", "wifi",
    ]

    private static let vocabulary: WordTable<(Quantity, Unit?)> = [
        "apower": (.power, nil), "act_power": (.power, nil), "total_act_power": (.power, nil), "aprt_power": (.apparentPower, nil),
        "total_aprt_power": (.apparentPower, nil), "voltage": (.voltage, nil), "current": (.current, nil), "total_current": (.current, nil),
        "pf": (.powerFactor, nil), "freq": (.frequency, nil), "total_act_energy": (.energy, wattHours), "total_act": (.energy, wattHours),
        "total_act_ret_energy": (.energyReturned, wattHours), "total_act_ret": (.energyReturned, wattHours), "tC": (.temperature, nil),
        "rh": (.humidity, nil), "lux": (.illuminance, nil), "rssi": (.signal, nil),
    ]
}
