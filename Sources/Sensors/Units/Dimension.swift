/// What kind of thing is measured; each has one canonical unit.
public enum Dimension: String, Sendable, CaseIterable {
    /// degrees Celsius
    case temperature
    /// per cent
    case ratio
    /// hectopascal
    case pressure
    /// lux
    case illuminance
    /// watt
    case power
    /// volt-ampere
    case apparentPower
    /// volt-ampere reactive
    case reactivePower
    /// kilowatt-hour
    case energy
    /// volt
    case voltage
    /// ampere
    case current
    /// hertz
    case frequency
    /// parts per million
    case concentration
    /// micrograms per cubic metre
    case massConcentration
    /// dBm
    case signal
    /// seconds
    case duration
    /// a number without unit
    case number
    /// 0 or 1
    case state

    /// How the canonical unit is written; empty for numbers and states.
    public var canonicalUnit: String {
        switch self {
        case .temperature: "°C"
        case .ratio: "%"
        case .pressure: "hPa"
        case .illuminance: "lx"
        case .power: "W"
        case .apparentPower: "VA"
        case .reactivePower: "var"
        case .energy: "kWh"
        case .voltage: "V"
        case .current: "A"
        case .frequency: "Hz"
        case .concentration: "ppm"
        case .massConcentration: "µg/m³"
        case .signal: "dBm"
        case .duration: "s"
        case .number, .state: ""
        }
    }
}
