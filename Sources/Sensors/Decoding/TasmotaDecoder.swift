/// Tasmota: `tele/<topic>/SENSOR` and `STATE`, `stat/<topic>/RESULT`, `POWER`, `STATUS8`, `STATUS10`; the prefix may stand anywhere.
///
/// Facts from its documentation: `Time` is local and without offset unless SetOption52 is on; `TempUnit` and `PressureUnit` say
/// the units; `ENERGY.Total` is kWh, `Period` Wh; several phases are arrays; a failed sensor is `null`.
enum TasmotaDecoder: PayloadDecoder {
    static let format = PayloadFormat.tasmota

    static func decode(_ input: DecoderInput) throws(Undecodable) -> Decoded {
        let kind = input.topic.fromEnd(0) ?? ""
        if input.topic.levels.contains("cmnd") { return .ignored(.command) }
        if kind == "LWT" { return .ignored(.availability) }
        if ["INFO1", "INFO2", "INFO3", "UPTIME", "LOGGING"].contains(kind) { return .ignored(.information) }
        var builder = try ReadingsBuilder(format, device: device(input.topic))
        if input.document == nil, let channel = channel(kind, prefix: "POWER") {
            try builder.add(.on, input.scalar(for: format), tags: channel)
            return try builder.finish()
        }
        let root = try input.object(for: format)
        if let received = root["ZbReceived"], received.isObject { return try TasmotaZigbee.decode(received, input) }
        let body = root["StatusSNS"] ?? root["StatusSTS"] ?? root
        builder.time =
            body["Time"].flatMap { StatedTime($0, zone: input.options.zone) } ?? body["Epoch"].flatMap { StatedTime($0, zone: .utc) }
        let units = try Units(body, builder)
        for member in body.members { try add(member, units, to: &builder) }
        return try builder.finish()
    }

    /// The topic without the prefix and the kind.
    static func device(_ topic: Topic) -> String {
        let kinds = topic.levels.contains { ["tele", "stat"].contains($0) }
        guard kinds else { return topic.path }
        return topic.levels.dropLast().filter { $0 != "tele" && $0 != "stat" }.joined(separator: "/")
    }

    struct Units {
        let temperature: Unit?
        let pressure: Unit?

        init(_ body: JSONValue, _ builder: ReadingsBuilder) throws(Undecodable) {
            temperature = try builder.unit(body["TempUnit"]?.string, for: .temperature, at: body["TempUnit"]?.offset)
            pressure = try builder.unit(body["PressureUnit"]?.string, for: .pressure, at: body["PressureUnit"]?.offset)
        }

        func unit(for quantity: Quantity) -> Unit? {
            switch quantity {
            case .temperature, .dewPoint, .deviceTemperature: temperature
            case .pressure: pressure
            default: nil
            }
        }
    }

    private static func add(_ member: JSONMember, _ units: Units, to builder: inout ReadingsBuilder) throws(Undecodable) {
        let key = member.key
        if let channel = channel(key, prefix: "POWER") ?? channel(key, prefix: "Switch") {
            let tags = key.hasPrefix("Switch") ? [Tag("sensor", key)] : channel
            return try builder.add(.on, member.value, tags: tags)
        }
        switch key {
        case "ENERGY": try TasmotaEnergy.add(member.value, to: &builder)
        case "TIC": try TasmotaEnergy.addTIC(member.value, to: &builder)
        case "Wifi": try add(.signal, member.value["Signal"], to: &builder)
        case "UptimeSec": try builder.add(.uptime, member.value)
        case "Vcc": try builder.add(.supplyVoltage, member.value)
        default: try add(sensor: key, member.value, units, to: &builder)
        }
    }

    private static func add(_ quantity: Quantity, _ value: JSONValue?, to builder: inout ReadingsBuilder) throws(Undecodable) {
        if let value { try builder.add(quantity, value) }
    }

    private static func add(
        sensor: String, _ value: JSONValue, _ units: Units, to builder: inout ReadingsBuilder
    ) throws(Undecodable) {
        let isChip = sensor == "ESP32"
        for member in value.members {
            guard var quantity = member.meaning(in: vocabulary) else { continue }
            if isChip, quantity == .temperature { quantity = .deviceTemperature }
            try builder.add(quantity, member.value, unit: units.unit(for: quantity), tags: [Tag("sensor", sensor)])
        }
    }

    /// `POWER` is channel-less, `POWER2` is channel 2; nil for any other key.
    private static func channel(_ key: String, prefix: String) -> [Tag]? {
        guard key.hasPrefix(prefix) else { return nil }
        let number = key.dropFirst(prefix.count)
        if number.isEmpty { return [] }
        guard number.count <= 2, number.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
        return [Tag("endpoint", String(number))]
    }

    private static let vocabulary: WordTable<Quantity> = [
        "Temperature": .temperature, "Humidity": .humidity, "DewPoint": .dewPoint, "Pressure": .pressure, "Illuminance": .illuminance,
        "CarbonDioxide": .co2, "eCO2": .co2, "TVOC": .voc, "PM1": .pm1, "PM2.5": .pm25, "PM10": .pm10, "Moisture": .soilMoisture,
    ]
}
