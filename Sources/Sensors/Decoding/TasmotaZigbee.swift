/// Tasmota as a Zigbee bridge: `{"ZbReceived":{"0x2916":{"Name":"balcony","Temperature":26.27,...}}}`.
enum TasmotaZigbee {
    static func decode(_ received: JSONValue, _ input: DecoderInput) throws(Undecodable) -> Decoded {
        var readings: [Reading] = []
        var ignored: Decoded?
        for member in received.members where member.value.isObject {
            let name = member.value["Name"]?.string ?? member.value["Device"]?.string ?? member.key
            var builder = try ReadingsBuilder(.tasmota, device: name)
            for value in member.value.members {
                if let quantity = value.meaning(in: vocabulary) { try builder.add(quantity, value.value) }
            }
            switch try builder.finish() {
            case .readings(let found): readings += found
            case let other: ignored = other
            }
        }
        if !readings.isEmpty { return .readings(readings) }
        if let ignored { return ignored }
        throw Undecodable(.noMetrics, "no-known-quantity", format: .tasmota)
    }

    private static let vocabulary: WordTable<Quantity> = [
        "Temperature": .temperature, "Humidity": .humidity, "Pressure": .pressure, "Illuminance": .illuminance, "Occupancy": .motion,
        "BatteryPercentage": .battery, "BatteryVoltage": .batteryVoltage, "LinkQuality": .linkQuality, "Power": .on,
    ]
}
