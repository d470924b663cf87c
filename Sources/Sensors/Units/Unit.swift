/// A unit somebody writes, and how it becomes the canonical one: `(value + shift) * multiplier / divisor + offset`.
public struct Unit: Sendable, Equatable {
    public let symbol: String
    public let dimension: Dimension
    let shift: Double
    let multiplier: Double
    let divisor: Double
    let offset: Double

    private init(
        _ symbol: String, _ dimension: Dimension, times multiplier: Double = 1, over divisor: Double = 1, shift: Double = 0,
        offset: Double = 0
    ) {
        self.symbol = symbol
        self.dimension = dimension
        self.multiplier = multiplier
        self.divisor = divisor
        self.shift = shift
        self.offset = offset
    }

    /// `value` of this unit in the canonical unit of its dimension.
    public func canonical(_ value: Double) -> Double { (value + shift) * multiplier / divisor + offset }

    /// The unit with this spelling; spaces around it do not matter, case does (`mW` is not `MW`).
    public static func named(_ symbol: String) -> Unit? {
        bySymbol[symbol] ?? bySymbol[String(symbol.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())]
    }

    /// Every spelling that is understood. Exact factors: 1 mmHg = 133.322387415 Pa, 1 inHg = 3386.389 Pa, 1 psi = 6894.757293168 Pa.
    public static let all: [Unit] =
        spelled(["°C", "C", "℃", "degC", "Cel", "celsius"], Unit("°C", .temperature))
        + spelled(["°F", "F", "℉", "degF", "fahrenheit"], Unit("°F", .temperature, times: 5, over: 9, shift: -32))
        + spelled(["K", "kelvin"], Unit("K", .temperature, offset: -273.15))
        + spelled(["%", "%RH", "% RH", "percent", "pct"], Unit("%", .ratio))
        + spelled(["hPa", "mbar", "mb"], Unit("hPa", .pressure))
        + spelled(["Pa"], Unit("Pa", .pressure, over: 100))
        + spelled(["kPa"], Unit("kPa", .pressure, times: 10))
        + spelled(["bar"], Unit("bar", .pressure, times: 1000))
        + spelled(["mmHg", "mmhg"], Unit("mmHg", .pressure, times: 133.322387415, over: 100))
        + spelled(["inHg", "inhg"], Unit("inHg", .pressure, times: 3386.389, over: 100))
        + spelled(["psi"], Unit("psi", .pressure, times: 6894.757293168, over: 100))
        + spelled(["lx", "lux", "Lux"], Unit("lx", .illuminance))
        + spelled(["klx"], Unit("klx", .illuminance, times: 1000))
        + spelled(["W", "watt"], Unit("W", .power))
        + spelled(["mW"], Unit("mW", .power, over: 1000))
        + spelled(["kW"], Unit("kW", .power, times: 1000))
        + spelled(["VA"], Unit("VA", .apparentPower))
        + spelled(["kVA"], Unit("kVA", .apparentPower, times: 1000))
        + spelled(["var", "VAr", "VAR"], Unit("var", .reactivePower))
        + spelled(["kWh"], Unit("kWh", .energy))
        + spelled(["Wh"], Unit("Wh", .energy, over: 1000))
        + spelled(["mWh"], Unit("mWh", .energy, over: 1_000_000))
        + spelled(["MWh"], Unit("MWh", .energy, times: 1000))
        + spelled(["Wmin", "W·min"], Unit("Wmin", .energy, over: 60_000))
        + spelled(["J", "Ws"], Unit("J", .energy, over: 3_600_000))
        + spelled(["kJ"], Unit("kJ", .energy, over: 3600))
        + spelled(["MJ"], Unit("MJ", .energy, times: 10, over: 36))
        + spelled(["V", "volt"], Unit("V", .voltage))
        + spelled(["mV"], Unit("mV", .voltage, over: 1000))
        + spelled(["kV"], Unit("kV", .voltage, times: 1000))
        + spelled(["A", "ampere"], Unit("A", .current))
        + spelled(["mA"], Unit("mA", .current, over: 1000))
        + spelled(["Hz"], Unit("Hz", .frequency))
        + spelled(["kHz"], Unit("kHz", .frequency, times: 1000))
        + spelled(["ppm"], Unit("ppm", .concentration))
        + spelled(["ppb"], Unit("ppb", .concentration, over: 1000))
        + spelled(["µg/m³", "μg/m³", "ug/m3", "µg/m3", "μg/m3"], Unit("µg/m³", .massConcentration))
        + spelled(["mg/m³", "mg/m3"], Unit("mg/m³", .massConcentration, times: 1000))
        + spelled(["dBm", "dB"], Unit("dBm", .signal))
        + spelled(["s", "sec", "seconds"], Unit("s", .duration))
        + spelled(["ms"], Unit("ms", .duration, over: 1000))
        + spelled(["min"], Unit("min", .duration, times: 60))
        + spelled(["h", "hours"], Unit("h", .duration, times: 3600))
        + spelled(["d", "days"], Unit("d", .duration, times: 86_400))

    private static let bySymbol: [String: Unit] = Dictionary(all.map { ($0.symbol, $0) }) { first, _ in first }

    private static func spelled(_ symbols: [String], _ unit: Unit) -> [Unit] {
        symbols.map {
            Unit($0, unit.dimension, times: unit.multiplier, over: unit.divisor, shift: unit.shift, offset: unit.offset)
        }
    }
}
