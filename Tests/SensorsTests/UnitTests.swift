import Sensors
import Testing

@Suite("Units")
struct UnitTests {
    static let conversions: [(String, Double, Double)] = [
        ("°F", 212, 100), ("°F", -40, -40), ("K", 273.15, 0), ("kPa", 101.325, 1013.25), ("Pa", 101_325, 1013.25),
        ("mmHg", 760, 1013.250144354),
        ("inHg", 29.92, 1013.2075888), ("psi", 14.5, 999.739807), ("Wh", 1500, 1.5), ("mWh", 1_000_000, 1), ("Wmin", 60_000, 1),
        ("J", 3_600_000, 1), ("kJ", 3600, 1), ("MJ", 3.6, 1), ("kW", 1.2, 1200), ("mA", 50, 0.05), ("mV", 3005, 3.005), ("ppb", 1000, 1),
        ("h", 2, 7200),
    ]

    @Test("become canonical", arguments: conversions)
    func conversion(symbol: String, value: Double, canonical: Double) throws {
        #expect(abs(try #require(Unit.named(symbol)).canonical(value) - canonical) < 1e-6)
    }

    @Test("case matters, spaces around do not")
    func names() {
        #expect(Unit.named(" hPa ") == Unit.named("hPa") && Unit.named("HPA") == nil && Unit.named("") == nil && Unit.named("   ") == nil)
    }

    @Test("every canonical unit is in the table and changes nothing")
    func canonical() {
        for dimension in Dimension.allCases where !dimension.canonicalUnit.isEmpty {
            #expect(Unit.named(dimension.canonicalUnit)?.dimension == dimension)
            #expect(Unit.named(dimension.canonicalUnit)?.canonical(12.5) == 12.5)
        }
    }

    @Test(
        "names tell quantities",
        arguments: [
            ("livingroom_temperature", Quantity.temperature), ("Outside Dew-Point", .dewPoint), ("front_door", .open),
            ("temperature_kitchen", .temperature),
            ("kitchen_window_battery", .battery), ("battery_voltage", .batteryVoltage), ("pm2.5", .pm25),
        ])
    func quantity(name: String, quantity: Quantity) {
        #expect(QuantityName.quantity(of: name) == quantity)
    }

    @Test("other names tell none", arguments: ["", "wobble", "___", "doorbell"])
    func noQuantity(name: String) {
        #expect(QuantityName.quantity(of: name) == nil)
    }
}
