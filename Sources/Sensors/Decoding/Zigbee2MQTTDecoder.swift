/// Zigbee2MQTT: `zigbee2mqtt/<friendly name>` with the device's whole cached state as JSON.
///
/// Facts from its guide and device pages: `contact` true is *closed*; `voltage` of a battery device is millivolts, of a plug
/// volts; `energy` is kWh; `last_seen` is milliseconds or ISO 8601; with `output: attribute` each value has a topic of its own.
enum Zigbee2MQTTDecoder: PayloadDecoder {
    static let format = PayloadFormat.zigbee2mqtt

    static func decode(_ input: DecoderInput) throws(Undecodable) -> Decoded {
        let hasBase = input.topic.levels.first == input.options.zigbee2mqttBase
        let base = hasBase ? 1 : 0
        if hasBase, let rule = ignoreRule(input.topic) { return .ignored(rule) }
        guard input.document != nil else { return try decodeAttribute(input, base: base) }
        let object = try input.object(for: format)
        let time = object["last_seen"].flatMap { StatedTime($0, zone: input.options.zone) }
        var builder = try builder(name: Array(input.topic.levels.dropFirst(base)), time: time)
        let hasLux = object["illuminance_lux"] != nil
        let context = VoltageContext(
            isMains: object["power"] != nil || object["current"] != nil || object["energy"] != nil, hasBattery: object["battery"] != nil)
        for member in object.members {
            if hasLux, member.hasKey("illuminance") { continue }
            try add(member, context, to: &builder)
        }
        return try builder.finish()
    }

    private static func ignoreRule(_ topic: Topic) -> IgnoreRule? {
        if topic.levels.count > 1, topic.levels[1] == "bridge" { return .bridge }
        if topic.fromEnd(0) == "availability" { return .availability }
        return topic.levels.dropFirst(2).contains { $0 == "set" || $0 == "get" } ? .command : nil
    }

    private static func builder(name: [String], time: StatedTime?) throws(Undecodable) -> ReadingsBuilder {
        try ReadingsBuilder(
            format, device: name.joined(separator: "/"), area: name.count > 1 ? name.first : nil, time: time)
    }

    /// `zigbee2mqtt/kitchen/temperature` with the body `21.3`.
    private static func decodeAttribute(_ input: DecoderInput, base: Int) throws(Undecodable) -> Decoded {
        let name = Array(input.topic.levels.dropFirst(base))
        guard name.count > 1, let attribute = name.last else { throw Undecodable(.malformed, "json.not-an-object", at: 0, format: format) }
        var builder = try builder(name: name.dropLast(), time: nil)
        var word = attribute
        guard let (quantity, tags) = word.withUTF8(quantity) else { throw Undecodable(.noMetrics, "no-known-quantity", format: format) }
        let scalar = try input.scalar(for: format)
        if attribute == "contact", case .state(let closed) = scalar {
            builder.add(.open, .integer(closed ? 0 : 1))
        } else if attribute == "voltage", case .number(let value, nil) = scalar {
            add(voltage: value, VoltageContext(isMains: false, hasBattery: false), tags, to: &builder)
        } else {
            try builder.add(quantity, scalar, tags: tags)
        }
        return try builder.finish()
    }

    private struct VoltageContext {
        let isMains: Bool
        let hasBattery: Bool
    }

    private static func add(
        _ member: JSONMember, _ context: VoltageContext, to builder: inout ReadingsBuilder
    ) throws(Undecodable) {
        guard let (quantity, tags) = member.withKey(quantity) else { return }
        let value = member.value
        if quantity == .open, tags.isEmpty, let closed = value.boolean {
            builder.add(.open, .integer(closed ? 0 : 1))
        } else if quantity == .voltage, let volts = value.number {
            add(voltage: volts, context, tags, to: &builder)
        } else if quantity == .on, let text = value.string, case .text = ScalarText(text) {
            // A lock's or a cover's state is no switch.
            return
        } else {
            try builder.add(quantity, value, tags: tags)
        }
    }

    /// Millivolts of a cell, or volts of the mains: a cell has no power, and no mains has a thousand volts.
    private static func add(voltage: Double, _ context: VoltageContext, _ tags: [Tag], to builder: inout ReadingsBuilder) {
        if context.isMains {
            builder.add(.voltage, .double(voltage), tags: tags)
        } else if voltage >= 1000 || (context.hasBattery && voltage >= 100) {
            builder.add(.batteryVoltage, .double(voltage / 1000), tags: tags)
        } else {
            builder.add(context.hasBattery ? .batteryVoltage : .voltage, .double(voltage), tags: tags)
        }
    }

    /// The quantity of a key, and the endpoint when the key ends in one (`state_left`, `power_l2`).
    private static func quantity(of key: UnsafeBufferPointer<UInt8>) -> (Quantity, [Tag])? {
        if let known = vocabulary[key] { return (known, []) }
        guard let cut = key.lastIndex(of: UInt8(ascii: "_")), let known = vocabulary[UnsafeBufferPointer(rebasing: key[..<cut])] else {
            return nil
        }
        let endpoint = String(decoding: key[(cut + 1)...], as: UTF8.self)
        return endpoints.contains(endpoint) ? (known, [Tag("endpoint", endpoint)]) : nil
    }

    private static let endpoints: Set<String> = [
        "l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8", "left", "right", "center", "top", "bottom", "a", "b", "c",
    ]

    private static let vocabulary: WordTable<Quantity> = [
        "temperature": .temperature, "local_temperature": .temperature, "humidity": .humidity, "pressure": .pressure, "co2": .co2,
        "voc": .voc, "voc_index": .voc, "pm1": .pm1, "pm25": .pm25, "pm10": .pm10, "formaldehyd": .formaldehyde,
        "soil_moisture": .soilMoisture, "occupied_heating_setpoint": .setpoint, "current_heating_setpoint": .setpoint,
        "illuminance": .illuminance, "illuminance_lux": .illuminance, "occupancy": .motion, "presence": .presence,
        "vibration": .vibration, "contact": .open, "power": .power, "current": .current, "voltage": .voltage, "energy": .energy,
        "produced_energy": .energyReturned, "power_factor": .powerFactor, "ac_frequency": .frequency, "state": .on,
        "water_leak": .waterLeak, "smoke": .smoke, "gas": .gas, "carbon_monoxide": .carbonMonoxide, "tamper": .tamper,
        "battery": .battery, "battery_low": .batteryLow, "linkquality": .linkQuality, "device_temperature": .deviceTemperature,
    ]
}
