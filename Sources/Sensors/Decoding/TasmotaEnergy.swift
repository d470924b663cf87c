/// Tasmota's energy meters.
enum TasmotaEnergy {
    /// `ENERGY`: numbers, or arrays with one number for each phase.
    static func add(_ energy: JSONValue, to builder: inout ReadingsBuilder) throws(Undecodable) {
        for member in energy.members {
            guard let (quantity, unit) = member.meaning(in: vocabulary) else { continue }
            guard member.value.isArray else {
                try builder.add(quantity, member.value, unit: unit)
                continue
            }
            for (phase, value) in member.value.elements.enumerated() {
                try builder.add(quantity, value, unit: unit, tags: [Tag("phase", String(phase + 1))])
            }
        }
    }

    /// `TIC`: the French Linky meter; counters in Wh, `PAPP` in VA.
    static func addTIC(_ meter: JSONValue, to builder: inout ReadingsBuilder) throws(Undecodable) {
        for member in meter.members {
            guard let (quantity, unit) = member.meaning(in: tic) else { continue }
            try builder.add(quantity, member.value, unit: unit)
        }
    }

    private static let wattHours = Unit.named("Wh")

    private static let vocabulary: WordTable<(Quantity, Unit?)> = [
        "Total": (.energy, nil), "Today": (.energyToday, nil), "Yesterday": (.energyYesterday, nil), "Period": (.energyPeriod, wattHours),
        "ExportActive": (.energyReturned, nil), "Power": (.power, nil), "ApparentPower": (.apparentPower, nil),
        "ReactivePower": (.reactivePower, nil), "Factor": (.powerFactor, nil), "Frequency": (.frequency, nil), "Voltage": (.voltage, nil),
        "Current": (.current, nil),
    ]

    private static let tic: WordTable<(Quantity, Unit?)> = [
        "BASE": (.energy, wattHours), "HCHP": (.energyPeak, wattHours), "HCHC": (.energyOffPeak, wattHours), "PAPP": (.apparentPower, nil),
    ]
}
