/// Finds the quantity that a name speaks of: `livingroom_temperature`, `Outside Dew-Point`, `front_door`.
package enum QuantityName {
    /// The quantity for a whole name, else for its longest ending, else for its longest beginning; nil when no word is known.
    package static func quantity(of name: String) -> Quantity? {
        quantity(ofNormalised: normalised(name))
    }

    /// The same for a name that is normalised already.
    static func quantity(ofNormalised name: String) -> Quantity? {
        var name = name
        return name.withUTF8 { quantity(of: $0) }
    }

    private static func quantity(of whole: UnsafeBufferPointer<UInt8>) -> Quantity? {
        if let known = vocabulary[whole] { return known }
        let borders = whole.indices.filter { whole[$0] == UInt8(ascii: "_") }
        guard !borders.isEmpty, borders.count < 32 else { return nil }
        for border in borders {
            if let known = vocabulary[UnsafeBufferPointer(rebasing: whole[(border + 1)...])] { return known }
        }
        for border in borders.reversed() {
            if let known = vocabulary[UnsafeBufferPointer(rebasing: whole[..<border])] { return known }
        }
        return nil
    }

    /// The name in lower case with `_` between its words.
    package static func normalised(_ name: String) -> String {
        guard name.utf8.allSatisfy({ $0 < 0x80 }) else {
            return normalised(utf8: name.unicodeScalars.map(\.properties.lowercaseMapping).joined().utf8)
        }
        return normalised(utf8: name.utf8)
    }

    /// Separators and upper case are ASCII here, so that bytes are enough.
    private static func normalised(utf8 bytes: String.UTF8View) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var isBetween = false
        for byte in bytes {
            if byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: " ") || byte == UInt8(ascii: ".") {
                isBetween = !text.isEmpty
                continue
            }
            if isBetween { text.append(UInt8(ascii: "_")) }
            isBetween = false
            text.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Names that people, firmware and Home Assistant's device classes use.
    static let vocabulary: WordTable<Quantity> = [
        "temperature": .temperature, "temp": .temperature, "local_temperature": .temperature, "current_temperature": .temperature,
        "humidity": .humidity, "relative_humidity": .humidity, "pressure": .pressure, "atmospheric_pressure": .pressure,
        "sea_level_pressure": .pressure, "dew_point": .dewPoint, "dewpoint": .dewPoint, "co2": .co2, "carbon_dioxide": .co2,
        "eco2": .co2, "voc": .voc, "tvoc": .voc, "voc_index": .voc, "volatile_organic_compounds": .voc, "pm1": .pm1, "pm25": .pm25,
        "pm2_5": .pm25, "pm10": .pm10, "formaldehyde": .formaldehyde, "formaldehyd": .formaldehyde, "soil_moisture": .soilMoisture,
        "setpoint": .setpoint, "target_temperature": .setpoint, "occupied_heating_setpoint": .setpoint,
        "current_heating_setpoint": .setpoint,
        "illuminance": .illuminance, "illuminance_lux": .illuminance, "lux": .illuminance, "light_level": .illuminance,
        "motion": .motion, "occupancy": .motion, "pir": .motion, "presence": .presence, "vibration": .vibration,
        "open": .open, "opening": .open, "contact": .open, "door": .open, "window": .open, "garage_door": .open,
        "power": .power, "active_power": .power, "apparent_power": .apparentPower, "reactive_power": .reactivePower,
        "power_factor": .powerFactor, "voltage": .voltage, "current": .current, "frequency": .frequency, "ac_frequency": .frequency,
        "energy": .energy, "energy_total": .energy, "total_energy": .energy, "energy_today": .energyToday,
        "energy_yesterday": .energyYesterday, "produced_energy": .energyReturned, "energy_returned": .energyReturned,
        "on": .on, "switch": .on, "relay": .on, "outlet": .on,
        "water_leak": .waterLeak, "leak": .waterLeak, "moisture": .waterLeak, "flood": .waterLeak, "smoke": .smoke, "gas": .gas,
        "carbon_monoxide": .carbonMonoxide, "tamper": .tamper,
        "battery": .battery, "battery_level": .battery, "battery_voltage": .batteryVoltage, "battery_low": .batteryLow,
        "linkquality": .linkQuality, "lqi": .linkQuality, "rssi": .signal, "signal_strength": .signal, "wifi_signal": .signal,
        "device_temperature": .deviceTemperature, "chip_temperature": .deviceTemperature, "internal_temperature": .deviceTemperature,
        "uptime": .uptime, "supply_voltage": .supplyVoltage,
    ]
}
