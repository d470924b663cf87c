/// Something that sensors measure, with the name its field has in every sink.
public enum Quantity: String, Sendable, CaseIterable {
    // climate
    case temperature, humidity, pressure, dewPoint = "dew_point", co2, voc, pm1, pm25, pm10, formaldehyde
    case soilMoisture = "soil_moisture", setpoint
    // light
    case illuminance
    // motion
    case motion, presence, vibration
    // opening
    case open
    // energy
    case power, apparentPower = "apparent_power", reactivePower = "reactive_power", powerFactor = "power_factor"
    case voltage, current, frequency, energy, energyToday = "energy_today", energyYesterday = "energy_yesterday"
    case energyPeriod = "energy_period", energyReturned = "energy_returned", energyPeak = "energy_peak"
    case energyOffPeak = "energy_off_peak"
    // switch
    case on
    // safety
    case waterLeak = "water_leak", smoke, gas, carbonMonoxide = "carbon_monoxide", tamper
    // device
    case battery, batteryVoltage = "battery_voltage", batteryLow = "battery_low", linkQuality = "linkquality", signal = "rssi"
    case deviceTemperature = "device_temperature", uptime, supplyVoltage = "supply_voltage"

    /// The field's name.
    public var name: String { rawValue }

    /// The subject it belongs to.
    public var measurement: String {
        switch self {
        case .temperature, .humidity, .pressure, .dewPoint, .co2, .voc, .pm1, .pm25, .pm10, .formaldehyde, .soilMoisture, .setpoint:
            "climate"
        case .illuminance: "light"
        case .motion, .presence, .vibration: "motion"
        case .open: "opening"
        case .power, .apparentPower, .reactivePower, .powerFactor, .voltage, .current, .frequency, .energy, .energyToday,
            .energyYesterday, .energyPeriod, .energyReturned, .energyPeak, .energyOffPeak:
            "energy"
        case .on: "switch"
        case .waterLeak, .smoke, .gas, .carbonMonoxide, .tamper: "safety"
        case .battery, .batteryVoltage, .batteryLow, .linkQuality, .signal, .deviceTemperature, .uptime, .supplyVoltage: "device"
        }
    }

    /// What kind of thing it is, and so its canonical unit.
    public var dimension: Dimension {
        switch self {
        case .temperature, .dewPoint, .setpoint, .deviceTemperature: .temperature
        case .humidity, .soilMoisture, .battery: .ratio
        case .pressure: .pressure
        case .co2: .concentration
        case .pm1, .pm25, .pm10: .massConcentration
        case .voc, .formaldehyde, .powerFactor, .linkQuality: .number
        case .illuminance: .illuminance
        case .motion, .presence, .vibration, .open, .on, .waterLeak, .smoke, .gas, .carbonMonoxide, .tamper, .batteryLow: .state
        case .power: .power
        case .apparentPower: .apparentPower
        case .reactivePower: .reactivePower
        case .voltage, .batteryVoltage, .supplyVoltage: .voltage
        case .current: .current
        case .frequency: .frequency
        case .energy, .energyToday, .energyYesterday, .energyPeriod, .energyReturned, .energyPeak, .energyOffPeak: .energy
        case .signal: .signal
        case .uptime: .duration
        }
    }
}
